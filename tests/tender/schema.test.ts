// The schemas of a tender and its comparison: they hold generated tenders and their answers, and turn others away.
import Ajv2020 from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { compareTender, comparisonSchemas } from '../../src/app/compare.ts';
import { seeded } from '../naive/generate.ts';
import { generateTender } from '../naive/generate-tender.ts';

const { input, output } = comparisonSchemas();
const checker = () =>
  new Ajv2020.default({ strict: true, strictTypes: false, validateFormats: false, allErrors: true });

test('are of draft 2020-12, and titled', () => {
  expect(input).toMatchObject({ title: 'compare input', type: 'object' });
  expect(output).toMatchObject({ title: 'compare output', type: 'object' });
  for (const schema of [input, output]) expect(checker().validateSchema(schema)).toBe(true);
});

test('hold every tender, and its comparison with and without explanation', () => {
  const [isInput, isOutput] = [checker().compile(input), checker().compile(output)];
  const random = seeded(20_270_102);
  for (let count = 0; count < 400; count += 1) {
    const tender = generateTender(random);
    if (!isInput(tender)) expect(isInput.errors, JSON.stringify(tender)).toEqual([]);
    const answer = compareTender(JSON.stringify(tender), count % 2 === 0);
    if (!isOutput(answer)) expect(isOutput.errors, JSON.stringify(answer)).toEqual([]);
  }
});

test('turn away a field too many, a field too few, a wrong type, and another form’s field', () => {
  const isInput = checker().compile(input);
  const tender = generateTender(seeded(1));
  const [bid] = tender.bids;
  expect(isInput(tender)).toBe(true);
  expect(isInput({ ...tender, extra: 1 })).toBe(false);
  expect(isInput({ ...tender, group: undefined })).toBe(false);
  expect(isInput({ ...tender, currency: 'usd' })).toBe(false);
  expect(isInput({ ...tender, bids: [{ ...bid, form: 'mutual' }] })).toBe(false);
  expect(isInput({ ...tender, bids: [{ ...bid, returnedShare: '1', employeesInPool: 1 }] })).toBe(false);
});
