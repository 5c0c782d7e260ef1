import { expect, test } from 'vitest';
import {
  begun,
  kindOf,
  placeOf,
  type Schema,
  typedList,
  typedNumber,
  variantOf,
  withField,
} from './schema.ts';

const number: Schema = { type: 'number' };
const row: Schema = {
  type: 'object',
  properties: { name: { type: 'string' }, share: { anyOf: [{ type: 'string' }, number] } },
};

test.each<[string, Schema, string]>([
  ['an enumeration', { enum: ['a', 'b'] }, 'choice'],
  ['a ratio as text or number', { anyOf: [{ type: 'string' }, number] }, 'text'],
  ['one of several objects', { anyOf: [row, row] }, 'variants'],
  ['a day', { type: 'string', format: 'date' }, 'day'],
  ['numbers', { type: 'array', items: number }, 'numbers'],
  ['rows of numbers', { type: 'array', items: { type: 'array', items: number } }, 'grid'],
  ['plain rows', { type: 'array', items: row }, 'table'],
  [
    'rows with any further columns',
    { type: 'array', items: { ...row, additionalProperties: number } },
    'list',
  ],
  ['rows of several forms', { type: 'array', items: { anyOf: [row, row] } }, 'list'],
  [
    'rows that hold lists',
    { type: 'array', items: { type: 'object', properties: { panel: { type: 'array', items: row } } } },
    'list',
  ],
])('%s', (_, schema, kind) => {
  expect(kindOf(schema)).toBe(kind);
});

test('a variant is found by what it is fixed to, else by its fields', () => {
  const variants: Schema[] = [
    { type: 'object', properties: { kind: { enum: ['poisson'] }, mean: number }, required: ['kind'] },
    { type: 'object', properties: { n: number, kind: { enum: ['binomial'] } }, required: ['n', 'kind'] },
  ];
  expect(variantOf(variants, { kind: 'binomial', n: 3 })).toBe(1);
  expect(variantOf(variants, { mean: 3 })).toBe(0);
  expect(variantOf(variants, { other: 3 })).toBe(-1);
  expect(begun({ anyOf: variants })).toEqual({ kind: 'poisson' });
});

test('a new value begins with what is asked for in any case', () => {
  const schema: Schema = {
    type: 'object',
    properties: { rows: { type: 'array', items: row }, terms: row, name: { type: 'string' } },
    required: ['rows', 'name'],
  };
  expect(begun(schema)).toEqual({ rows: [{}] });
});

test('what is emptied is taken out of the document', () => {
  expect(withField({ a: 1, b: 2 }, 'a', undefined)).toEqual({ b: 2 });
  expect(withField({ a: 1 }, 'b', 3)).toEqual({ a: 1, b: 3 });
});

test.each([
  ['12', 12],
  [' 0.5 ', 0.5],
  ['', undefined],
  ['1,5', '1,5'],
])('"%s" typed is %s', (text, value) => {
  expect(typedNumber(text)).toBe(value);
});

test('lists are typed between commas', () => {
  expect(typedList('1, 2\n3.5', number)).toEqual([1, 2, 3.5]);
  expect(typedList('in network, out of network', { type: 'string' })).toEqual([
    'in network',
    'out of network',
  ]);
});

test('a problem lies where the form says it does', () => {
  expect(placeOf('body.layers[0].share')).toBe('layers[0].share');
  expect(placeOf('layers[0].share')).toBe('layers[0].share');
});
