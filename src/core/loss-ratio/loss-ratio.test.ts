import { assert, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import { formatRatio, parseRatio, ratioOf } from '../money/ratio.ts';
import { isRefusal } from '../refusal.ts';
import { type LossRatioTerms, lossRatios } from './loss-ratio.ts';

const terms = (changes: Partial<LossRatioTerms> = {}): LossRatioTerms => ({
  incurredClaims: minor(700),
  lossAdjustmentExpense: minor(0),
  recoveries: minor(0),
  earnedPremium: minor(1000),
  cededPremium: minor(0),
  expenseBasis: 'earned',
  ...changes,
});

function ratios(changes: Partial<LossRatioTerms> = {}) {
  const found = lossRatios(terms(changes));
  if (isRefusal(found)) throw new Error(found.path);
  return found;
}

describe('ratios are refused', () => {
  test.each([
    ['no premium', { earnedPremium: 0 }, 'undefined_result', 'earnedPremium'],
    ['all of it ceded', { cededPremium: 1000 }, 'undefined_result', 'cededPremium'],
    ['more than it ceded', { cededPremium: 1001 }, 'undefined_result', 'cededPremium'],
    [
      'expenses over a written premium not given',
      { underwritingExpense: 1, expenseBasis: 'written' },
      'missing_field',
      'writtenPremium',
    ],
    [
      'no written premium',
      { underwritingExpense: 1, expenseBasis: 'written', writtenPremium: 0 },
      'undefined_result',
      'writtenPremium',
    ],
  ])('for %s', (_why, changes, code, path) => {
    expect(lossRatios(terms(changes as Partial<LossRatioTerms>))).toMatchObject({
      refused: true,
      code,
      path,
    });
  });

  test('but a written premium that nothing is divided by may be 0', () => {
    expect(ratios({ writtenPremium: minor(0), expenseBasis: 'written' }).expenseRatio).toBeUndefined();
  });
});

describe('loss, expense and combined ratio', () => {
  test('are those of the textbook', () => {
    const found = ratios({
      incurredClaims: minor(900),
      lossAdjustmentExpense: minor(150),
      recoveries: minor(300),
      cededPremium: minor(100),
      writtenPremium: minor(1300),
      underwritingExpense: minor(260),
    });
    const written = Object.fromEntries(
      (['lossRatio', 'netLossRatio', 'expenseRatio', 'combinedRatio', 'margin'] as const).map((name) => [
        name,
        formatRatio(found[name]!),
      ]),
    );
    expect(written).toEqual({
      lossRatio: '1.05',
      netLossRatio: '0.8333333333',
      expenseRatio: '0.26',
      combinedRatio: '1.31',
      margin: '-0.05',
    });
    expect(found.underwritingResult).toBe(-310n);
    const overWritten = ratios({
      writtenPremium: minor(1300),
      underwritingExpense: minor(260),
      expenseBasis: 'written',
    });
    expect(formatRatio(overWritten.expenseRatio!)).toBe('0.2');
  });

  test('without expenses there is none, nor a result', () => {
    expect(ratios()).toMatchObject({
      expenseRatio: undefined,
      combinedRatio: undefined,
      underwritingResult: undefined,
    });
  });

  test('are exact where doubles are not', () => {
    const most = Number.MAX_SAFE_INTEGER;
    const found = ratios({
      incurredClaims: minor(most),
      lossAdjustmentExpense: minor(most),
      earnedPremium: minor(most),
    });
    expect(found.lossRatio).toEqual(ratioOf(2));
  });
});

describe('alerts', () => {
  const alerts = (claims: number, changes: Partial<LossRatioTerms> = {}) =>
    ratios({ incurredClaims: minor(claims), ...changes }).alerts;
  const half = ratioOf(1, 2);

  test.each([
    ['at 100 % none', 1000, {}, []],
    ['over 100 %', 1001, {}, ['over_100_percent']],
    ['at the minimum none', 500, { minimum: half }, []],
    ['under the minimum', 499, { minimum: half }, ['below_minimum']],
    ['on the ends of the band none', 500, { band: { from: half, to: half } }, []],
    ['under the band', 499, { band: { from: half } }, ['outside_band']],
    ['over the band', 501, { band: { to: half } }, ['outside_band']],
    [
      'all at once, in this order',
      1200,
      { minimum: ratioOf(2), band: { to: half } },
      ['over_100_percent', 'below_minimum', 'outside_band'],
    ],
    [
      'negative claims are under everything',
      -1,
      { minimum: ratioOf(0), band: { from: ratioOf(0) } },
      ['below_minimum', 'outside_band'],
    ],
  ] as const)('%s', (_what, claims, changes, expected) => {
    expect(alerts(claims, changes)).toEqual(expected);
  });

  test('compare the exact ratio, not the written one', () => {
    const third = { earnedPremium: minor(3), band: { to: parseRatio('0.3333333333')! } };
    expect(alerts(1, third)).toEqual(['outside_band']);
  });
});

test('the margin is the rest to one, and the combined ratio the sum of its parts', () => {
  const amount = integer({ min: 0, max: 1_000_000_000 }).map(minor);
  const any = record({
    incurredClaims: integer({ min: -1e9, max: 1e9 }).map(minor),
    lossAdjustmentExpense: amount,
    earnedPremium: amount,
    underwritingExpense: amount,
  });
  assert(
    property(any, (changes) => {
      const found = lossRatios(terms(changes));
      expect(isRefusal(found)).toBe(changes.earnedPremium === 0);
      if (isRefusal(found)) return;
      const { lossRatio, margin, expenseRatio, combinedRatio } = found;
      const premium = BigInt(changes.earnedPremium);
      const scaled = (ratio: { numerator: bigint; denominator: bigint }) =>
        (ratio.numerator * premium) / ratio.denominator;
      expect(scaled(lossRatio) + scaled(margin)).toBe(premium);
      expect(scaled(combinedRatio!)).toBe(scaled(lossRatio) + scaled(expenseRatio!));
      expect(found.underwritingResult).toBe(premium - scaled(combinedRatio!));
    }),
  );
});
