import { describe, expect, test } from 'vitest';
import { claimOf } from './claim.ts';
import { continuous } from './severity.ts';

const severities = [
  { kind: 'lognormal', mu: 6, sigma: 2.2 },
  { kind: 'lognormal', mu: 0, sigma: 0.3 },
  { kind: 'gamma', shape: 2.5, rate: 0.01 },
  { kind: 'gamma', shape: 0.3, rate: 2 },
  { kind: 'exponential', rate: 0.001 },
  { kind: 'pareto', shape: 3.5, scale: 1000 },
  { kind: 'pareto', shape: 1, scale: 10 },
  { kind: 'pareto', shape: 60, scale: 100_000 },
] as const;

describe.each(severities)('$kind $shape$sigma', (severity) => {
  const { above, layer } = continuous(severity);

  test('a layer is the integral of what lies above', () => {
    for (const [from, width] of [
      [0, 5],
      [3, 40],
      [0, 3000],
    ] as const) {
      for (const order of [1, 2, 3]) {
        // Simpson's rule on y = t^4, which smooths the beginning.
        const [pieces, top] = [4000, width ** 0.25];
        let sum = 0;
        for (let piece = 0; piece <= pieces; piece += 1) {
          const t = (piece / pieces) * top;
          const weight = piece === 0 || piece === pieces ? 1 : piece % 2 === 1 ? 4 : 2;
          sum += weight * order * t ** (4 * (order - 1)) * above(from + t ** 4) * 4 * t ** 3;
        }
        const integral = (sum * top) / pieces / 3;
        expect(Math.abs(layer(order, from, width) / integral - 1)).toBeLessThan(1e-9);
      }
    }
  });

  test('a deductible and a limit split the whole', () => {
    for (const cut of [0.01, 1, 30, 1000]) {
      const parts = layer(1, 0, cut) + layer(1, cut, 50_000);
      expect(Math.abs(parts / layer(1, 0, cut + 50_000) - 1)).toBeLessThan(1e-12);
    }
  });

  test('goes on the lattice with its mean, and each point holds the excess over it', () => {
    const claim = claimOf(severity, { deductible: 2, limit: 5000 }, 1);
    const { probabilities } = claim.onLattice(37, 1000);
    const total = probabilities.reduce((sum, probability) => sum + probability, 0);
    const mean = probabilities.reduce((sum, probability, place) => sum + probability * place * 37, 0);
    expect(total).toBeCloseTo(1, 12);
    expect(Math.abs(mean / claim.moments.mean - 1)).toBeLessThan(1e-12);
    const excess = probabilities.reduce(
      (sum, share, place) => sum + share * Math.max(0, (place - 3) * 37),
      0,
    );
    expect(Math.abs(excess / layer(1, 2 + 111, 5000 - 111) - 1)).toBeLessThan(1e-9);
  });
});

test('moments without a limit are those of the books, and none where there is none', () => {
  const { exp } = Math;
  expect(continuous(severities[0]).layer(2, 0, Infinity) / exp(12 + 2 * 2.2 ** 2)).toBeCloseTo(1, 12);
  expect(continuous(severities[2]).layer(3, 0, Infinity)).toBeCloseTo(2.5 * 3.5 * 4.5 * 1e6, 4);
  const pareto = continuous(severities[5]);
  expect(pareto.layer(1, 0, Infinity)).toBeCloseTo(400, 9);
  expect(pareto.layer(2, 0, Infinity)).toBeCloseTo((2 * 1000 ** 2) / (2.5 * 1.5), 6);
  expect(continuous(severities[6]).layer(1, 0, Infinity)).toBe(Infinity);
  expect(continuous({ kind: 'pareto', shape: 2.5, scale: 1 }).layer(3, 0, Infinity)).toBe(Infinity);
});

test('points between two of the lattice are shared by them, points on it are not', () => {
  const claim = claimOf(
    { kind: 'empirical', values: [0.3, 25, 130], weights: [1, 2, 1] },
    { deductible: 0, limit: 100 },
    1,
  );
  const { probabilities, moments } = claim.onLattice(0.1, 2000);
  expect([probabilities[3], probabilities[250], probabilities[1000], probabilities.length]).toEqual([
    0.25, 0.5, 0.25, 1001,
  ]);
  expect(moments.mean).toBeCloseTo(0.075 + 12.5 + 25, 12);
  expect([...claim.onLattice(10, 4).probabilities]).toEqual([0.2425, 0.0075, 0.25, 0.25]);
});
