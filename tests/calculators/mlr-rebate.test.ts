// mlr-rebate: how its documents are refused, the law of its years, and what its explanation says.
import { describe, expect, test } from 'vitest';
import * as rows from './changes.ts';
import { ask, changed, NOTHING, type Refused, refusal } from './changes.ts';

const year = (number: number, changes: object = {}) => ({
  year: number,
  claims: '7000000.00',
  qualityImprovement: '100000.00',
  premium: '10500000.00',
  taxesAndFees: '500000.00',
  lifeYears: 1250.5,
  ...changes,
});
const document = {
  currency: 'USD',
  market: 'small-group',
  standard: '0.82',
  years: [year(2024), year(2025)],
  averageDeductible: '2500.00',
  selfFunded: false,
};

const table: readonly Refused[] = [
  ...rows.objectRows('', 'years[0]'),
  ...rows.missingRows(
    ...['currency', 'market', 'years'],
    ...['year', 'claims', 'premium', 'lifeYears'].map((name) => `years[1].${name}`),
  ),
  ...rows.amountRows(
    'averageDeductible',
    ...['qualityImprovement', 'premium', 'taxesAndFees'].map((name) => `years[0].${name}`),
  ),
  ...rows.signedAmountRows('years[0].claims'),
  ...rows.ratioRows('at most 1', 'standard'),
  ...rows.choiceRows('currency', 'market', 'selfFunded'),
  ...rows.listRows('years'),
  ['life-years are a text', 'years[0].lifeYears', '1250.5', 'wrong_type'],
  ['life-years are negative', 'years[0].lifeYears', -1, 'out_of_range'],
  ['life-years are beyond 2^53 - 1', 'years[0].lifeYears', 2 ** 60, 'too_large'],
  ['a year is broken', 'years[0].year', 2024.5, 'wrong_type'],
  ['a year is a text', 'years[0].year', '2024', 'wrong_type'],
  ['there is no year', 'years', [], 'out_of_range'],
  ['there are four years', 'years', [2022, 2023, 2024, 2025].map((one) => year(one)), 'out_of_range'],
  ['years have a gap', 'years[0].year', 2023, 'inconsistent', 'years[1].year'],
  ['years go backwards', 'years[0].year', 2026, 'inconsistent', 'years[1].year'],
  ['a year comes twice', 'years[0].year', 2025, 'inconsistent', 'years[1].year'],
  ['the latest year is before the law', 'years', [year(2010)], 'out_of_range', 'years[0].year'],
  ['the latest year is beyond the calendar', 'years', [year(10_000)], 'out_of_range', 'years[0].year'],
  ['taxes take all premium', 'years', [year(2025, { taxesAndFees: '10500000.00' })], 'undefined_result'],
  ['sums leave the safe range', 'years[0].premium', '90071992547409.91', 'too_large', 'years'],
];

describe('a document is refused where', () => {
  test.each(rows.named(table))('$why', ({ at, value, code, path }) => {
    expect(refusal('mlr-rebate', changed(document, at, value))).toEqual({ code, path });
  });
});

test('the document that the table changes is answered', () => {
  // 0.71 + (0.083 - 0.031 x 1501 / 1500, then 2,501 of 5,000) x 1.164
  expect(ask('mlr-rebate', document)).toEqual({
    applies: true,
    denominator: '20000000.00',
    preliminaryMlr: '0.71',
    credibility: {
      class: 'partial',
      lifeYears: 2501,
      baseFactor: '0.051994',
      deductibleFactor: '1.164',
      adjustment: '0.060521016',
    },
    mlr: '0.771',
    standard: '0.82',
    rebateBase: '10000000.00',
    rebate: '490000.00',
  });
});

test('the standard of the market is federal, and a higher one counts instead', () => {
  const standard = (changes: object) =>
    ask('mlr-rebate', { ...document, standard: undefined, ...changes }).standard;
  expect(standard({})).toBe('0.8');
  expect(standard({ market: 'individual' })).toBe('0.8');
  expect(standard({ market: 'large-group' })).toBe('0.85');
  expect(standard({ market: 'large-group', standard: '0.82' })).toBe('0.85');
  expect(standard({ standard: '0.9' })).toBe('0.9');
  expect(refusal('mlr-rebate', { ...document, years: [year(2011)] })).toBeUndefined();
});

test.each([
  'standard',
  'averageDeductible',
  'selfFunded',
  'years[0].qualityImprovement',
  'years[0].taxesAndFees',
])('%s may be missing', (at) => {
  expect(refusal('mlr-rebate', changed(document, at, NOTHING))).toBeUndefined();
});

describe('--explain', () => {
  const explained = (changes: object) =>
    ask('mlr-rebate', { ...document, ...changes }, true) as { explanation: Record<string, string>[] };

  test('adds steps, filled, and changes nothing else', () => {
    const { explanation, ...answer } = explained({});
    expect(answer).toEqual(ask('mlr-rebate', document));
    expect(explanation).toEqual([
      {
        term: 'preliminary medical loss ratio',
        formula: '14200000.00 / 20000000.00',
        result: '0.71',
        source: '45 CFR 158.221(a)',
      },
      { term: 'life-years', formula: '1250.5 + 1250.5', result: '2501', source: '45 CFR 158.231' },
      {
        term: 'credibility adjustment',
        formula: '0.051994 x 1.164',
        result: '0.060521016',
        source: '45 CFR 158.232(a)',
      },
      {
        term: 'medical loss ratio',
        formula: '0.71 + 0.060521016, half up to three decimals',
        result: '0.771',
        source: '45 CFR 158.221(a)',
      },
      {
        term: 'rebate',
        formula: 'larger of 0 and (0.82 - 0.771) x 10000000.00',
        result: '490000.00',
        source: '45 CFR 158.240(c)',
      },
      {
        term: 'least rebate to a group policyholder',
        formula: 'A rebate of less, to the policyholder and its subscribers together, need not be paid.',
        result: '20 USD',
        source: '45 CFR 158.243(a)(1)',
      },
      {
        term: 'least rebate to a subscriber',
        formula: 'A rebate of less, paid to a subscriber directly, need not be paid.',
        result: '5 USD',
        source: '45 CFR 158.243(a)',
      },
    ]);
  });

  test('tells the least rebates of the market and year where one is due, and only there', () => {
    const least = (changes: object) =>
      explained(changes)
        .explanation.slice(5)
        .map(({ result }) => result);
    expect(least({ market: 'individual' })).toEqual(['5 USD']);
    expect(least({ market: 'large-group' })).toEqual(['20 USD', '5 USD']);
    const before = explained({ years: [year(2011)] });
    expect(before).toMatchObject({ rebate: '190000.00' });
    expect(before.explanation).toHaveLength(5);
    expect(least({ years: [year(2025, { claims: '9000000.00' })] })).toEqual([]);
    expect(least({ selfFunded: true })).toEqual([]);
  });

  test('says why there is no adjustment, or no rebate', () => {
    const formulas = (changes: object) => explained(changes).explanation.map(({ formula }) => formula);
    const three = [2023, 2024, 2025].map((one) => year(one));
    expect(formulas({ years: three })[2]).toMatch(/^three credible years/);
    expect(formulas({ years: [year(2025, { lifeYears: 75_000 })] })[2]).toMatch(/^fully credible/);
    const none = formulas({ years: [year(2025, { lifeYears: 999 })] });
    expect([none[2], none[4]]).toEqual([
      'not credible: the standard is presumed to be met',
      'none, as the standard is presumed to be met',
    ]);
    expect(formulas({ selfFunded: true })[4]).toMatch(/^a self-funded plan owes none/);
  });
});
