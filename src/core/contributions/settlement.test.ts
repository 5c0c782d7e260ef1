import { array, assert, constantFrom, integer, option, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import { parseRatio, type Ratio } from '../money/ratio.ts';
import { splitCharge } from './bill-split.ts';
import { ageing, settle } from './settlement.ts';

describe('a charge between employer and employee', () => {
  const share = (text: string) => ({ employerShare: parseRatio(text) as Ratio });
  test.each([
    ['no rule: all is the employer’s', 2, 50_000, undefined, [50_000, 100_000, 0]],
    ['a share', 3, 66_800, share('0.90'), [60_120, 180_360, 20_040]],
    ['a share that is no whole cent, rounded half up', 2, 101, share('1/2'), [51, 102, 100]],
    ['an amount', 2, 50_000, { employerAmountPerMonth: minor(40_000) }, [40_000, 80_000, 20_000]],
    [
      'an amount above the rate: at most the rate',
      1,
      500,
      { employerAmountPerMonth: minor(600) },
      [500, 500, 0],
    ],
    ['units taken back', -2, 101, share('1/2'), [51, -102, -100]],
  ])('%s', (_what, units, rate, rule, expected) => {
    const { employerRate, employer, employee } = splitCharge(units, minor(rate), rule);
    expect([employerRate, employer, employee]).toEqual(expected);
  });

  test('sums to units times rate, whatever the share', () => {
    const [numerator, denominator] = [integer({ min: 0, max: 97 }), integer({ min: 97, max: 1000 })];
    assert(
      property(
        integer({ min: -50, max: 50 }),
        integer({ min: 0, max: 500_000 }),
        numerator,
        denominator,
        (units, rate, n, d) => {
          const split = splitCharge(units, minor(rate), share(`${n}/${d}`));
          expect(split.employer + split.employee).toBe(units * rate + 0);
          expect(split.employerRate).toBeLessThanOrEqual(rate);
        },
      ),
    );
  });
});

describe('what came', () => {
  const bills = [100, 200, 300].map((amount, index) => ({
    name: `b${index}`,
    dueDay: index * 40,
    amount: minor(amount),
  }));
  const left = (paid: [number, string?][], owed = bills) => {
    const { open, credit } = settle(
      owed,
      paid.map(([amount, name]) => ({ amount: minor(amount), name })),
    );
    return [...open.map((item) => item.open), credit];
  };

  test.each([
    ['nothing leaves all open', [], [100, 200, 300, 0]],
    ['pays the oldest first', [[150]], [0, 150, 300, 0]],
    ['pays what it names', [[200, 'b2']], [100, 200, 100, 0]],
    ['beyond what it names pays the oldest', [[350, 'b2']], [50, 200, 0, 0]],
    ['naming what is not there pays the oldest', [[50, 'b9']], [50, 200, 300, 0]],
    ['beyond all is a credit', [[700]], [0, 0, 0, 100]],
  ] as [string, [number, string?][], number[]][])('%s', (_what, paid, expected) => {
    expect(left(paid)).toEqual(expected);
  });

  test('a bill below 0 is a credit to the others', () => {
    const owed = [...bills, { name: 'b3', dueDay: 200, amount: minor(-250) }];
    expect(left([], owed)).toEqual([0, 50, 300, 0, 0]);
  });

  test('is aged by days past due', () => {
    const { open } = settle(bills, []);
    const days = (onDay: number) => Object.values(ageing(open, onDay));
    expect(days(0)).toEqual([600, 0, 0, 0, 0]);
    expect(days(1)).toEqual([500, 100, 0, 0, 0]);
    expect(days(81)).toEqual([0, 300, 200, 100, 0]);
    expect(days(111)).toEqual([0, 0, 300, 200, 100]);
  });

  test('and what is open conserve what is owed; ages sum to it', () => {
    const owedItems = array(integer({ min: -500, max: 500 }), { maxLength: 6 });
    const paidItems = array(
      record({
        amount: integer({ min: 1, max: 600 }),
        name: option(constantFrom('0', '1', '5', 'x'), { nil: undefined }),
      }),
    );
    assert(
      property(owedItems, paidItems, integer({ min: 0, max: 400 }), (amounts, paid, onDay) => {
        const owed = amounts.map((amount, index) => ({
          name: `${index}`,
          dueDay: index * 30,
          amount: minor(amount),
        }));
        const { open, credit } = settle(
          owed,
          paid.map(({ amount, name }) => ({ amount: minor(amount), name })),
        );
        const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
        const stillOpen = sum(open.map((item) => item.open));
        expect(stillOpen - credit).toBe(sum(amounts) - sum(paid.map(({ amount }) => amount)));
        expect(sum(Object.values(ageing(open, onDay)))).toBe(stillOpen);
        // Nobody has a credit while something is open, and nothing is paid twice.
        expect(Math.min(stillOpen, credit)).toBe(0);
        for (const item of open) expect(item.open).toBeLessThanOrEqual(Math.max(0, item.amount));
      }),
    );
  });
});
