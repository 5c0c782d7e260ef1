// Employees by tier: plans and members added, tiers in the order of the last month.
import { expect, test } from 'vitest';
import { bySubscribers, fromFirstCovered } from './by-tier.ts';

const tier = (name: string, subscribers: number, plan = 'ppo') => ({ plan, tier: name, subscribers });
const member = (code: string, tiers: ReturnType<typeof tier>[]) => ({
  ...{ member: code, tiers, subscribers: tiers.reduce((sum, one) => sum + one.subscribers, 0) },
});

test('plans and members are added; the fullest tier of the last month is first', () => {
  const months = [
    { month: '2025-01', subscribers: 9, members: [member('town', [tier('family', 2), tier('single', 7)])] },
    {
      ...{ month: '2025-02', subscribers: 11 },
      members: [
        member('town', [tier('family', 4), tier('family', 3, 'hdhp')]),
        member('school', [tier('single', 3), tier('couple', 1)]),
      ],
    },
  ];
  const { tiers, rows } = bySubscribers(months);
  expect(tiers).toEqual(['family', 'single', 'couple']);
  expect(rows).toEqual([
    { month: '2025-01', tiers: { family: 2, single: 7 }, total: 9 },
    { month: '2025-02', tiers: { family: 7, single: 3, couple: 1 }, total: 11 },
  ]);
});

test('no months, no tiers', () => {
  expect(bySubscribers([])).toEqual({ tiers: [], rows: [] });
});

test('months before the first with anybody covered are left out, and those after are not', () => {
  const month = (name: string, subscribers: number) => ({ month: name, subscribers, members: [] });
  const months = [month('2025-01', 0), month('2025-02', 3), month('2025-03', 0)];
  expect(fromFirstCovered(months).map((one) => one.month)).toEqual(['2025-02', '2025-03']);
  expect(fromFirstCovered([month('2025-01', 0)])).toEqual([]);
});
