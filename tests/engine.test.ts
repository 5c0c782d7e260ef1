// The engine as others call it: values of a program rather than texts of a file, and nothing but pure code behind it.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calculate, calculators, isRefusal, refusalMessage, schemas } from '../src/engine/index.ts';
import { generateCostSharing, seeded } from './naive/generate.ts';
import { generateAggregateLoss } from './naive/generate-aggregate-loss.ts';
import { generateReserve } from './naive/generate-reserve.ts';

const lossRatio = { currency: 'USD', incurredClaims: '700.00', earnedPremium: '1000.00' };

describe('the engine', () => {
  test('answers with every step where asked, and changes nothing of the document', () => {
    expect(calculators).toEqual(expect.arrayContaining(['cost-sharing', 'stop-loss', 'loss-ratio']));
    const document = frozen(structuredClone(lossRatio));
    const answer = { lossRatio: '0.7', netLossRatio: '0.7', margin: '0.3', alerts: [] };
    expect(calculate('loss-ratio', document)).toEqual(answer);
    expect(calculate('loss-ratio', document, { explain: false })).toEqual(answer);
    expect(calculate('loss-ratio', document, { explain: true })).toMatchObject({
      ...answer,
      explanation: [{}, {}, {}],
    });
    for (const seed of [1, 2, 3]) {
      const random = seeded(seed);
      for (const [name, drawn] of [
        ['cost-sharing', generateCostSharing(random, 20)],
        ['reserve', generateReserve(random)],
      ] as const)
        expect(calculate(name, frozen(structuredClone(drawn)))).toEqual(calculate(name, drawn));
    }
  });

  test.each(['', 'constructor', '__proto__', 'Loss-Ratio'])('refuses a calculator named %j', (name) => {
    for (const refused of [calculate(name, {}), schemas(name)])
      expect(refused).toMatchObject({ refused: true, code: 'unknown_reference', path: 'calculator' });
  });

  test('says in one sentence what is wrong', () => {
    const refused = calculate('loss-ratio', { ...lossRatio, earnedPremium: '1.234' });
    expect(isRefusal(refused) && refusalMessage(refused)).toBe(
      'earnedPremium: expected at most 2 decimals (USD), got "1.234"',
    );
  });
});

describe('a value that no JSON text holds', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const odd = [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    [1n],
    cyclic,
    Object.assign(Object.create(null), { cyclic }),
    Symbol('x'),
    () => 1,
    new Date(0),
    new Map([['currency', 'USD']]),
  ];

  test.each(calculators)('is refused by %s as a document', (name) => {
    for (const value of odd) expect(calculate(name, value)).toMatchObject({ refused: true });
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
        (value) => isRefusal(calculate(name, value)),
      ),
    );
  });

  test.each([
    ['reserve', generateReserve(seeded(7))],
    ['cost-sharing', generateCostSharing(seeded(7), 8)],
    ['aggregate-loss', generateAggregateLoss(seeded(7))],
  ] as const)('is refused by %s in the place of every text and number', (name, document) => {
    expect(isRefusal(calculate(name, document))).toBe(false);
    for (const at of leaves(document))
      for (const value of odd)
        expect([at, calculate(name, replaced(document, at, value))]).toMatchObject([at, { refused: true }]);
  });
});

test('nothing that the engine imports comes from outside core, rules, exchange and itself', () => {
  const reached = new Set<string>();
  const outside: string[] = [];
  const walk = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, named, loaded] of readFileSync(file, 'utf8').matchAll(
      /\bfrom '([^'\n]+)';$|\bimport\(?\s*'([^'\n]+)'/gm,
    )) {
      const specifier = named ?? loaded!;
      const target = specifier.startsWith('.') ? join(dirname(file), specifier) : undefined;
      if (target !== undefined && /^src\/(core|rules|exchange|engine)\//.test(target)) walk(target);
      else outside.push(`${file} imports ${specifier}`);
    }
  };
  walk('src/engine/index.ts');
  expect(outside).toEqual([]);
  expect(reached.size).toBeGreaterThan(100);
});

type Place = readonly (string | number)[];

/** Where the values of a document stand that hold no others. */
function leaves(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, [...at, name]));
}

/** A copy of a document with another value at a place. */
function replaced(value: unknown, [name, ...rest]: Place, by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === name ? replaced(item, rest, by) : item));
  const object = value as Record<string, unknown>;
  return { ...object, [name]: replaced(object[name], rest, by) };
}

/** The value itself, which can no longer be changed anywhere. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(Object.freeze(value))) frozen(inner);
  return value;
}
