import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Amount } from '../money/amount.ts';
import { addRatios, formatRatio, type Ratio, ratioOf, subtractRatios } from '../money/ratio.ts';
import { isRefusal } from '../refusal.ts';
import { type Attribution, attributeChange, MOVERS, type RatioPeriod } from './attribution.ts';

const period = (changes: Partial<Record<keyof RatioPeriod, number>> = {}): RatioPeriod =>
  ({
    ...{ exposure: 1_000, earnedPremium: 1_000_000, cededPremium: 0, claims: 100, ordinaryClaims: 600_000 },
    ...{ largeClaims: 100_000, catastropheClaims: 0, adjustmentExpense: 50_000, recoveries: 0 },
    ...changes,
  }) as RatioPeriod;

function attributed(before: RatioPeriod, after: RatioPeriod): Attribution {
  const found = attributeChange(before, after);
  if (isRefusal(found)) throw new Error(found.path);
  return found;
}

const shown = ({ parts }: Attribution) =>
  Object.fromEntries(
    [...parts].filter(([, part]) => part.numerator !== 0n).map(([mover, part]) => [mover, formatRatio(part)]),
  );

describe('what moved a loss ratio', () => {
  test.each([
    ['more large claims', { largeClaims: 150_000 }, { 'large claims': '0.05' }],
    ['a catastrophe', { catastropheClaims: 20_000 }, { catastrophe: '0.02' }],
    ['dearer adjustment', { adjustmentExpense: 60_000 }, { operations: '0.01' }],
    ['claims that cost more', { ordinaryClaims: 660_000 }, { severity: '0.06' }],
    ['more claims of the same cost', { claims: 110, ordinaryClaims: 660_000 }, { frequency: '0.06' }],
    ['a higher rate', { earnedPremium: 1_250_000 }, { rate: '-0.15' }],
    ['what reinsurers give back', { recoveries: 100_000 }, { recoveries: '-0.1' }],
    ['ceded premium', { cededPremium: 250_000 }, { rate: '0.25' }],
    ['twice as much of everything', twice(), {}],
  ])('%s', (_, changes, expected) => {
    expect(shown(attributed(period(), period(changes)))).toEqual(expected);
  });

  test('two that change together share what neither does alone', () => {
    // Twice as many claims, each twice as dear: 0.6 becomes 2.4; each alone moves 0.6, and they share the other 0.6.
    const after = period({ claims: 200, ordinaryClaims: 2_400_000 });
    expect(shown(attributed(period(), after))).toEqual({ frequency: '0.9', severity: '0.9' });
  });

  test('a period without a claim has no severity of its own', () => {
    const after = period({ claims: 0, ordinaryClaims: 0 });
    expect(shown(attributed(period(), after))).toEqual({ frequency: '-0.6' });
  });

  test.each([
    ['exposure', { exposure: 0 }, 'undefined_result', 'after.exposure'],
    ['premium', { earnedPremium: 0 }, 'undefined_result', 'after.earnedPremium'],
    ['net premium', { cededPremium: 1_000_000 }, 'undefined_result', 'after.earnedPremium'],
    ['claims', { claims: -1 }, 'out_of_range', 'after.claims'],
    ['a number of claims', { claims: 0 }, 'inconsistent', 'after.claims'],
  ])('is not told without %s', (_, changes, code, path) => {
    expect(attributeChange(period(), period(changes))).toMatchObject({ code, path });
  });
});

function twice() {
  return Object.fromEntries(
    Object.entries(period()).map(([name, value]) => [name, 2 * (value as number)]),
  ) as Partial<Record<keyof RatioPeriod, number>>;
}

const cents = fc.integer({ min: 0, max: 10 ** 9 }) as fc.Arbitrary<Amount>;
const anyPeriod = fc
  .record({
    ...{ exposure: fc.integer({ min: 1, max: 10 ** 6 }), claims: fc.integer({ min: 1, max: 10 ** 5 }) },
    ...{
      earnedPremium: fc.integer({ min: 10 ** 6, max: 10 ** 10 }),
      cededPremium: fc.integer({ min: 0, max: 999_999 }),
    },
    ...{
      ordinaryClaims: cents,
      largeClaims: cents,
      catastropheClaims: cents,
      adjustmentExpense: cents,
      recoveries: cents,
    },
  })
  .map((made) => made as RatioPeriod);

/** The mean over every one of the 5,040 orders, one after the other. */
function naiveParts(before: RatioPeriod, after: RatioPeriod): Ratio[] {
  const ratioOfMixed = (changed: ReadonlySet<number>) => {
    const of = (index: number) => (changed.has(index) ? after : before);
    const per = (amount: number, one: RatioPeriod) => ratioOf(amount, one.exposure);
    const [f, s, rest] = [of(0), of(1), [of(2), of(3), of(4), of(5)] as const];
    const ordinary = ratioOf(
      BigInt(f.claims) * BigInt(s.ordinaryClaims),
      BigInt(f.exposure) * BigInt(s.claims),
    );
    const others = [
      ...[per(rest[0].largeClaims, rest[0]), per(rest[1].catastropheClaims, rest[1])],
      ...[per(rest[2].adjustmentExpense, rest[2]), per(-rest[3].recoveries, rest[3])],
    ];
    const losses = [ordinary, ...others].reduce(addRatios);
    const r = of(6);
    return ratioOf(
      losses.numerator * BigInt(r.exposure),
      losses.denominator * BigInt(r.earnedPremium - r.cededPremium),
    );
  };
  const sums = MOVERS.map(() => ratioOf(0));
  let orders = 0n;
  const known = new Map<string, Ratio>();
  const at = (changed: readonly number[]) => {
    const key = [...changed].sort().join();
    if (!known.has(key)) known.set(key, ratioOfMixed(new Set(changed)));
    return known.get(key)!;
  };
  const walk = (done: number[]) => {
    if (done.length === MOVERS.length) {
      orders += 1n;
      for (const [place, mover] of done.entries()) {
        const moved = subtractRatios(at(done.slice(0, place + 1)), at(done.slice(0, place)));
        sums[mover] = addRatios(sums[mover]!, moved);
      }
      return;
    }
    for (let mover = 0; mover < MOVERS.length; mover += 1) if (!done.includes(mover)) walk([...done, mover]);
  };
  walk([]);
  return sums.map(({ numerator, denominator }) => ratioOf(numerator, denominator * orders));
}

test('the parts are the means over all orders, and sum to the change', () => {
  const [before, after] = fc.sample(anyPeriod, { numRuns: 2, seed: 7 }) as [RatioPeriod, RatioPeriod];
  expect([...attributed(before, after).parts.values()]).toEqual(naiveParts(before, after));
  fc.assert(
    fc.property(anyPeriod, anyPeriod, (one, other) => {
      const { change, parts } = attributed(one, other);
      expect([...parts.values()].reduce(addRatios)).toEqual(change);
    }),
    { numRuns: 200 },
  );
});

test('there and back moves the same, the other way', () => {
  fc.assert(
    fc.property(anyPeriod, anyPeriod, (one, other) => {
      const [there, back] = [attributed(one, other), attributed(other, one)];
      for (const mover of MOVERS)
        expect(addRatios(there.parts.get(mover)!, back.parts.get(mover)!)).toEqual(ratioOf(0));
    }),
    { numRuns: 50 },
  );
});
