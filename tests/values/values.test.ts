// The statement of a small property, worked out by hand; what is refused, and where; the schema of both sides.
import Ajv2020 from 'ajv/dist/2020.js';
import { array, assert, boolean, property as holds, integer, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertySchemas } from '../../src/app/values.ts';
import { valuesText } from '../../src/cli/values-text.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { answerValues, type ValuesQuestion } from '../../src/exchange/json/values.ts';
import {
  amountRows,
  changed,
  dayRows,
  missingRows,
  NOTHING,
  named,
  objectRows,
  type Refused,
  ratioRows,
} from '../calculators/changes.ts';
import { property } from './property.ts';

function answered(document: object, question: Partial<ValuesQuestion> = {}) {
  const answer = answerValues(document, { explain: false, ...question });
  if (isRefusal(answer)) throw new Error(`${answer.code} ${answer.path}`);
  return answer;
}

describe('the statement', () => {
  test('has each location at its latest appraisal, with its gap and the ratio of a loss', () => {
    expect(answered(property)).toMatchObject({
      ...{ currency: 'USD', on: '2026-06-30', requirement: '0.8' },
      locations: [
        {
          ...{ location: 'works', name: 'The Works', appraisedOn: '2026-01-01', source: 'an expert' },
          ...{ value: '1000.00', required: '800.00', insured: '600.00', gap: '200.00' },
          ...{ agreedValue: false, ratio: '0.75' },
        },
        { location: 'barn', required: '400.00', gap: '100.00', agreedValue: true, ratio: '1' },
      ],
      total: { value: '1500.00', required: '1200.00', insured: '900.00', gap: '300.00' },
    });
  });

  test('takes losses in the order of their days, then a further one, and shares each', () => {
    const answer = answered(property, { further: { location: 'works', amount: '200.00' } });
    expect(answer.losses).toMatchObject([
      {
        ...{ id: 'early', location: 'barn', counted: '105.00', penalty: '0.00', deductible: '5.00' },
        insurers: [
          { insurer: 'A', amount: '60.00' },
          { insurer: 'B', amount: '40.00' },
        ],
        insuredBears: '5.00',
      },
      {
        // 150.00 count; 50.00 are left of the first layer, 45.00 reach the second, half of it unplaced.
        ...{ id: 'late', location: 'works', counted: '150.00', penalty: '25.00', deductible: '5.00' },
        insurers: [
          { insurer: 'A', amount: '30.00' },
          { insurer: 'B', amount: '42.50' },
        ],
        ...{ insured: '77.50', insuredBears: '127.50' },
      },
    ]);
    expect(answer.year).toEqual({
      ...{ losses: '305.00', penalty: '25.00', insuredBears: '132.50' },
      insurers: [
        { insurer: 'A', losses: '90.00' },
        { insurer: 'B', losses: '82.50' },
      ],
    });
    expect(answer.furtherLoss).toMatchObject({ counted: '150.00', insuredBears: '177.50' });
    expect(answered(property)).not.toHaveProperty('furtherLoss');
  });

  test('is one without a programme', () => {
    const bare = changed(changed(property, 'programme', NOTHING), 'losses', NOTHING);
    expect(Object.keys(answered(bare))).toEqual(['currency', 'on', 'requirement', 'locations', 'total']);
  });

  test('tells in its steps what each figure comes from', () => {
    const { explanation } = answered(property, { explain: true });
    const steps = explanation!.map(({ about, term, formula, result }) => [about, term, formula, result]);
    for (const step of [
      ['works', 'value', 'the latest of 2 up to 2026-06-30, of 2026-01-01', '1000.00'],
      ['works', 'required', '1000.00 x 0.8, half up', '800.00'],
      ['works', 'ratio', '600.00 / 800.00, at most 1', '0.75'],
      ['barn', 'gap', '400.00 - 300.00, at least 0.00', '100.00'],
      ['barn', 'ratio', 'agreed value: the clause is suspended', '1'],
      ['late', 'counted', '200.00 x 0.75, half up', '150.00'],
      [
        'late',
        'layer first',
        '150.00 - 5.00 - 0.00, at most 100.00 and at most 50.00 left of the aggregate limit',
        '50.00',
      ],
      ['late', 'borne by the insured in all', '200.00 - 150.00 that does not count + 77.50', '127.50'],
      ['late', 'penalty', '127.50 - 102.50 were the clause suspended', '25.00'],
    ])
      expect(steps).toContainEqual(step);
  });

  test('says where only what is insured climbs the layers', () => {
    const small = changed(property, 'locations[1].insured', '80.00');
    const { explanation } = answered(small, { explain: true });
    expect(explanation).toContainEqual(
      expect.objectContaining({ about: 'early', term: 'layer first', result: '80.00' }),
    );
    expect(
      explanation!.find(({ about, term }) => about === 'early' && term === 'layer first')!.formula,
    ).toMatch(/^80.00 insured - 0.00/);
  });

  test('reads as text: what is short, who paid, what a further loss meets', () => {
    const text = valuesText(answered(property, { further: { location: 'works', amount: '200.00' } }));
    expect(text).toContain(
      '2 locations are worth 1,500.00 and insured for 900.00. 2 are short of the requirement, by 300.00 in all; 1 of them at an agreed value, so that a loss counts in full.',
    );
    expect(text).toMatch(/^The Works .* 75.0 % {2}▲ short$/m);
    expect(text).toMatch(/^barn .* 100.0 % {2}agreed value$/m);
    expect(text).toMatch(/^The insured +132.50$/m);
    expect(text).toContain(
      'A further loss of 200.00 to The Works counts for 150.00; the insured bears 177.50, 25.00 of it because too little is insured.',
    );
    expect(text).toMatch(/^second +unplaced: the insured +22.50$/m);
    const enough = changed(changed(property, 'locations[1]', NOTHING), 'locations', [
      { ...property.locations[1], insured: '400.00' },
    ]);
    expect(valuesText(answered(changed(enough, 'losses', [])))).toContain(
      'One location is worth 500.00 and insured for 400.00. Each has what the requirement asks for.',
    );
  });
});

