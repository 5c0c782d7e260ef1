// Values at random: of a schema, and hostile ones in the place of one value of a document.
import type { RandomStream } from '../../src/core/simulation/random.ts';
import type { Schema } from './api-document.ts';
import type { KnownNames } from './known-names.ts';

export const pick = <T>(random: RandomStream, items: readonly T[]): T => items[random.below(items.length)]!;
export const oneIn = (random: RandomStream, count: number): boolean => random.below(count) === 0;

/** What is wrong with a value, by the kind of wrong. */
export const HOSTILE = {
  'wrong type': [
    ...[null, true, false, 0, 1, 'text', [], {}, [[[[]]]], [null], { refused: true }],
    { refused: true, code: 'x', path: '', expected: '', actual: '' },
  ],
  'too long': ['x'.repeat(256), 'é'.repeat(201), '9'.repeat(40), 'x'.repeat(20_000), `0.${'1'.repeat(400)}`],
  'too large': [
    ...[1e15, 2 ** 53, 1e308, 2 ** 31, -(2 ** 31) - 1, 32_768, 1e21, 999_999_999],
    ...['99999999999999.99', '9007199254740993', '1000000000', '90071992547409.91'],
  ],
  negative: [-1, '-1', '-1.00', '-0', -0.5, -1e15, '-0.01'],
  'no number': ['NaN', 'Infinity', '1e400', '0x10', '1e3', '+1', '1,000.00', '١', '½'],
  unicode: ['\ud800', '\u202eabc', 'e\u0301', '😀', '\ufeffx', '\u2028', 'İ', '\uffff'],
  empty: ['', ' ', [], {}, '\t'],
  'null byte': ['\u0000', 'a\u0000b', '\u001b[0m', 'a\nb', '%00'],
  'no day': [
    ...['2026-02-30', '9999-12-31', '0000-01-01', '0001-01-01', '2026-13', '2026-00', '9999-12', '0000-01'],
    ...['1899-12-31', '2200-01-01', '275760-09-13', '2026-1-1', '0000', '9999'],
  ],
  injected: ["'; DROP TABLE poolbook.claim; --", '../../etc/passwd', '{{7*7}}', '__proto__', 'constructor'],
} satisfies Record<string, readonly unknown[]>;

export type Wrong = keyof typeof HOSTILE | 'unknown field' | 'missing' | 'repeated';
const WRONGS: readonly Wrong[] = [
  ...(Object.keys(HOSTILE) as Wrong[]),
  'unknown field',
  'missing',
  'repeated',
];

const UNKNOWN_FIELDS = ['unknown', '__proto__', 'constructor', 'toString', ''];

export const wrongAtRandom = (random: RandomStream): Wrong => pick(random, WRONGS);

/** A hostile value for a parameter. */
export function hostile(random: RandomStream): unknown {
  return pick(random, pick(random, Object.values<readonly unknown[]>(HOSTILE)));
}

/** The document with one thing wrong, anywhere in it. */
export function spoilt(random: RandomStream, document: unknown, wrong: Wrong): unknown {
  const copy = { all: structuredClone(document) };
  const places: { readonly holder: Record<string, unknown>; readonly key: string }[] = [];
  const walk = (holder: Record<string, unknown>, key: string) => {
    places.push({ holder, key });
    const value = holder[key];
    if (typeof value !== 'object' || value === null) return;
    for (const inner of Object.keys(value)) walk(value as Record<string, unknown>, inner);
  };
  walk(copy, 'all');
  const isArray = (value: unknown) => Array.isArray(value);
  const isObject = (value: unknown) => typeof value === 'object' && value !== null && !isArray(value);
  const fit = places.filter(({ holder, key }) => {
    if (wrong === 'unknown field') return isObject(holder[key]);
    if (wrong === 'repeated') return isArray(holder[key]);
    return true;
  });
  if (fit.length === 0) return copy.all;
  const { holder, key } = pick(random, fit);
  if (wrong === 'unknown field')
    Object.defineProperty(holder[key], pick(random, UNKNOWN_FIELDS), { value: 1, enumerable: true });
  else if (wrong === 'repeated') (holder[key] as unknown[]).push(...(holder[key] as unknown[]));
  else if (wrong === 'missing') delete holder[key];
  else holder[key] = pick<unknown>(random, HOSTILE[wrong]);
  return copy.all;
}

const DAYS = ['2026-01-15', '2026-02-03', '2026-03-31', '2026-03-02', '2026-12-31', '2024-02-29'];
const MONTHS = ['2026-01', '2026-02', '2026-03', '2025-12', '2026-04'];
const DEEPEST = 6;

/** A value of a schema, with names that are known where the field is of one. */
export function valueBy(
  random: RandomStream,
  known: KnownNames,
  schema: Schema,
  field: string,
  depth = 0,
): unknown {
  const inner = (own: unknown, name: string) => valueBy(random, known, own as Schema, name, depth + 1);
  if (schema.enum !== undefined) return pick(random, schema.enum as readonly unknown[]);
  if (schema.const !== undefined) return schema.const;
  const name = known.pick(random, field);
  if (name !== undefined && !oneIn(random, 8)) return name;
  const among = (schema.anyOf ?? schema.oneOf) as readonly unknown[] | undefined;
  if (among !== undefined) return inner(pick(random, among), field);
  switch (schema.type) {
    case 'object':
      return objectOf(random, schema, depth, inner);
    case 'array': {
      const least = Number(schema.minItems ?? 0);
      const length = depth > DEEPEST ? least : Math.max(least, random.below(4));
      return Array.from({ length }, () => inner(schema.items ?? {}, field));
    }
    case 'integer':
      return Math.max(Number(schema.minimum ?? 0), pick(random, [0, 1, 2, 3, 5, 12, 100]));
    case 'number':
      return Math.max(Number(schema.minimum ?? 0), pick(random, [0, 0.5, 1, 2.25, 40, 1000]));
    case 'boolean':
      return oneIn(random, 2);
    case 'string':
      return textOf(random, schema);
    default:
      return pick<unknown>(random, [{}, 'text', 1]);
  }
}

function objectOf(
  random: RandomStream,
  schema: Schema,
  depth: number,
  inner: (schema: unknown, name: string) => unknown,
): object {
  const required = new Set((schema.required ?? []) as readonly string[]);
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  const taken = properties.filter(([name]) => required.has(name) || (depth < DEEPEST && oneIn(random, 3)));
  const rest = schema.additionalProperties;
  const more =
    typeof rest === 'object' && rest !== null && oneIn(random, 2) ? { employee: inner(rest, '') } : {};
  return { ...Object.fromEntries(taken.map(([name, own]) => [name, inner(own, name)])), ...more };
}

/** A text of the few forms that there are. */
function textOf(random: RandomStream, { pattern = '', format = '' }: Schema): string {
  const form = String(pattern);
  if (form.includes('@') || format === 'email') return `person-${random.below(1e6)}@town.example`;
  if (form.includes('\\d{4}-\\d{2}-\\d{2}') || format === 'date') return pick(random, DAYS);
  if (form.includes('\\d{4}-\\d{2}')) return pick(random, MONTHS);
  if (form.includes('\\d{4}')) return '2026';
  if (form.includes('\\d{2}-\\d{2}')) return pick(random, ['01-01', '07-01']);
  if (form.includes('\\d')) return pick(random, ['0', '0.2', '100.00', '1250.00', '5000.00']);
  if (form.includes('{64}')) return 'c'.repeat(64);
  return pick(random, [
    'USD',
    'US-NY',
    'town',
    'medical',
    'employee',
    'in',
    'a',
    `name ${random.below(1e6)}`,
  ]);
}
