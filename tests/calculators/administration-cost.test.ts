// administration-cost: how its documents are refused, and what its explanation says.
import { describe, expect, test } from 'vitest';
import * as rows from './changes.ts';
import { ask, changed, NOTHING, type Refused, refusal } from './changes.ts';

const document = {
  currency: 'USD',
  schedule: [
    { upTo: 500, perEmployeePerMonth: '45.00' },
    { upTo: 2000, perEmployeePerMonth: '36.00' },
  ],
  months: 6,
  basis: 'contribution',
  members: [
    { member: 'A', employees: 300, contribution: '1000.00', standaloneCost: '90000.00' },
    { member: 'B', employees: 900, contribution: '2000.00' },
  ],
};

const table: readonly Refused[] = [
  ...rows.objectRows('', 'schedule[0]', 'members[0]'),
  ...rows.missingRows(
    ...['currency', 'members', 'basis', 'schedule[0].perEmployeePerMonth'],
    ...['member', 'employees', 'contribution'].map((name) => `members[0].${name}`),
  ),
  ...rows.amountRows(
    ...['cost', 'schedule[0].perEmployeePerMonth'],
    ...['members[0].contribution', 'members[0].standaloneCost'],
  ),
  ...rows.choiceRows('currency', 'basis'),
  ...rows.listRows('schedule', 'members'),
  ...rows.textRows('members[0].member'),
  ...['months', 'schedule[0].upTo', 'members[0].employees'].flatMap((at): Refused[] => [
    [`${at} is a text`, at, '6', 'wrong_type'],
    [`${at} is broken`, at, 6.5, 'wrong_type'],
    [`${at} is negative`, at, -1, 'out_of_range'],
    [`${at} is beyond 2^53 - 1`, at, 2 ** 53, 'too_large'],
  ]),
  ['there are no months', 'months', 0, 'out_of_range'],
  ['a band holds nobody', 'schedule[0].upTo', 0, 'out_of_range'],
  ['there is neither cost nor schedule', 'schedule', NOTHING, 'missing_field', 'cost'],
  ['the schedule has no band', 'schedule', [], 'undefined_result'],
  ['bands do not ascend', 'schedule[1].upTo', 500, 'inconsistent'],
  ['a band stands behind the open one', 'schedule[0].upTo', NOTHING, 'inconsistent', 'schedule[1].upTo'],
  ['no band holds the group', 'members[1].employees', 1701, 'undefined_result', 'schedule'],
  ['a member comes twice', 'members[1].member', 'A', 'inconsistent'],
  ['there are no members', 'members', [], 'undefined_result'],
  ['the price is too high', 'schedule[1].perEmployeePerMonth', '90071992547409.91', 'too_large', 'schedule'],
];

describe('a document is refused where', () => {
  test.each(rows.named(table))('$why', ({ at, value, code, path }) => {
    expect(refusal('administration-cost', changed(document, at, value))).toEqual({ code, path });
  });
});

const answer = {
  cost: '259200.00',
  shares: [
    { member: 'A', amount: '86400.00', standalone: '90000.00', saving: '3600.00' },
    { member: 'B', amount: '172800.00', standalone: '194400.00', saving: '21600.00' },
  ],
  saving: '25200.00',
};

test('the document that the table changes is answered; a month less or a basis more changes it', () => {
  expect(ask('administration-cost', document)).toEqual(answer);
  expect(ask('administration-cost', changed(document, 'months', NOTHING))).toMatchObject({
    cost: '518400.00',
  });
  expect(ask('administration-cost', { ...document, cost: '3.00' })).toMatchObject({
    shares: [{ amount: '1.00', standalone: '90000.00' }, { amount: '2.00' }],
  });
});

test('--explain adds steps, filled, and changes nothing else', () => {
  const steps = (changes: object) => {
    const { explanation, ...explained } = ask('administration-cost', { ...document, ...changes }, true);
    expect(explained).toEqual(ask('administration-cost', { ...document, ...changes }));
    return (explanation as Record<string, string>[]).map(({ about, term, formula, result, source }) => {
      expect(source).toBe('CALCULATORS.md, administration-cost');
      return [about, term, formula, result];
    });
  };
  expect(steps({})).toEqual([
    ['group', 'cost', '1200 employees x 36.00 x 6 months', '259200.00'],
    ['A', 'share', '1000.00 / 3000.00 (contribution) x 259200.00 by largest remainder', '86400.00'],
    ['A', 'standing alone', 'as given', '90000.00'],
    ['A', 'saving', '90000.00 - 86400.00', '3600.00'],
    ['B', 'share', '2000.00 / 3000.00 (contribution) x 259200.00 by largest remainder', '172800.00'],
    ['B', 'standing alone', '900 employees x 36.00 x 6 months', '194400.00'],
    ['B', 'saving', '194400.00 - 172800.00', '21600.00'],
    ['group', 'saving', 'sum of the savings', '25200.00'],
  ]);
  expect(steps({ cost: '100.00', schedule: undefined, basis: 'equal' })).toEqual([
    ['group', 'cost', 'as given', '100.00'],
    ['A', 'share', '1 / 2 (equal) x 100.00 by largest remainder', '50.00'],
    ['A', 'standing alone', 'as given', '90000.00'],
    ['A', 'saving', '90000.00 - 50.00', '89950.00'],
    ['B', 'share', '1 / 2 (equal) x 100.00 by largest remainder', '50.00'],
  ]);
});
