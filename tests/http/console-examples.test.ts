// The examples that the console fills its calculators in with: each is answered, and each field has a name in words.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkContractDocument } from '../../src/app/check-contract.ts';
import { compareDocument } from '../../src/app/compare.ts';
import { answerValues } from '../../src/app/values.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { calculate, calculators } from '../../src/engine/index.ts';

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
