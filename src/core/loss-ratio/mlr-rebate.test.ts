import { assert, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import { compareRatios, formatRatio, parseRatio, ratioOf } from '../money/ratio.ts';
import { isRefusal } from '../refusal.ts';
import { type MlrLaw, type MlrRebateTerms, type MlrYear, mlrRebate } from './mlr-rebate.ts';

/** A law of round numbers: credible from 10 life-years, fully from 30; the adjustment falls from 0.1 to 0. */
const law: MlrLaw = {
  standard: parseRatio('0.8')!,
  partialCredibilityFrom: ratioOf(10),
  fullCredibilityFrom: ratioOf(30),
  baseFactors: {
    below: ratioOf(0),
    points: [
      { at: ratioOf(10), value: ratioOf(1, 10) },
      { at: ratioOf(30), value: ratioOf(0) },
    ],
  },
  deductibleFactors: {
    below: ratioOf(1),
    points: [
      { at: ratioOf(100), value: ratioOf(2) },
      { at: ratioOf(200), value: ratioOf(3) },
    ],
  },
};

const year = (claims: number, lifeYears: number, changes: Partial<MlrYear> = {}): MlrYear => ({
  claims: minor(claims),
  qualityImprovement: minor(0),
  premium: minor(1000),
  taxesAndFees: minor(0),
  lifeYears: ratioOf(lifeYears),
  ...changes,
});

function answered(years: readonly MlrYear[], changes: Partial<MlrRebateTerms> = {}) {
  const found = mlrRebate({ years, averageDeductible: ratioOf(0), selfFunded: false, ...changes }, law);
  if (isRefusal(found)) throw new Error(found.path);
  return found;
}

describe('a medical loss ratio', () => {
  test('counts quality with claims, and premium less taxes and fees', () => {
    const changes = { qualityImprovement: minor(50), taxesAndFees: minor(200) };
    expect(answered([year(550, 40, changes)])).toMatchObject({
      numerator: 600,
      denominator: 800,
      preliminaryMlr: ratioOf(3, 4),
      rebateBase: 800,
      rebate: 40,
    });
  });

  test('is rounded half up to three decimals, and nothing before it', () => {
    // 0.6995 + 0.1 x (30 - 11) / 20 = 0.7945
    expect(formatRatio(answered([year(1399, 11, { premium: minor(2000) })]).mlr)).toBe('0.795');
    expect(formatRatio(answered([year(-1, 40, { premium: minor(2000) })]).mlr)).toBe('0');
    expect(formatRatio(answered([year(-2, 40, { premium: minor(2000) })]).mlr)).toBe('-0.001');
  });

  test('sums years, and the rebate is of the latest year’s premium', () => {
    const found = answered([year(700, 20), year(600, 20, { premium: minor(500) })]);
    expect(formatRatio(found.preliminaryMlr)).toBe('0.8666666667');
    expect(found.rebate).toBe(0);
    const low = answered([year(700, 20), year(335, 20, { premium: minor(500) })]);
    expect([formatRatio(low.mlr), low.rebateBase, low.rebate]).toEqual(['0.69', 500, 55]);
  });

  test('has no rebate of a latest year whose taxes exceed its premium', () => {
    const found = answered([year(100, 40), year(0, 40, { premium: minor(10), taxesAndFees: minor(20) })]);
    expect(found).toMatchObject({ denominator: 990, rebateBase: 0, rebate: 0 });
  });
});

describe('credibility', () => {
  const adjustment = (lifeYears: number, deductible = 0) =>
    formatRatio(
      answered([year(500, lifeYears)], { averageDeductible: ratioOf(deductible) }).credibility.adjustment,
    );

  test.each([
    [9, 'none', '0', 0],
    [10, 'partial', '0.1', 200],
    [29, 'partial', '0.005', 295],
    [30, 'full', '0', 300],
  ])('of %d life-years is %s, adds %s and leaves a rebate of %d', (lifeYears, kind, added, rebate) => {
    const found = answered([year(500, lifeYears)]);
    expect([found.credibility.class, formatRatio(found.credibility.adjustment), found.rebate]).toEqual([
      kind,
      added,
      rebate,
    ]);
  });

  test('is raised by a high deductible', () => {
    expect([99, 100, 150, 200, 1000].map((deductible) => adjustment(20, deductible))).toEqual([
      '0.05',
      '0.1',
      '0.125',
      '0.15',
      '0.15',
    ]);
  });

  test('is withheld after three credible years under the standard, and only then', () => {
    const low = () => year(700, 10);
    // Thirty life-years are fully credible in this law: a wider one is needed to see the exception.
    const wide: MlrLaw = { ...law, fullCredibilityFrom: ratioOf(100) };
    const found = (years: MlrYear[]) => {
      const result = mlrRebate({ years, averageDeductible: ratioOf(0), selfFunded: false }, wide);
      if (isRefusal(result)) throw new Error(result.path);
      return result.credibility.isWithheld;
    };
    expect(found([low(), low(), low()])).toBe(true);
    expect(found([low(), low()])).toBe(false);
    expect(found([low(), year(800, 10), low()])).toBe(false);
    expect(found([low(), low(), year(700, 9)])).toBe(false);
    expect(found([low(), year(0, 10, { premium: minor(0) }), low()])).toBe(false);
    expect(found([year(700, 9), year(700, 9), year(700, 9)])).toBe(false);
  });
});

test('a self-funded plan owes nothing; its ratio is shown', () => {
  expect(answered([year(100, 40)], { selfFunded: true })).toMatchObject({
    applies: false,
    mlr: ratioOf(1, 10),
    rebate: 0,
  });
});

test('is refused without premium, or beyond the safe range', () => {
  const refused = (years: MlrYear[]) =>
    mlrRebate({ years, averageDeductible: ratioOf(0), selfFunded: false }, law);
  const most = Number.MAX_SAFE_INTEGER;
  expect(refused([year(1, 40, { premium: minor(0) })])).toMatchObject({ code: 'undefined_result' });
  expect(refused([year(1, 40, { taxesAndFees: minor(1001) })])).toMatchObject({ code: 'undefined_result' });
  expect(refused([year(most, 40, { qualityImprovement: minor(1) })])).toMatchObject({ code: 'too_large' });
  expect(refused([year(-most, 40, { premium: minor(most) })])).toMatchObject({
    code: 'too_large',
    path: 'years',
  });
});

test('a rebate is never negative; more claims or more quality never raise it', () => {
  const amount = integer({ min: 0, max: 2_000 });
  assert(
    property(
      record({ claims: amount, more: amount, lifeYears: integer({ min: 0, max: 40 }), deductible: amount }),
      ({ claims, more, lifeYears, deductible }) => {
        const terms = { averageDeductible: ratioOf(deductible) };
        const found = answered([year(claims, lifeYears)], terms);
        expect(found.rebate).toBeGreaterThanOrEqual(0);
        expect(answered([year(claims + more, lifeYears)], terms).rebate).toBeLessThanOrEqual(found.rebate);
        const quality = { qualityImprovement: minor(more) };
        expect(answered([year(claims, lifeYears, quality)], terms).rebate).toBeLessThanOrEqual(found.rebate);
        expect(compareRatios(found.credibility.adjustment, ratioOf(0))).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});