const table: readonly Refused[] = [
  ...objectRows('', 'locations[0]', 'locations[0].appraisals[0]', 'programme', 'losses[0]'),
  ...missingRows(
    ...['currency', 'on', 'requirement', 'locations', 'locations[0].location', 'locations[0].appraisals'],
    ...['locations[0].insured', 'locations[0].appraisals[0].day', 'locations[0].appraisals[0].value'],
    ...['programme', 'programme.layers', 'losses[0].id', 'losses[0].location', 'losses[0].amount'],
  ),
  ...amountRows(
    ...[
      'locations[0].insured',
      'locations[0].appraisals[0].value',
      'programme.deductible',
      'losses[0].amount',
    ],
  ),
  ...ratioRows('at most 1', 'requirement', 'programme.layers[0].panel[0].share'),
  ...dayRows('on', 'locations[0].appraisals[0].day', 'losses[0].date'),
  ['there is no location', 'locations', [], 'missing_field'],
  ['a location comes twice', 'locations[1].location', 'works', 'inconsistent'],
  ['a location has no appraisal yet', 'on', '2025-12-31', 'missing_field', 'locations[0].appraisals'],
  [
    'a day has two appraisals',
    'locations[0].appraisals[1].day',
    '2026-01-01',
    'inconsistent',
    'locations[0].appraisals[1].day',
  ],
  ['nothing is required', 'requirement', '0', 'undefined_result', 'locations[0]'],
  [
    'shares are over the whole',
    'programme.layers[0].panel[1].share',
    '0.41',
    'inconsistent',
    'programme.layers[0].panel',
  ],
  ['layers overlap', 'programme.layers[1].attachment', '99.00', 'inconsistent'],
  ['a loss comes twice', 'losses[1].id', 'late', 'inconsistent'],
  ['a loss is nowhere', 'losses[1].location', 'mill', 'unknown_reference'],
  ['losses sum too high', 'losses[1].amount', '90071992547409.91', 'too_large', 'losses'],
];

describe('is refused', () => {
  test.each(named(table))('where $why', ({ at, value, code, path }) => {
    const answer = answerValues(changed(property, at, value), { explain: true });
    expect(answer).toMatchObject({ refused: true, code, path });
  });

  test.each([
    ['of no location', { location: 'mill', amount: '1.00' }, property, 'unknown_reference', '--location'],
    ['of no amount', { location: 'works', amount: '1,00' }, property, 'wrong_type', '--loss'],
    ['below 0', { location: 'works', amount: '-1.00' }, property, 'out_of_range', '--loss'],
    [
      'without a programme',
      { location: 'works', amount: '1.00' },
      changed(changed(property, 'programme', NOTHING), 'losses', []),
      'missing_field',
      'programme',
    ],
  ] as const)('a further loss %s', (_what, further, document, code, path) => {
    expect(answerValues(document, { explain: false, further })).toMatchObject({ refused: true, code, path });
  });
});

describe('the schemas', () => {
  const checker = new Ajv2020.default({ strict: true, strictTypes: false, validateFormats: false });
  const { input, output } = propertySchemas();
  const [isInput, isOutput] = [checker.compile(input), checker.compile(output)];

  test('hold a property and its answer, whatever is asked, and no field too many', () => {
    expect(isInput(property)).toBe(true);
    expect(isInput({ ...property, extra: 1 })).toBe(false);
    expect(isInput(changed(property, 'locations[0].insured', 600))).toBe(false);
    for (const explain of [false, true])
      for (const further of [undefined, { location: 'barn', amount: '7.00' }])
        expect(isOutput(answered(property, { explain, further })), JSON.stringify(isOutput.errors)).toBe(
          true,
        );
  });

  test('hold any; insurers and insured together pay each loss to the cent', () => {
    const cents = (amount: number) => (amount / 100).toFixed(2);
    const amounts = integer({ min: 1, max: 2_000_000 }).map(cents);
    const locations = array(
      record({ value: amounts, insured: amounts, agreedValue: boolean(), loss: amounts }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    assert(
      holds(locations, (all) => {
        const document = {
          ...property,
          locations: all.map(({ value, insured, agreedValue }, place) => ({
            ...{ location: `at ${place}`, appraisals: [{ day: '2026-01-01', value }], insured, agreedValue },
          })),
          losses: all.map(({ loss }, place) => ({ id: `${place}`, location: `at ${place}`, amount: loss })),
        };
        const answer = answerValues(document, { explain: false });
        if (isRefusal(answer)) return expect(answer.code).toBe('undefined_result');
        expect(isInput(document) && isOutput(answer)).toBe(true);
        const minor = (text: string) => Math.round(Number(text) * 100);
        for (const { amount, insurers, insuredBears, penalty } of answer.losses!) {
          const paid = insurers.reduce((sum, of) => sum + minor(of.amount), 0);
          expect(paid + minor(insuredBears)).toBe(minor(amount));
          expect(minor(penalty)).toBeLessThanOrEqual(minor(insuredBears));
        }
      }),
    );
  });
});
