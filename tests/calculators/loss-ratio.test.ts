// loss-ratio: how its documents are refused, what the rules fill in, and what its explanation says.
import { describe, expect, test } from 'vitest';
import * as rows from './changes.ts';
import { ask, changed, NOTHING, type Refused, refusal } from './changes.ts';

const document = {
  currency: 'USD',
  incurredClaims: '700.00',
  lossAdjustmentExpense: '50.00',
  recoveries: '20.00',
  earnedPremium: '1000.00',
  cededPremium: '100.00',
  writtenPremium: '1100.00',
  underwritingExpense: '200.00',
  expenseBasis: 'written',
  band: { from: '0.6', to: '0.9' },
  minimum: '0.7',
};

const ruled = {
  currency: 'USD',
  incurredClaims: '750.00',
  earnedPremium: '1000.00',
  line: 'health-small-group',
  jurisdiction: 'US',
  day: '2026-01-01',
};

const AMOUNTS = [
  'lossAdjustmentExpense',
  'recoveries',
  'earnedPremium',
  'cededPremium',
  'writtenPremium',
  'underwritingExpense',
];

const table: readonly Refused[] = [
  ...rows.objectRows('', 'band'),
  ...rows.missingRows('currency', 'incurredClaims', 'earnedPremium', 'writtenPremium'),
  ...rows.amountRows(...AMOUNTS),
  ...rows.signedAmountRows('incurredClaims'),
  ...rows.ratioRows('unbounded', 'minimum', 'band.from', 'band.to'),
  ...rows.choiceRows('currency', 'expenseBasis'),
  ...rows.textRows('line', 'jurisdiction'),
  ...rows.dayRows('day'),
  ['there is no premium', 'earnedPremium', '0', 'undefined_result'],
  ['all premium is ceded', 'cededPremium', '1000.00', 'undefined_result'],
  ['more than the premium is ceded', 'cededPremium', '1000.01', 'undefined_result'],
  ['expenses are over no written premium', 'writtenPremium', '0.00', 'undefined_result'],
  ['the band is backwards', 'band', { from: '0.9', to: '0.89' }, 'inconsistent'],
];

const ruledTable: readonly Refused[] = [
  ['no rule is known for the line', 'line', 'health-dental', 'unknown_reference', 'line'],
  ['no rule is known in the jurisdiction', 'jurisdiction', 'US-XX', 'unknown_reference', 'line'],
  ['no rule was in force on the day', 'day', '2010-12-31', 'unknown_reference', 'line'],
];

describe('a document is refused where', () => {
  test.each(rows.named(table))('$why', ({ at, value, code, path }) => {
    expect(refusal('loss-ratio', changed(document, at, value))).toEqual({ code, path });
  });

  test.each(rows.named(ruledTable))('$why', ({ at, value, code, path }) => {
    expect(refusal('loss-ratio', changed(ruled, at, value))).toEqual({ code, path });
  });

  test('the result is beyond 2^53 - 1', () => {
    const most = '90071992547409.91';
    const large = { ...document, incurredClaims: most, underwritingExpense: most };
    expect(refusal('loss-ratio', large)).toEqual({ code: 'too_large', path: 'underwritingExpense' });
    expect(refusal('loss-ratio', { ...large, underwritingExpense: undefined })).toBeUndefined();
  });
});

describe('the rules', () => {
  test('fill in the minimum of a line, place and day', () => {
    expect(ask('loss-ratio', ruled)).toMatchObject({
      lossRatio: '0.75',
      alerts: [{ code: 'below_minimum' }],
    });
    expect(ask('loss-ratio', { ...ruled, incurredClaims: '800.00' })).toMatchObject({ alerts: [] });
    expect(
      ask('loss-ratio', { ...ruled, line: 'health-large-group', incurredClaims: '849.99' }),
    ).toMatchObject({ alerts: [{ code: 'below_minimum' }] });
  });

  test('fill nothing where band or minimum is given, or one of the three is missing', () => {
    for (const given of [{ minimum: '0.5' }, { band: { to: '0.9' } }]) {
      expect(ask('loss-ratio', { ...ruled, ...given })).toMatchObject({ alerts: [] });
    }
    for (const at of ['line', 'jurisdiction', 'day']) {
      expect(ask('loss-ratio', changed(ruled, at, NOTHING))).toMatchObject({ alerts: [] });
    }
    expect(refusal('loss-ratio', { ...ruled, jurisdiction: 'US-XX', minimum: '0.5' })).toBeUndefined();
  });
});

test('the document that the table changes is answered', () => {
  expect(ask('loss-ratio', document)).toEqual({
    lossRatio: '0.75',
    netLossRatio: '0.8111111111',
    expenseRatio: '0.1818181818',
    combinedRatio: '0.9318181818',
    margin: '0.25',
    underwritingResult: '50.00',
    alerts: [],
  });
});

test('--explain adds steps, filled, and changes nothing else', () => {
  const { explanation, ...explained } = ask('loss-ratio', document, true) as {
    explanation: Record<string, string>[];
  };
  expect(explained).toEqual(ask('loss-ratio', document));
  expect(explanation.map(({ term, formula, result }) => [term, formula, result])).toEqual([
    ['loss ratio', '(700.00 + 50.00) / 1000.00', '0.75'],
    ['net loss ratio', '(700.00 + 50.00 - 20.00) / (1000.00 - 100.00)', '0.8111111111'],
    ['margin', '1 - 0.75', '0.25'],
    ['expense ratio', '200.00 / 1100.00', '0.1818181818'],
    ['combined ratio', '0.75 + 0.1818181818', '0.9318181818'],
  ]);
  for (const { source } of explanation) expect(source).toBe('CALCULATORS.md, loss-ratio');
});
