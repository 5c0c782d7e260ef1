// The examples that the console fills its calculators in with: each is answered, and each field has a name in words.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkContractDocument, contractCheckSchema } from '../../src/app/check-contract.ts';
import { compareDocument, comparisonSchemas } from '../../src/app/compare.ts';
import { answerValues, propertySchemas } from '../../src/app/values.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { calculate, calculators, schemas } from '../../src/engine/index.ts';

const FOLDER = 'src/web/screens/calculators/examples';
const names = readdirSync(FOLDER).map((file) => file.replace('.json', ''));

const answer = (name: string, document: unknown) => {
  if (name === 'comparison') return compareDocument(document, true);
  if (name === 'contract-check') return checkContractDocument(document);
  if (name === 'values') return answerValues(document, { explain: true, further: undefined });
  return calculate(name, document, { explain: true });
};

test.each(names)('the example of %s is answered', (name) => {
  const found = answer(name, JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8')));
  expect(isRefusal(found) ? found : undefined).toBeUndefined();
  expect(Object.keys(found).length).toBeGreaterThan(1);
});

test('each calculator has an example', () => {
  expect(names).toEqual(expect.arrayContaining([...calculators]));
});

/** The names of all fields of a schema. Names that are the reader's own (networks, tiers) are none. */
function fieldsOf(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(fieldsOf);
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties } = schema as { properties?: Record<string, unknown> };
  const own = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  return [...own, ...Object.values(schema).flatMap(fieldsOf)];
}

test('each field that is asked for or answered has a name in words', () => {
  const words = ['input-words', 'output-words']
    .map((file) => readFileSync(`src/web/screens/calculators/${file}.ts`, 'utf8'))
    .join('\n');
  const named = new Set([...words.matchAll(/^ {2}'?([\w]+)'?:/gm)].map(([, name]) => name));
  const all = [
    ...calculators.map((name) => schemas(name)),
    ...[comparisonSchemas(), propertySchemas(), contractCheckSchema],
  ];
  const missing = all.flatMap(fieldsOf).filter((name) => !named.has(name.replaceAll('.', '_')));
  expect([...new Set(missing)]).toEqual([]);
});
