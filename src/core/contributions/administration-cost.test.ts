import { array, assert, constantFrom, integer, option, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import { isRefusal } from '../refusal.ts';
import { type AdministrationTerms, administrationCost, type SharingMember } from './administration-cost.ts';
import type { ScheduleBand } from './administration-schedule.ts';
import { bandOf, checkBands } from './volume.ts';

const MOST = Number.MAX_SAFE_INTEGER;

const band = (upTo: number | undefined, price: number): ScheduleBand => ({
  upTo,
  perEmployeePerMonth: minor(price),
});
const SCHEDULE = [band(500, 4500), band(2000, 3600), band(undefined, 2900)];

const member = (name: string, employees: number, changes: Partial<SharingMember> = {}): SharingMember => ({
  member: name,
  employees,
  ...changes,
});

function shared(terms: Partial<AdministrationTerms>) {
  const found = administrationCost({ months: 12, basis: 'employees', members: [], ...terms });
  if (isRefusal(found)) throw new Error(`${found.code} ${found.path}`);
  return found;
}

describe('a schedule', () => {
  test.each([
    [0, 4500],
    [500, 4500],
    [501, 3600],
    [2000, 3600],
    [2001, 2900],
    [1_000_000, 2900],
  ])('prices a group of %d at %d', (employees, price) => {
    expect(bandOf(SCHEDULE, BigInt(employees))!.perEmployeePerMonth).toBe(price);
  });

  test('without an open band prices no larger group', () => {
    expect(bandOf([band(500, 1)], 501n)).toBeUndefined();
    expect(bandOf([], 0n)).toBeUndefined();
  });

  test.each([
    ['descends', [band(500, 1), band(499, 1)], 1],
    ['has a band twice', [band(100, 1), band(500, 1), band(500, 2)], 2],
    ['goes on behind an open band', [band(undefined, 1), band(500, 1)], 1],
    ['has two open bands', [band(1, 1), band(undefined, 1), band(undefined, 1)], 2],
  ])('is refused where it %s', (_why, schedule, at) => {
    expect(checkBands(schedule, 'schedule')).toMatchObject({
      code: 'inconsistent',
      path: `schedule[${at}].upTo`,
    });
  });

  test('that ascends is taken, and so is none', () => {
    expect([checkBands(SCHEDULE, 'schedule'), checkBands([], 'schedule')]).toEqual([undefined, undefined]);
  });
});

describe('the cost of administration', () => {
  test('is priced for the whole group, and each member alone', () => {
    expect(shared({ schedule: SCHEDULE, members: [member('A', 300), member('B', 900)] })).toEqual({
      cost: 51_840_000,
      shares: [
        { member: 'A', amount: 12_960_000, standalone: 16_200_000, saving: 3_240_000 },
        { member: 'B', amount: 38_880_000, standalone: 38_880_000, saving: 0 },
      ],
      saving: 3_240_000,
    });
  });

  test.each([
    ['employees', [17, 33, 50]],
    ['contribution', [50, 50, 0]],
    ['equal', [34, 33, 33]],
  ] as const)('is shared by %s', (basis, amounts) => {
    const members = [
      member('A', 1, { contribution: minor(7) }),
      member('B', 2, { contribution: minor(7) }),
      member('C', 3, { contribution: minor(0) }),
    ];
    const found = shared({ cost: minor(100), basis, members });
    expect(found.shares.map(({ amount }) => amount)).toEqual(amounts);
    expect(found).not.toHaveProperty('saving');
    expect(found.shares[0]).not.toHaveProperty('standalone');
  });

  test('as given is shared, and the schedule prices only standing alone', () => {
    const members = [member('A', 1, { standaloneCost: minor(10) }), member('B', 1)];
    expect(shared({ cost: minor(100), schedule: [band(1, 2)], members })).toEqual({
      cost: 100,
      shares: [
        { member: 'A', amount: 50, standalone: 10, saving: -40 },
        { member: 'B', amount: 50, standalone: 24, saving: -26 },
      ],
      saving: -66,
    });
  });

  test('tells the saving of those of whom it is known, and of all only where it is known of all', () => {
    const members = [member('A', 1, { standaloneCost: minor(60) }), member('B', 1)];
    expect(shared({ cost: minor(100), members })).toEqual({
      cost: 100,
      shares: [
        { member: 'A', amount: 50, standalone: 60, saving: 10 },
        { member: 'B', amount: 50 },
      ],
    });
  });

  test('multiplies exactly up to 2^53 - 1', () => {
    const large = { schedule: [band(undefined, MOST)], months: 1, members: [member('A', 1)] };
    expect(shared(large).cost).toBe(MOST);
  });

  test.each([
    ['neither cost nor schedule is given', { members: [member('A', 1)] }, 'missing_field', 'cost'],
    ['there are no members', { cost: minor(1), basis: 'equal' }, 'undefined_result', 'members'],
    ['nobody has employees', { cost: minor(1), members: [member('A', 0)] }, 'undefined_result', 'members'],
    [
      'nobody contributes',
      { cost: minor(1), basis: 'contribution', members: [member('A', 1, { contribution: minor(0) })] },
      'undefined_result',
      'members',
    ],
    [
      'a contribution is missing',
      { cost: minor(1), basis: 'contribution', members: [member('A', 1)] },
      'missing_field',
      'members[0].contribution',
    ],
    [
      'a member comes twice',
      { cost: minor(1), members: [member('A', 1), member('A', 1)] },
      'inconsistent',
      'members[1].member',
    ],
    [
      'no band holds the group',
      { schedule: [band(5, 1)], members: [member('A', 3), member('B', 3)] },
      'undefined_result',
      'schedule',
    ],
    [
      'no band holds a member',
      { cost: minor(1), schedule: [band(5, 1)], members: [member('A', 6)] },
      'undefined_result',
      'schedule',
    ],
    [
      'the group costs too much',
      { schedule: [band(undefined, MOST)], members: [member('A', 1)] },
      'too_large',
      'schedule',
    ],
    [
      'a member alone costs too much',
      { cost: minor(1), schedule: [band(undefined, MOST)], members: [member('A', 1)] },
      'too_large',
      'members[0].employees',
    ],
    [
      'all save too much together',
      {
        cost: minor(1),
        members: ['A', 'B'].map((name) => member(name, 1, { standaloneCost: minor(MOST) })),
      },
      'too_large',
      'members',
    ],
  ])('is refused where %s', (_why, terms, code, path) => {
    const refused = administrationCost({ months: 12, basis: 'employees', members: [], ...(terms as object) });
    expect(refused).toMatchObject({ code, path });
  });

  test('is the sum of its shares, and saves what standing alone costs more', () => {
    const members = array(
      record({
        employees: integer({ min: 0, max: 5000 }),
        contribution: constantFrom(0, 1, 99, 2 ** 50),
        standaloneCost: option(integer({ min: 0, max: 10 ** 9 }), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 8 },
    ).map((all) => all.map((one, at) => ({ member: String(at), ...one }) as SharingMember));
    const basis = constantFrom<AdministrationTerms['basis'][]>('employees', 'contribution', 'equal');
    assert(
      property(
        members,
        basis,
        option(integer({ min: 0, max: MOST }), { nil: undefined }),
        (all, by, cost) => {
          const terms = { months: 12, schedule: SCHEDULE, members: all, basis: by };
          const found = administrationCost({ ...terms, cost: cost as AdministrationTerms['cost'] });
          if (isRefusal(found)) {
            expect(found.code).toBe('undefined_result');
            return;
          }
          const sum = (amounts: (number | undefined)[]) =>
            amounts.reduce((total, amount) => total + BigInt(amount!), 0n);
          expect(sum(found.shares.map(({ amount }) => amount))).toBe(BigInt(found.cost));
          expect(sum(found.shares.map(({ standalone }) => standalone)) - BigInt(found.cost)).toBe(
            BigInt(found.saving!),
          );
        },
      ),
    );
  });
});
