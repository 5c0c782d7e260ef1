import { type Arbitrary, array, assert, double, integer, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimated, TAYLOR_ASHE } from '../../../tests/triangles.ts';
import { percentileOf } from './bootstrap.ts';

/** Triangles whose claims grow: some full origins, then each one development shorter. */
const anyTriangle: Arbitrary<number[][]> = tuple(
  integer({ min: 4, max: 7 }),
  integer({ min: 1, max: 3 }),
).chain(([developments, full]) =>
  array(
    tuple(
      integer({ min: 100, max: 100_000 }),
      array(double({ min: 1.001, max: 3, noNaN: true }), { minLength: 6 }),
    ),
    { minLength: full + developments - 1, maxLength: full + developments - 1 },
  ).map((origins) =>
    origins.map(([first, factors], origin) => {
      const row = [first];
      const length = developments - Math.max(0, origin - full + 1);
      for (const factor of factors.slice(0, length - 1)) row.push(row[row.length - 1]! * factor);
      return row;
    }),
  ),
);

const between = (figure: number, one: number, other: number) => {
  const slack = 1e-9 * Math.max(Math.abs(one), Math.abs(other));
  return figure >= Math.min(one, other) - slack && figure <= Math.max(one, other) + slack;
};

const near = (one: number, other: number) => Math.abs(one - other) <= 1e-9 * Math.max(1e-6, Math.abs(other));
const allNear = (some: readonly number[], others: readonly number[]) =>
  some.length === others.length && some.every((figure, at) => near(figure, others[at]!));

describe('for every triangle', () => {
  test('Mack’s ultimates are those of the volume-weighted chain ladder, and completion’s too', () => {
    assert(
      property(anyTriangle, (triangle) => {
        const { ultimate } = estimated({ method: 'chain-ladder', triangle });
        return (
          allNear(estimated({ method: 'mack', triangle }).ultimate, ultimate) &&
          allNear(estimated({ method: 'completion', triangle }).ultimate, ultimate)
        );
      }),
    );
  });

  test('Bornhuetter-Ferguson lies between a priori and chain ladder, Benktander nearer to the latter', () => {
    assert(
      property(anyTriangle, integer({ min: 1, max: 1_000_000 }), (triangle, expected) => {
        const apriori = triangle.map(() => expected);
        const chainLadder = estimated({ method: 'chain-ladder', triangle }).ultimate;
        let before = apriori;
        for (const iterations of [1, 2, 5, 50]) {
          const terms = { triangle, apriori, iterations };
          const ultimate = estimated({ ...terms, method: 'benktander' }).ultimate;
          if (!ultimate.every((figure, at) => between(figure, before[at]!, chainLadder[at]!))) return false;
          if (iterations === 1) {
            if (!allNear(ultimate, estimated({ ...terms, method: 'bornhuetter-ferguson' }).ultimate))
              return false;
          }
          before = [...ultimate];
        }
        return true;
      }),
    );
  });

  test('Benktander comes to the chain ladder', () => {
    assert(
      property(anyTriangle, (triangle) => {
        const apriori = triangle.map(() => 1000);
        const { ultimate } = estimated({ method: 'benktander', triangle, apriori, iterations: 10_000 });
        return allNear(ultimate, estimated({ method: 'chain-ladder', triangle }).ultimate);
      }),
      { numRuns: 20 },
    );
  });

  test('Cape Cod expects of what is seen as much as is reported', () => {
    assert(
      property(anyTriangle, integer({ min: 1, max: 1_000_000 }), (triangle, units) => {
        const exposure = triangle.map((_, origin) => units * (origin + 1));
        const { apriori, completion, total } = estimated({ method: 'cape-cod', triangle, exposure });
        const seen = apriori!.reduce((sum, figure, origin) => sum + figure * completion![origin]!, 0);
        return near(seen, total.reported);
      }),
    );
  });

  test('in another unit every figure is in that unit', () => {
    assert(
      property(anyTriangle, (triangle) => {
        const thousands = triangle.map((row) => row.map((claims) => claims * 1000));
        return (['chain-ladder', 'mack', 'bootstrap'] as const).every((method) => {
          const [one, other] = [
            estimated({ method, triangle, simulations: 10 }),
            estimated({ method, triangle: thousands, simulations: 10 }),
          ];
          return (['ultimate', 'ibnr', 'standardError'] as const).every((field) =>
            (one[field] ?? []).every(
              (figure, at) =>
                Math.abs(figure * 1000 - other[field]![at]!) <= 1e-8 * Math.abs(other.ultimate[at]!),
            ),
          );
        });
      }),
    );
  });

  test('parts sum to the whole, and ultimate is reported with what is to come', () => {
    assert(
      property(anyTriangle, (triangle) => {
        const apriori = triangle.map((row) => row[0]!);
        const exposure = apriori;
        const methods = [
          'chain-ladder',
          'mack',
          'bornhuetter-ferguson',
          'cape-cod',
          'completion',
          'bootstrap',
        ] as const;
        return methods.every((method) => {
          const reserve = estimated({ method, triangle, apriori, exposure, simulations: 5 });
          const { reported, ultimate, ibnr, total } = reserve;
          const sum = (figures: readonly number[]) => figures.reduce((all, figure) => all + figure, 0);
          return (
            near(sum(ultimate), total.ultimate) &&
            near(sum(reported), total.reported) &&
            near(total.reported + total.ibnr, total.ultimate) &&
            ultimate.every((figure, at) => near(reported[at]! + ibnr[at]!, figure))
          );
        });
      }),
    );
  });

  test('the total’s standard error is at least that of independent origins, at most their sum', () => {
    assert(
      property(anyTriangle, (triangle) => {
        const { standardError = [], total } = estimated({ method: 'mack', triangle });
        const alone = Math.sqrt(standardError.reduce((sum, error) => sum + error * error, 0));
        const together = standardError.reduce((sum, error) => sum + error, 0);
        return between(total.standardError!, alone, together);
      }),
    );
  });
});

