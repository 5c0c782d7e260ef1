import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Month } from '../calendar/month.ts';
import { type LagCell, lagCompletion, lagTriangle } from './lag-triangle.ts';
import { triangleOf } from './triangle.ts';

const cell = (incurred: number, paid: number, amount: number): LagCell => ({
  incurredMonth: incurred as Month,
  paidMonth: paid as Month,
  amount,
});

describe('a lag triangle', () => {
  test('is cumulative, by month incurred and months passed', () => {
    const cells = [
      cell(0, 0, 100),
      cell(0, 2, 30),
      cell(1, 2, 50),
      cell(2, 2, 70),
      cell(0, 3, 999),
      cell(3, 2, 999),
    ];
    expect(lagTriangle(cells, 2 as Month)).toEqual({
      first: 0,
      rows: [[100, 100, 130], [0, 50], [70]],
      developments: 3,
    });
    expect(lagTriangle([cell(0, 3, 999)], 2 as Month)).toBeUndefined();
  });

  test('has a form that every method takes, and loses nothing that was paid in its four years', () => {
    const lags = fc.array(
      fc.record({ incurred: fc.nat(80), lag: fc.nat(40), amount: fc.integer({ min: -1000, max: 10 ** 7 }) }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(lags, fc.nat(80), (given, through) => {
        const cells = given.map(({ incurred, lag, amount }) => cell(incurred, incurred + lag, amount));
        const counted = cells.filter(
          (one) =>
            one.incurredMonth > through - 48 && one.incurredMonth <= through && one.paidMonth <= through,
        );
        const triangle = lagTriangle(cells, through as Month);
        expect(triangle === undefined).toBe(counted.length === 0);
        if (triangle === undefined) return;
        expect(triangleOf(triangle.rows)).toEqual({
          rows: triangle.rows,
          developments: triangle.developments,
        });
        const paid = triangle.rows.reduce((sum, row) => sum + row.at(-1)!, 0);
        expect(paid).toBe(counted.reduce((sum, { amount }) => sum + amount, 0));
        expect(triangle.first + triangle.rows.length - 1).toBe(through);
      }),
    );
  });

  test('is complete by the factors still to come, and by none before anything is ever paid', () => {
    // Nothing is paid in the month itself, three fifths by the next, all by the second after.
    const cells = [0, 1, 2, 3, 4].flatMap((month) => [
      cell(month, month + 1, 60),
      cell(month, month + 2, 40),
    ]);
    const completion = lagCompletion(lagTriangle(cells, 4 as Month)!);
    expect(completion.map((share) => Number(share.toFixed(12)))).toEqual([0, 0.6, 1, 1, 1]);
  });
});
