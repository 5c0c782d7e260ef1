import { assert, bigInt, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import { formatRatio, parseRatio, ratioOf } from '../money/ratio.ts';
import { isRefusal } from '../refusal.ts';
import { grownHalfUp, rootFloor } from './growth.ts';
import { type RenewalTerms, renewal } from './renewal.ts';

const terms: RenewalTerms = {
  memberMonths: 10,
  paidClaims: minor(1000),
  claimsOverPooling: minor(100),
  completion: parseRatio('0.9')!,
  annualTrend: parseRatio('0.21')!,
  trendHalfMonths: 12,
  poolingCharge: minor(10),
  manual: minor(200),
  credibility: parseRatio('0.5')!,
  loads: [minor(5), minor(4)],
  current: minor(150),
};

function answered(changes: Partial<RenewalTerms> = {}) {
  const found = renewal({ ...terms, ...changes });
  if (isRefusal(found)) throw new Error(found.path);
  return found;
}

describe('a renewal', () => {
  test('pools, completes, trends, blends and loads, each step from the rounded figure before', () => {
    const { change, ...steps } = answered();
    expect(steps).toEqual({
      pooled: 900,
      incurred: 1000,
      experiencePerMemberPerMonth: 100,
      trended: 110,
      blended: 160,
      required: 169,
    });
    expect(formatRatio(change)).toBe('0.1266666667');
  });

  test('without credibility takes the manual rate, with all of it none of it', () => {
    expect(answered({ credibility: ratioOf(0) }).blended).toBe(200);
    expect(answered({ credibility: ratioOf(1) }).blended).toBe(120);
  });

  test.each([
    ['memberMonths', 0, 'undefined_result', 'experience.memberMonths'],
    ['completion', ratioOf(0), 'undefined_result', 'experience.completion'],
    ['current', 0, 'undefined_result', 'current.perMemberPerMonth'],
    ['claimsOverPooling', 1001, 'inconsistent', 'experience.claimsOverPooling'],
    ['paidClaims', Number.MAX_SAFE_INTEGER, 'too_large', 'experience.paidClaims'],
    ['poolingCharge', Number.MAX_SAFE_INTEGER, undefined, undefined],
    ['loads', [Number.MAX_SAFE_INTEGER], 'too_large', 'loads'],
    ['annualTrend', ratioOf(10n ** 40n), 'too_large', 'trend'],
  ])('with %s %s is refused: %s', (name, value, code, path) => {
    const found = renewal({ ...terms, [name]: value } as RenewalTerms);
    if (code === undefined) expect(isRefusal(found)).toBe(false);
    else expect(found).toMatchObject({ code, path });
  });

  test('with a pooling charge beyond the safe range is refused', () => {
    const charge = { poolingCharge: minor(Number.MAX_SAFE_INTEGER), credibility: ratioOf(1) };
    expect(renewal({ ...terms, ...charge })).toMatchObject({ code: 'too_large', path: 'poolingCharge' });
  });

  test('asks for more the more was paid, the less of it is complete and the longer the trend', () => {
    const amount = integer({ min: 100, max: 1_000_000 });
    assert(
      property(amount, amount, integer({ min: 1, max: 48 }), (paid, more, halfMonths) => {
        const base = answered({ paidClaims: minor(paid) }).required;
        expect(answered({ paidClaims: minor(paid + more) }).required).toBeGreaterThanOrEqual(base);
        const less = answered({ paidClaims: minor(paid), completion: parseRatio('0.8')! });
        expect(less.required).toBeGreaterThanOrEqual(base);
        const longer = answered({ paidClaims: minor(paid), trendHalfMonths: 12 + halfMonths });
        expect(longer.required).toBeGreaterThanOrEqual(base);
      }),
    );
  });
});

describe('an amount grown by a yearly rate', () => {
  test.each([
    [100, '0.21', 12, 110],
    [5, '0.21', 12, 6], // 5.5 exactly: half up
    [15, '0.21', 12, 17], // 16.5 exactly
    [10000, '0.08', 48, 11664],
    [10000, '0.08', 36, 11224], // 11223.69
    [1, '4095', 2, 2], // the twelfth root of 4096
    [3, '4095', 1, 4], // its root is the square root of 2: 4.24
    [7, '0', 99, 7],
    [0, '3', 24, 0],
  ])('%d at %s for %d half months is %d', (amount, rate, halfMonths, expected) => {
    expect(grownHalfUp(amount, parseRatio(rate)!, halfMonths)).toBe(expected);
  });

  test('leaves the safe range visibly', () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(grownHalfUp(most, ratioOf(0), 24)).toBe(most);
    expect(grownHalfUp(most, ratioOf(1, 10n ** 15n), 24)).toBeUndefined();
    expect(grownHalfUp(most, ratioOf(10n ** 300n), 2400)).toBeUndefined();
  });

  test('is that of doubles, where these can tell', () => {
    assert(
      property(
        integer({ min: 0, max: 10_000_000 }),
        integer({ min: 0, max: 300 }),
        integer({ min: 0, max: 96 }),
        (amount, thousandths, halfMonths) => {
          const exact = amount * (1 + thousandths / 1000) ** (halfMonths / 24);
          const found = grownHalfUp(amount, ratioOf(thousandths, 1000), halfMonths)!;
          expect(Math.abs(found - exact)).toBeLessThanOrEqual(0.5 + 1e-6 * Math.max(1, exact / 1e6));
        },
      ),
    );
  });
});

test('the floor of a root is the largest whole number whose power is not above', () => {
  assert(
    property(bigInt({ min: 0n, max: 10n ** 400n }), integer({ min: 1, max: 24 }), (value, n) => {
      const [root, power] = [rootFloor(value, BigInt(n)), BigInt(n)];
      expect(root ** power <= value && (root + 1n) ** power > value).toBe(true);
    }),
  );
});
