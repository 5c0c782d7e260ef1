// coinsurance-clause: how its documents are refused, and what its explanation says.
import { describe, expect, test } from 'vitest';
import * as rows from './changes.ts';
import { ask, changed, NOTHING, type Refused, refusal } from './changes.ts';

const document = {
  currency: 'USD',
  value: '100000.00',
  insured: '60000.00',
  requirement: '0.80',
  loss: '20000.00',
  deductible: '500.00',
  deductibleOrder: 'before',
  agreedValue: false,
};

const table: readonly Refused[] = [
  ...rows.objectRows(''),
  ...rows.missingRows('currency', 'value', 'insured', 'requirement', 'loss'),
  ...rows.amountRows('value', 'insured', 'loss', 'deductible'),
  ...rows.ratioRows('at most 1', 'requirement'),
  ...rows.choiceRows('currency', 'deductibleOrder', 'agreedValue'),
  ['percent stand for a ratio', 'requirement', '80', 'out_of_range'],
  ['nothing is required', 'requirement', '0', 'undefined_result'],
  ['there is no value', 'value', '0.00', 'undefined_result', 'requirement'],
];

describe('a document is refused where', () => {
  test.each(rows.named(table))('$why', ({ at, value, code, path }) => {
    expect(refusal('coinsurance-clause', changed(document, at, value))).toEqual({ code, path });
  });
});

test('the document that the table changes is answered, by default with the deductible after the clause', () => {
  expect(ask('coinsurance-clause', document)).toEqual({
    required: '80000.00',
    ratio: '0.75',
    payment: '14625.00',
    penalty: '4875.00',
    insuredBears: '5375.00',
  });
  expect(ask('coinsurance-clause', changed(document, 'deductibleOrder', NOTHING))).toMatchObject({
    payment: '14500.00',
  });
});

test('--explain adds steps, filled, and changes nothing else', () => {
  const steps = (changes: object) => {
    const { explanation, ...explained } = ask('coinsurance-clause', { ...document, ...changes }, true);
    expect(explained).toEqual(ask('coinsurance-clause', { ...document, ...changes }));
    return explanation as Record<string, string>[];
  };
  expect(steps({}).map(({ term, formula, result }) => [term, formula, result])).toEqual([
    ['required insurance', '100000.00 x 0.8, half up', '80000.00'],
    ['ratio', '60000.00 / 80000.00, at most 1', '0.75'],
    ['payment', '(20000.00 - 500.00) x 0.75, half up, not below 0.00, at most 60000.00 insured', '14625.00'],
    ['penalty', '19500.00 without the clause - 14625.00', '4875.00'],
    ['the insured bears', '20000.00 - 14625.00', '5375.00'],
  ]);
  const [after, agreed] = [steps({ deductibleOrder: 'after' }), steps({ agreedValue: true })];
  expect(after[2]).toEqual({
    term: 'payment',
    formula: '20000.00 x 0.75 - 500.00, half up, not below 0.00, at most 60000.00 insured',
    result: '14500.00',
    source: 'CALCULATORS.md, coinsurance-clause (deductible after, ISO CP 00 10)',
  });
  expect(agreed[1]).toMatchObject({ formula: 'agreed value: the clause is suspended', result: '1' });
});