describe('a triangle of which every origin goes on alike', () => {
  const triangle = [[300, 700, 900, 1000], [30, 70, 90], [3000, 7000], [3]];

  test('has no error, by Mack and by bootstrap', () => {
    for (const method of ['mack', 'bootstrap'] as const) {
      const { ultimate, standardError, total } = estimated({ method, triangle, simulations: 50 });
      for (const [at, expected] of [1000, 100, 10000, 10].entries()) {
        expect(ultimate[at]).toBeCloseTo(expected, 8);
      }
      for (const error of [...standardError!, total.standardError!]) expect(error).toBeCloseTo(0, 6);
    }
  });
});

describe('a last development that several origins reach', () => {
  const triangle = [[100, 150, 180, 200], [120, 170, 210, 228], [90, 140, 160], [110, 180], [95]];

  test('has a variance of its own, whatever rule is named for a single origin', () => {
    const [first, second] = [200 / 180, 228 / 210];
    const factor = 428 / 390;
    const variance = 180 * (first - factor) ** 2 + 210 * (second - factor) ** 2;
    for (const lastSigma of ['mack', 'log-linear'] as const) {
      const { variances } = estimated({ method: 'mack', triangle, lastSigma });
      expect(variances![2]).toBeCloseTo(variance, 12);
    }
  });
});

describe('the bootstrap', () => {
  const terms = { method: 'bootstrap', triangle: TAYLOR_ASHE, simulations: 4000 } as const;

  test('gives the same figures for the same seed, and others for another', () => {
    expect(estimated(terms, 7)).toEqual(estimated(terms, 7));
    expect(estimated(terms, 8).total).not.toEqual(estimated(terms, 7).total);
  });

  test('has a mean within its error of the chain ladder, origin by origin', () => {
    const { ibnr, standardError, total } = estimated(terms);
    const chainLadder = estimated({ method: 'chain-ladder', triangle: TAYLOR_ASHE });
    expect(Math.abs(total.ibnr - chainLadder.total.ibnr)).toBeLessThan(total.standardError! / 10);
    for (const [origin, expected] of chainLadder.ibnr.entries()) {
      expect(Math.abs(ibnr[origin]! - expected)).toBeLessThanOrEqual(standardError![origin]! / 10);
    }
  });

  test('has rising percentiles, half of the totals on either side of the first', () => {
    const { percentiles, total } = estimated(terms);
    const rising = [...percentiles!.values()];
    expect(rising).toEqual([...rising].sort((a, b) => a - b));
    expect(Math.abs(rising[0]! - total.ibnr)).toBeLessThan(total.standardError! / 5);
  });

  test('finds percentiles in proportion between neighbours', () => {
    const totals = Float64Array.of(10, 20, 40, 80, 160);
    expect([0, 0.25, 0.3, 0.5, 0.9, 1].map((probability) => percentileOf(totals, probability))).toEqual([
      10, 20, 24, 40, 128, 160,
    ]);
  });
});
