// reserve-requirement: how its documents are refused, and what its explanation says.
import { describe, expect, test } from 'vitest';
import * as rows from './changes.ts';
import { ask, changed, NOTHING, type Refused, refusal } from './changes.ts';

const document = {
  currency: 'USD',
  jurisdiction: 'US-NY',
  day: '2026-06-30',
  expectedIncurredClaimsAndExpenses: '40000000.00',
  earnedPremiumEquivalents: '42000000.00',
  participants: { municipalities: 13, employeesAndRetirees: 1999 },
  acceptedShare: '0.20',
  held: { reserve: '9000000.00', surplus: '2500000.00' },
  assets: '30000000.00',
  liabilities: '20000000.00',
};

const table: readonly Refused[] = [
  ...rows.objectRows('', 'participants', 'held'),
  ...rows.missingRows(
    ...['currency', 'jurisdiction', 'day', 'expectedIncurredClaimsAndExpenses', 'earnedPremiumEquivalents'],
    ...['participants', 'participants.municipalities', 'participants.employeesAndRetirees'],
    ...['held', 'held.reserve', 'held.surplus', 'assets', 'liabilities'],
  ),
  ...rows.amountRows(
    ...['expectedIncurredClaimsAndExpenses', 'earnedPremiumEquivalents', 'assets', 'liabilities'],
    ...['held.reserve', 'held.surplus'],
  ),
  ...rows.ratioRows('unbounded', 'acceptedShare'),
  ...rows.dayRows('day'),
  ...rows.textRows('jurisdiction'),
  ...rows.choiceRows('currency'),
  ['the share accepted is above the law’s', 'acceptedShare', '0.2501', 'out_of_range'],
  ['municipalities are broken', 'participants.municipalities', 4.5, 'wrong_type'],
  ['people are negative', 'participants.employeesAndRetirees', -1, 'out_of_range'],
  ['nothing is known of the jurisdiction', 'jurisdiction', 'US-XX', 'unknown_reference'],
  ['the jurisdiction has no such shares', 'jurisdiction', 'US-WA', 'unknown_reference'],
  ['the day is before the law', 'day', '1994-12-31', 'out_of_range'],
];

describe('a document is refused where', () => {
  test.each(rows.named(table))('$why', ({ at, value, code, path }) => {
    expect(refusal('reserve-requirement', changed(document, at, value))).toEqual({ code, path });
  });
});

test('the document that the table changes is answered', () => {
  expect(ask('reserve-requirement', document)).toEqual({
    items: [
      {
        name: 'reserve',
        required: '8000000.00',
        held: '9000000.00',
        shortfall: '0.00',
        citation: 'New York Insurance Law § 4706(a)(1)',
      },
      {
        name: 'surplus',
        required: '2940000.00',
        held: '2500000.00',
        shortfall: '440000.00',
        citation: 'New York Insurance Law § 4706(a)(5)(B)',
      },
    ],
    adequate: false,
  });
});

test('the share accepted may be missing, and assets with liabilities', () => {
  expect(refusal('reserve-requirement', changed(document, 'acceptedShare', NOTHING))).toBeUndefined();
  const without = changed(changed(document, 'assets', NOTHING), 'liabilities', NOTHING);
  expect(refusal('reserve-requirement', without)).toBeUndefined();
});

test('--explain adds steps, filled, and changes nothing else', () => {
  const { explanation, ...explained } = ask('reserve-requirement', document, true) as {
    explanation: Record<string, string>[];
  };
  expect(explained).toEqual(ask('reserve-requirement', document));
  expect(explanation.map(({ term, formula, result }) => [term, formula, result])).toEqual([
    ['required reserve', '40000000.00 x 0.2', '8000000.00'],
    ['shortfall of reserve', 'larger of 0 and 8000000.00 - 9000000.00', '0.00'],
    ['required surplus', '42000000.00 x 0.07', '2940000.00'],
    ['shortfall of surplus', 'larger of 0 and 2940000.00 - 2500000.00', '440000.00'],
    ['adequate', 'no shortfall, and 30000000.00 covers 20000000.00 + 8000000.00 + 2940000.00', 'no'],
  ]);
  for (const { source } of explanation) expect(source).toMatch(/^New York Insurance Law|^CALCULATORS.md/);
});
