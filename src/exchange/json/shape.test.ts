import { anything, assert, constantFrom, jsonValue, maxSafeInteger, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAmount } from '../../core/money/amount.ts';
import { type Currency, currencyOf } from '../../core/money/currency.ts';
import { isRefusal } from '../../core/refusal.ts';
import * as shape from './shape.ts';

const USD = currencyOf('USD') as Currency;
const read = <T>(of: shape.Shape<T>, value: unknown) => of.read(value, 'at', USD);
const code = <T>(of: shape.Shape<T>, value: unknown) => {
  const found = read(of, value);
  return isRefusal(found) ? `${found.code} ${found.path}` : found;
};

const thing = shape.object({
  name: shape.text,
  price: shape.amount(),
  note: shape.optional(shape.text),
  kind: shape.defaulting(shape.oneOf('a', 'b'), 'a'),
});

describe('an object', () => {
  test('is read with its defaults', () => {
    expect(read(thing, { name: 'x', price: '1.50' })).toEqual({
      name: 'x',
      price: 150,
      note: undefined,
      kind: 'a',
    });
  });

  test.each([
    [{ name: 'x' }, 'missing_field at.price'],
    [{ price: '1', extra: 1 }, 'unknown_field at.extra'],
    [{ name: 'x', price: '1', toString: 1 }, 'unknown_field at.toString'],
    [JSON.parse('{"name":"x","price":"1","__proto__":{}}'), 'unknown_field at.__proto__'],
    [{ name: 'x', price: '1', note: null }, 'wrong_type at.note'],
    [{ name: 'x', price: '1', kind: 'c' }, 'wrong_type at.kind'],
    [Object.create({ name: 'x', price: '1' }), 'missing_field at.name'],
    [[], 'wrong_type at'],
    [null, 'wrong_type at'],
  ])('%o is refused: %s', (value, expected) => {
    expect(code(thing, value)).toBe(expected);
  });

  test('has a schema that says the same', () => {
    expect(thing.schema).toEqual({
      type: 'object',
      properties: {
        name: { type: 'string' },
        price: { type: 'string', pattern: '^(-0+(\\.0+)?|\\d+(\\.\\d+)?)$' },
        note: { type: 'string' },
        kind: { enum: ['a', 'b'], default: 'a' },
      },
      required: ['name', 'price'],
      additionalProperties: false,
    });
  });
});

describe('things under names', () => {
  test('keep their order, whatever they are called', () => {
    const names = ['b', 'constructor', 'a', '__proto__', ''];
    const document = JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:1`).join(',')}}`);
    expect([...(read(shape.byName(shape.whole()), document) as Map<string, number>).keys()]).toEqual(names);
  });

  test('are refused where one is', () => {
    expect(code(shape.byName(shape.whole()), { a: 1, b: -1 })).toBe('out_of_range at.b');
  });
});

describe('a list', () => {
  test.each([
    [['x', 1], 'wrong_type at[1]'],
    [{ 0: 'x' }, 'wrong_type at'],
    ['xx', 'wrong_type at'],
  ])('%j is refused: %s', (value, expected) => {
    expect(code(shape.list(shape.text), value)).toBe(expected);
  });
});

describe('a value', () => {
  test.each([
    ['whole', shape.whole(1), 1, 1],
    ['whole', shape.whole(1), 0, 'out_of_range at'],
    ['whole', shape.whole(), 2 ** 53, 'too_large at'],
    ['whole', shape.whole(), 1e308, 'too_large at'],
    ['whole', shape.whole(), 1.5, 'wrong_type at'],
    ['whole', shape.whole(), '1', 'wrong_type at'],
    ['flag', shape.flag, 0, 'wrong_type at'],
    ['amount', shape.amount(), '-0.01', 'out_of_range at'],
    ['amount', shape.amount('negative'), '-0.01', -1],
    ['amount', shape.amount(), 1, 'wrong_type at'],
    ['amount', shape.amount(), '90071992547409.92', 'too_large at'],
    ['ratio', shape.ratio(1), '1.0000000000', { numerator: 1n, denominator: 1n }],
    ['ratio', shape.ratio(1), '10000000001/10000000000', 'out_of_range at'],
    ['ratio', shape.ratio(), 1.5, { numerator: 3n, denominator: 2n }],
    ['ratio', shape.ratio(), '-1/2', 'out_of_range at'],
    ['ratio', shape.ratio(), true, 'wrong_type at'],
    ['day', shape.day, '2026-02-29', 'no_such_day at'],
    ['day', shape.day, '2026-2-1', 'wrong_type at'],
    ['month', shape.month, '2026-13', 'no_such_day at'],
    ['month', shape.month, 202601, 'wrong_type at'],
    ['currency', shape.currency, 'XTS', 'wrong_type at'],
  ] as [string, shape.Shape<unknown>, unknown, unknown][])('%s from %o: %o', (_what, of, value, expected) => {
    expect(code(of, value)).toEqual(expected);
  });

  test('that is an amount is read in the currency of its document', () => {
    const priced = shape.object({ currency: shape.currency, price: shape.amount() });
    const price = (currency: string, text: string) => {
      const found = shape.readDocument(priced, { currency, price: text });
      return isRefusal(found) ? found.code : found.price;
    };
    expect([price('USD', '1.5'), price('JPY', '15'), price('KWD', '1.5')]).toEqual([150, 15, 1500]);
    expect([price('JPY', '1.5'), price('usd', '1')]).toEqual(['too_precise', 'wrong_type']);
    expect(shape.readDocument(priced, { price: '1' })).toMatchObject({
      code: 'missing_field',
      path: 'currency',
    });
    assert(
      property(maxSafeInteger(), constantFrom('USD', 'JPY', 'KWD', 'CLF'), (minor, currency) => {
        const text = formatAmount(Math.abs(minor), currencyOf(currency)!);
        expect(price(currency, text)).toBe(Math.abs(minor));
      }),
    );
  });
});

test('whatever is read, the answer is a value or a located refusal, never a throw', () => {
  const nested = shape.object({
    list: shape.list(thing),
    map: shape.byName(thing),
    day: shape.day,
    ratio: shape.ratio(1),
  });
  const check = (value: unknown) => {
    const found = nested.read(value, '', USD);
    if (!isRefusal(found)) return;
    expect(found.code).toMatch(/^[a-z_]+$/);
    expect([found.expected, found.actual].every((text) => typeof text === 'string' && text.length > 0)).toBe(
      true,
    );
    expect(found.actual.length).toBeLessThanOrEqual(120);
  };
  const parts = { list: [{ name: 'x', price: '1' }], map: {}, day: '2026-01-01', ratio: '1/2' };
  assert(
    property(constantFrom(...Object.keys(parts)), anything(), jsonValue(), (name, value, json) => {
      check(value);
      check(json);
      check({ ...parts, [name]: value });
      check({ ...parts, [name]: json });
    }),
    { numRuns: 500 },
  );
});
