import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import { layer, line, loss, programme, year } from '../../../tests/programmes.ts';
import { openYear, shareYear, takeLoss, takingOrder } from './programme-year.ts';

const MOST = Number.MAX_SAFE_INTEGER;

describe('a loss', () => {
  const climbing = programme(
    [
      layer({ limit: minor(10), panel: [line('A', 60, { lead: true }), line('B', 40)] }),
      layer({
        name: 'second',
        attachment: minor(10),
        limit: minor(40),
        panel: [line('B', 50, { lead: true }), line('C', 30)],
      }),
    ],
    { deductible: minor(1) },
  );

  test('is kept up to the deductible, climbs the layers, and stays with the insured above them', () => {
    expect(year(climbing, [loss('x', 61)]).losses).toEqual([
      {
        deductible: 1,
        layers: [
          { loss: 10, insurers: [6, 4], unplaced: 0 },
          { loss: 40, insurers: [20, 12], unplaced: 8 },
        ],
        insurers: [6, 24, 12],
        insured: 19,
      },
    ]);
    expect(year(climbing, [loss('x', 1)]).losses[0]).toMatchObject({
      deductible: 1,
      insurers: [0, 0, 0],
      insured: 1,
    });
    expect(year(climbing, [loss('x', 12)]).losses[0]).toMatchObject({ insurers: [6, 5, 0], insured: 1 });
  });

  test('climbs no further than a sum insured, where one is given', () => {
    const taken = takeLoss(climbing, openYear(climbing), minor(61), 15);
    expect(taken.layers.map((part) => part.loss)).toEqual([10, 5]);
    expect(taken.insured).toBe(61 - 10 - 4);
  });

  test('of a gap between layers stays with the insured', () => {
    const gap = programme([layer(), layer({ name: 'second', attachment: minor(1500) })]);
    expect(year(gap, [loss('x', 1600)]).losses[0]).toMatchObject({ insurers: [550, 550], insured: 500 });
  });

  test('is reduced by an insurer’s own deductible, then by its own limit, at the insured’s cost alone', () => {
    const own = { deductible: minor(50), limit: minor(100) };
    const panel = [line('A', 50, own), line('B', 40)];
    const shared = (amount: number) =>
      year(programme([layer({ panel })]), [loss('x', amount)]).losses[0]!.layers;
    expect(shared(80)).toEqual([{ loss: 80, insurers: [0, 32], unplaced: 48 }]);
    expect(shared(200)).toEqual([{ loss: 200, insurers: [50, 80], unplaced: 70 }]);
    expect(shared(1000)).toEqual([{ loss: 1000, insurers: [100, 400], unplaced: 500 }]);
  });
});

describe('a year', () => {
  test('erodes an aggregate limit by the layer’s whole part, in order of the days', () => {
    const limited = programme([
      layer({ aggregateLimit: minor(1500), panel: [line('A', 50, { limit: minor(10) })] }),
    ]);
    const found = year(limited, [
      loss('late', 1000, '2026-05-01'),
      loss('none', 300),
      loss('early', 700, '2026-01-01'),
    ]);
    expect(found.losses.map(({ layers }) => layers[0]!.loss)).toEqual([500, 300, 700]);
    expect(found).toMatchObject({ insurers: [30], insured: 1970, left: { aggregate: [0] } });
    expect(year(programme([layer()]), []).left.aggregate).toEqual([Infinity]);
  });

  test('keeps deductibles until they reach the retention stop, and then none', () => {
    const stopped = programme([layer({ limit: minor(9000) })], {
      deductible: minor(1000),
      annualRetentionStop: minor(1500),
    });
    const losses = [
      loss('c', 900, '2026-03-01'),
      loss('a', 3000, '2026-01-01'),
      loss('b', 2000, '2026-02-01'),
    ];
    const found = year(stopped, losses);
    expect(found.losses.map(({ deductible }) => deductible)).toEqual([0, 1000, 500]);
    expect(found).toMatchObject({ insured: 1500, left: { retention: 0 } });
  });

  test('takes losses without a day first, then by day, then as given', () => {
    const losses = [
      loss('a', 1, '2026-02-01'),
      loss('b', 1),
      loss('c', 1, '2026-01-01'),
      loss('d', 1, '2026-02-01'),
      loss('e', 1),
    ];
    expect(takingOrder(losses).map((place) => losses[place]!.id)).toEqual(['b', 'e', 'c', 'a', 'd']);
    const before = [loss('old', 1, '1969-12-31'), loss('none', 1)];
    expect(takingOrder(before)).toEqual([1, 0]);
  });

  test('is refused where a loss comes twice, and where losses sum too high', () => {
    const plain = programme([layer()]);
    expect(shareYear(plain, [loss('a', 1), loss('b', 1), loss('a', 1)])).toMatchObject({
      code: 'inconsistent',
      path: 'losses[2].id',
    });
    expect(shareYear(plain, [loss('a', MOST), loss('b', 1)])).toMatchObject({
      code: 'too_large',
      path: 'losses',
    });
    expect(year(plain, [loss('a', MOST)]).insured).toBe(MOST - 1000);
  });
});
