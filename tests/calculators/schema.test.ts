// --schema: valid schemas of draft 2020-12 that every valid document and every answer keeps to.
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { calculate } from '../../src/app/calculate.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { schemas as calculatorSchemas, calculators } from '../../src/engine/index.ts';
import { seeded } from '../naive/generate.ts';
import { generators } from '../naive/generators.ts';

const DOCUMENTS = 400;

/** A checker of schemas that refuses words it does not know. Formats are notes in this draft, not checks. */
const checker = () =>
  new Ajv2020.default({ strict: true, strictTypes: false, validateFormats: false, allErrors: true });

function schemasOf(name: string) {
  const schemas = calculatorSchemas(name);
  if (isRefusal(schemas)) throw new Error(schemas.path);
  return schemas;
}

describe.each(calculators)('the schemas of %s', (name) => {
  test('are of draft 2020-12, and titled', () => {
    for (const [side, schema] of Object.entries(schemasOf(name))) {
      expect(schema).toMatchObject({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        title: `${name} ${side}`,
        type: 'object',
      });
      expect(checker().validateSchema(schema)).toBe(true);
      expect(() => checker().compile(schema)).not.toThrow();
    }
  });

  test('hold every valid document, and its answer with and without explanation', () => {
    const { input, output } = schemasOf(name);
    const [isInput, isOutput] = [checker().compile(input), checker().compile(output)];
    const random = seeded(20_261_121);
    for (let count = 0; count < DOCUMENTS; count += 1) {
      const document = generators[name]!(random);
      if (!isInput(document)) expect(isInput.errors, JSON.stringify(document)).toEqual([]);
      const answer = calculate(name, JSON.stringify(document), count % 2 === 0);
      if (!isOutput(answer)) expect(isOutput.errors, JSON.stringify(answer)).toEqual([]);
    }
  });

  test('turn away a field too many, a field too few and a wrong type', () => {
    const isInput = checker().compile(schemasOf(name).input);
    const document = generators[name]!(seeded(1));
    expect(isInput(document)).toBe(true);
    expect(isInput({ ...document, extra: 1 })).toBe(false);
    expect(isInput({ ...document, currency: undefined })).toBe(false);
    expect(isInput({ ...document, currency: 'usd' })).toBe(false);
    expect(isInput([])).toBe(false);
  });
});
