import {
  array,
  assert,
  constantFrom,
  integer,
  maxSafeInteger,
  property,
  bigInt as wholeBigInt,
} from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountOf, amountOfBigInt, formatAmount, parseAmount, sumOfAmounts, ZERO } from './amount.ts';
import { type Currency, currencyCodes, currencyOf } from './currency.ts';

const [JPY, USD, KWD, CLF] = ['JPY', 'USD', 'KWD', 'CLF'].map((code) => currencyOf(code)!) as [
  Currency,
  Currency,
  Currency,
  Currency,
];
const anyCurrency = constantFrom(JPY, USD, KWD, CLF);
const MOST = Number.MAX_SAFE_INTEGER;

describe('an amount as text', () => {
  test.each([
    ['1250.00', USD, 125_000],
    ['1250.5', USD, 125_050],
    ['1250', USD, 125_000],
    ['0.01', USD, 1],
    ['007.10', USD, 710],
    ['1250', JPY, 1250],
    ['1250.000', KWD, 1_250_000],
    ['0.0001', CLF, 1],
    ['-0.01', USD, -1],
    ['-12', JPY, -12],
    ['9007199254740991', JPY, MOST],
    ['90071992547409.91', USD, MOST],
    ['-90071992547409.91', USD, -MOST],
    ['9007199254740.991', KWD, MOST],
    ['900719925474.0991', CLF, MOST],
    ['00000000000000000000001.00', USD, 100],
  ])('%s %o is %d minor units', (text, currency, minor) => {
    expect(parseAmount(text, currency)).toBe(minor);
  });

  test.each([
    ['', USD, 'wrong_type'],
    ['1,250.00', USD, 'wrong_type'],
    ['1250.', USD, 'wrong_type'],
    ['.50', USD, 'wrong_type'],
    ['+1', USD, 'wrong_type'],
    ['--1', USD, 'wrong_type'],
    ['1e3', USD, 'wrong_type'],
    ['0x10', USD, 'wrong_type'],
    [' 1', USD, 'wrong_type'],
    ['1\n', USD, 'wrong_type'],
    ['١٢', USD, 'wrong_type'],
    ['NaN', USD, 'wrong_type'],
    ['1250.000', USD, 'too_precise'],
    ['1250.0', JPY, 'too_precise'],
    ['1.0000', KWD, 'too_precise'],
    ['1.00000', CLF, 'too_precise'],
    ['90071992547409.92', USD, 'too_large'],
    ['-90071992547409.92', USD, 'too_large'],
    ['9007199254740992', JPY, 'too_large'],
    ['9007199254740993', JPY, 'too_large'],
    ['9007199254740.992', KWD, 'too_large'],
    [`1${'0'.repeat(400)}`, JPY, 'too_large'],
  ])('%j is refused (%o): %s', (text, currency, problem) => {
    expect(parseAmount(text, currency)).toBe(problem);
  });

  test('nothing is nothing, and never minus nothing', () => {
    for (const text of ['-0', '-0.0', '-0.00', '0']) expect(Object.is(parseAmount(text, USD), 0)).toBe(true);
    expect(formatAmount(-0, USD)).toBe('0.00');
    expect(formatAmount(-0, JPY)).toBe('0');
  });

  test.each([
    [0, USD, '0.00'],
    [5, USD, '0.05'],
    [-5, USD, '-0.05'],
    [125_000, USD, '1250.00'],
    [1250, JPY, '1250'],
    [1_250_000, KWD, '1250.000'],
    [1, CLF, '0.0001'],
    [MOST, USD, '90071992547409.91'],
    [-MOST, CLF, '-900719925474.0991'],
  ])('%d minor units of %o are written %s', (minor, currency, text) => {
    expect(formatAmount(minor, currency)).toBe(text);
  });

  test('reads back what it writes, in currencies of 0, 2, 3 and 4 decimals', () => {
    assert(
      property(maxSafeInteger(), anyCurrency, (minor, currency) => {
        const text = formatAmount(minor, currency);
        expect(text.split('.')[1]?.length ?? 0).toBe(currency.decimals);
        expect(parseAmount(text, currency)).toBe(minor === 0 ? 0 : minor);
      }),
    );
  });

  test('one more decimal than the currency has is refused, whatever the digit', () => {
    assert(
      property(
        integer({ min: 0, max: 1e9 }),
        integer({ min: 0, max: 9 }),
        anyCurrency,
        (minor, digit, currency) => {
          const point = currency.decimals === 0 ? '.' : '';
          expect(parseAmount(`${formatAmount(minor, currency)}${point}${digit}`, currency)).toBe(
            'too_precise',
          );
        },
      ),
    );
  });
});

describe('whole minor units', () => {
  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, MOST + 1, -MOST - 1])('%d is a bug', (minor) => {
    expect(() => amountOf(minor)).toThrow(RangeError);
  });

  test('the edges are amounts, and -0 is taken as 0', () => {
    expect([amountOf(MOST), amountOf(-MOST)]).toEqual([MOST, -MOST]);
    expect(Object.is(amountOf(-0), ZERO)).toBe(true);
  });

  test('a BigInt is an amount exactly inside the safe range', () => {
    const edge = BigInt(MOST);
    expect(amountOfBigInt(edge)).toBe(MOST);
    expect(amountOfBigInt(-edge)).toBe(-MOST);
    expect(amountOfBigInt(edge + 1n)).toBeUndefined();
    expect(amountOfBigInt(-edge - 1n)).toBeUndefined();
    assert(
      property(wholeBigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (minor) => {
        const taken = amountOfBigInt(minor);
        expect(taken === undefined ? undefined : BigInt(taken)).toBe(
          minor <= edge && minor >= -edge ? minor : undefined,
        );
      }),
    );
  });
});

describe('a sum of amounts', () => {
  test.each([
    [[], 0],
    [[1, 2, -3], 0],
    [[MOST, 1, -1], MOST],
    [[MOST, MOST, -MOST], MOST],
    [[-MOST, -1, 1], -MOST],
    [[MOST, 1], undefined],
    [[-MOST, -1], undefined],
  ])('%j is %s', (amounts, sum) => {
    expect(sumOfAmounts(amounts)).toBe(sum);
  });

  test('is exact, also where it leaves the safe range on the way', () => {
    assert(
      property(array(maxSafeInteger()), (amounts) => {
        const exact = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
        const sum = sumOfAmounts(amounts);
        expect(sum === undefined ? undefined : BigInt(sum)).toBe(
          amountOfBigInt(exact) === undefined ? undefined : exact,
        );
      }),
    );
  });
});

describe('currencies', () => {
  test('have the decimals of ISO 4217', () => {
    const decimals = Object.fromEntries(
      ['USD', 'EUR', 'PLN', 'CNY', 'IRR', 'JPY', 'KRW', 'KWD', 'BHD', 'CLF', 'UYW'].map((code) => [
        code,
        currencyOf(code)?.decimals,
      ]),
    );
    expect(decimals).toEqual({
      USD: 2,
      EUR: 2,
      PLN: 2,
      CNY: 2,
      IRR: 2,
      JPY: 0,
      KRW: 0,
      KWD: 3,
      BHD: 3,
      CLF: 4,
      UYW: 4,
    });
  });

  test.each(['', 'usd', 'US', 'XAU', 'XTS', 'DEM', 'constructor', '__proto__'])('%j is none', (code) => {
    expect(currencyOf(code)).toBeUndefined();
  });

  test('are listed once each, in order', () => {
    const codes = currencyCodes();
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes.every((code) => /^[A-Z]{3}$/.test(code) && currencyOf(code)?.code === code)).toBe(true);
  });
});
