// assessment: how its documents are refused, and what its explanation says.
import { describe, expect, test } from 'vitest';
import * as rows from './changes.ts';
import { ask, changed, NOTHING, type Refused, refusal } from './changes.ts';

const document = {
  currency: 'USD',
  shortfall: '100.00',
  impairedOn: '2026-06-15',
  orderedOn: '2026-07-01',
  lookBackYears: 2,
  members: [
    { member: 'A', premiumEquivalents: '10.00' },
    { member: 'B', premiumEquivalents: '10.00', left: '2025-06-30' },
    { member: 'C', premiumEquivalents: '10.00' },
  ],
};

const table: readonly Refused[] = [
  ...rows.objectRows('', 'members[0]'),
  ...rows.missingRows(
    ...['currency', 'shortfall', 'impairedOn', 'orderedOn', 'members', 'lookBackYears'],
    ...['members[0].member', 'members[0].premiumEquivalents'],
  ),
  ...rows.amountRows('shortfall', 'members[1].premiumEquivalents'),
  ...rows.dayRows('impairedOn', 'orderedOn', 'members[1].left'),
  ...rows.textRows('members[0].member'),
  ...rows.listRows('members'),
  ...rows.choiceRows('currency'),
  ['the look-back is broken', 'lookBackYears', 1.5, 'wrong_type'],
  ['the look-back is negative', 'lookBackYears', -1, 'out_of_range'],
  ['a member comes twice', 'members[2].member', 'A', 'inconsistent'],
  ['it is ordered before the impairment', 'orderedOn', '2026-06-14', 'inconsistent'],
  ['it is ordered before the law', 'orderedOn', '1994-12-31', 'out_of_range'],
  ['there are no members', 'members', [], 'undefined_result'],
  [
    'nobody has premium equivalents',
    'members',
    [{ member: 'A', premiumEquivalents: '0' }],
    'undefined_result',
  ],
];

describe('a document is refused where', () => {
  test.each(rows.named(table))('$why', ({ at, value, code, path }) => {
    expect(refusal('assessment', changed(document, at, value))).toEqual({ code, path });
  });
});

test('the document that the table changes is answered', () => {
  expect(ask('assessment', document)).toEqual({
    orderBy: '2026-07-15',
    payBy: '2026-09-29',
    shares: [
      { member: 'A', amount: '33.34' },
      { member: 'B', amount: '33.33' },
      { member: 'C', amount: '33.33' },
    ],
  });
  expect(refusal('assessment', changed(document, 'members[1].left', NOTHING))).toBeUndefined();
});

test('--explain adds steps, filled, and changes nothing else', () => {
  const { explanation, ...explained } = ask('assessment', document, true) as {
    explanation: Record<string, string>[];
  };
  expect(explained).toEqual(ask('assessment', document));
  expect(explanation.map(({ about = '', term, formula, result }) => [about, term, formula, result])).toEqual([
    ['', 'order by', '2026-06-15 + 30 days', '2026-07-15'],
    ['', 'pay by', '2026-07-01 + 90 days', '2026-09-29'],
    ['', 'members assessed', 'those that have not left before 2024-07-01, 2 years before the order', '3'],
    ['A', 'share', '100.00 x 10.00 / 30.00, by largest remainder', '33.34'],
    ['B', 'share', '100.00 x 10.00 / 30.00, by largest remainder', '33.33'],
    ['C', 'share', '100.00 x 10.00 / 30.00, by largest remainder', '33.33'],
  ]);
  for (const { source } of explanation) expect(source).toMatch(/New York Insurance Law § 4708$/);
});
