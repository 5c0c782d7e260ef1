import { expect, test } from 'vitest';
import { changesOf, growthOf, nowOf, sharedPath } from './content.ts';

const rate = (from: string, employee: string) => ({
  ...{ from, plan: 'ppo', rates: { employee } },
  byBenefit: { medical: '0.74' },
});

test('a rate that begins later stands beside the one that holds until then; what stays is not said', () => {
  const now = { contributions: [rate('2024-01', '668.00'), rate('2025-01', '698.00')] };
  const content = { contributions: [...now.contributions, rate('2027-01', '743.00')] };
  expect(changesOf(content, now)).toEqual([
    {
      ...{ path: ['contributions', 'ppo', 'rates', 'employee'], from: '2027-01' },
      ...{ before: '698.00', after: '743.00' },
    },
  ]);
});

test('what is new has nothing before it, what is gone nothing after', () => {
  const document = { reserves: { marginShare: '0.05' }, members: [{ code: 'town', name: 'Town' }] };
  expect(changesOf({ reserves: null }, nowOf({ reserves: null }, document))).toEqual([
    { path: ['reserves', 'margin share'], before: '0.05' },
  ]);
  const admission = { member: { code: 'bay', name: 'Bay' } };
  expect(changesOf(admission, nowOf(admission, document)).map(({ after }) => after)).toEqual(['bay', 'Bay']);
});

test('a design is held against the plan of its code', () => {
  const document = { plans: [{ code: 'ppo', design: { copay: '25.00' }, administration: 'here' }] };
  const content = { plan: 'ppo', design: { copay: '30.00' } };
  expect(changesOf(content, nowOf(content, document))).toEqual([
    { path: ['design', 'copay'], before: '25.00', after: '30.00' },
  ]);
});

test('growth is of figures alone', () => {
  expect(growthOf({ path: [], before: '200.00', after: '212.80' })).toBe(String(212.8 / 200 - 1));
  expect(growthOf({ path: [], before: 'here', after: '1' })).toBeUndefined();
  expect(growthOf({ path: [], before: '0', after: '1' })).toBeUndefined();
});

test('what all lines begin with is said once; a line of its own keeps its names', () => {
  const rows = [{ path: ['rates', 'ppo', 'single'] }, { path: ['rates', 'ppo', 'family'] }];
  expect(sharedPath(rows)).toEqual(['rates', 'ppo']);
  expect(sharedPath([{ path: ['rates', 'ppo'] }])).toEqual([]);
  expect(sharedPath([{ path: ['award', 'bid'] }, { path: ['plan'] }])).toEqual([]);
});
