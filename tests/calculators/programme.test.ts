// programme: how its documents are refused, and what its answer and explanation say.
import { describe, expect, test } from 'vitest';
import * as rows from './changes.ts';
import { ask, changed, NOTHING, type Refused, refusal } from './changes.ts';

const document = {
  currency: 'USD',
  deductible: '100.00',
  annualRetentionStop: '150.00',
  layers: [
    {
      name: 'first',
      attachment: '0.00',
      limit: '1000.00',
      aggregateLimit: '1500.00',
      premium: '90.00',
      sign: 'down',
      panel: [
        { insurer: 'A', share: '0.9', lead: true, limit: '300.00', deductible: '5.00' },
        { insurer: 'B', share: '0.6' },
      ],
    },
    { name: 'second', attachment: '1000.00', limit: '500.00', panel: [{ insurer: 'C', share: '1/3' }] },
  ],
  losses: [
    { id: 'fire', date: '2026-01-31', amount: '1300.00' },
    { id: 'flood', amount: '40.00' },
  ],
};

const LAYER = 'layers[0]';
const LARGE = '90071992547409.91';

const table: readonly Refused[] = [
  ...rows.objectRows('', LAYER, `${LAYER}.panel[0]`, 'losses[0]'),
  ...rows.missingRows(
    ...['currency', 'layers', 'losses', 'losses[0].id', 'losses[0].amount'],
    ...['name', 'attachment', 'limit', 'panel', 'panel[0].insurer', 'panel[0].share'].map(
      (name) => `${LAYER}.${name}`,
    ),
  ),
  ...rows.amountRows(
    ...['deductible', 'annualRetentionStop', 'losses[0].amount'],
    ...['attachment', 'limit', 'aggregateLimit', 'premium', 'panel[0].limit', 'panel[0].deductible'].map(
      (name) => `${LAYER}.${name}`,
    ),
  ),
  ...rows.ratioRows('at most 1', `${LAYER}.panel[0].share`),
  ...rows.dayRows('losses[0].date'),
  ...rows.choiceRows('currency', `${LAYER}.sign`, `${LAYER}.panel[0].lead`),
  ...rows.listRows('layers', 'losses', `${LAYER}.panel`),
  ...rows.textRows(`${LAYER}.name`, `${LAYER}.panel[0].insurer`, 'losses[0].id'),
  ['shares are over 1 and not signed down', `${LAYER}.sign`, NOTHING, 'inconsistent', `${LAYER}.panel`],
  ['two insurers lead', `${LAYER}.panel[1].lead`, true, 'inconsistent'],
  ['an insurer is twice in a panel', `${LAYER}.panel[1].insurer`, 'A', 'inconsistent'],
  ['a layer comes twice', 'layers[1].name', 'first', 'inconsistent'],
  ['layers overlap', 'layers[1].attachment', '999.99', 'inconsistent'],
  ['a loss comes twice', 'losses[1].id', 'fire', 'inconsistent'],
  ['losses sum too high', 'losses[1].amount', LARGE, 'too_large', 'losses'],
];

describe('a document is refused where', () => {
  test.each(rows.named(table))('$why', ({ at, value, code, path }) => {
    expect(refusal('programme', changed(document, at, value))).toEqual({ code, path });
  });

  test('the premiums of an insurer sum too high', () => {
    const premiums = changed(document, 'layers[1].panel[0].insurer', 'B');
    const high = changed(changed(premiums, `${LAYER}.premium`, LARGE), 'layers[1].premium', LARGE);
    expect(refusal('programme', high)).toBeUndefined();
    const higher = changed(high, 'layers[1].panel[0].share', 1);
    expect(refusal('programme', higher)).toEqual({ code: 'too_large', path: 'layers' });
  });
});

test('the document that the table changes is answered, losses in the order given', () => {
  expect(ask('programme', document)).toEqual({
    losses: [
      {
        id: 'fire',
        amount: '1300.00',
        deductible: '100.00',
        layers: [
          {
            name: 'first',
            loss: '1000.00',
            insurers: [
              { insurer: 'A', amount: '300.00' },
              { insurer: 'B', amount: '400.00' },
            ],
            unplaced: '300.00',
          },
          {
            name: 'second',
            loss: '200.00',
            insurers: [{ insurer: 'C', amount: '66.67' }],
            unplaced: '133.33',
          },
        ],
        insurers: [
          { insurer: 'A', amount: '300.00' },
          { insurer: 'B', amount: '400.00' },
          { insurer: 'C', amount: '66.67' },
        ],
        insured: '533.33',
      },
      {
        id: 'flood',
        amount: '40.00',
        deductible: '40.00',
        layers: [
          {
            name: 'first',
            loss: '0.00',
            insurers: [
              { insurer: 'A', amount: '0.00' },
              { insurer: 'B', amount: '0.00' },
            ],
            unplaced: '0.00',
          },
          { name: 'second', loss: '0.00', insurers: [{ insurer: 'C', amount: '0.00' }], unplaced: '0.00' },
        ],
        insurers: [
          { insurer: 'A', amount: '0.00' },
          { insurer: 'B', amount: '0.00' },
          { insurer: 'C', amount: '0.00' },
        ],
        insured: '40.00',
      },
    ],
    insurers: [
      { insurer: 'A', premium: '54.00', losses: '300.00' },
      { insurer: 'B', premium: '36.00', losses: '400.00' },
      { insurer: 'C', premium: '0.00', losses: '66.67' },
    ],
    layers: [
      {
        name: 'first',
        signed: [
          { insurer: 'A', share: '0.6' },
          { insurer: 'B', share: '0.4' },
        ],
        remainingAggregate: '500.00',
      },
      { name: 'second', signed: [{ insurer: 'C', share: '0.3333333333' }] },
    ],
    insured: '573.33',
  });
});

test.each([
  'deductible',
  'annualRetentionStop',
  `${LAYER}.aggregateLimit`,
  `${LAYER}.premium`,
  `${LAYER}.panel[0].lead`,
  `${LAYER}.panel[0].limit`,
  `${LAYER}.panel[0].deductible`,
  'losses[0].date',
])('%s may be missing', (at) => {
  expect(refusal('programme', changed(document, at, NOTHING))).toBeUndefined();
});

test('a programme without layers, or a year without losses, is answered', () => {
  expect(ask('programme', { ...document, layers: [] })).toMatchObject({ insurers: [], insured: '1340.00' });
  expect(ask('programme', { ...document, losses: [] })).toMatchObject({ losses: [], insured: '0.00' });
});

test('--explain adds steps, filled, and changes nothing else', () => {
  const { explanation, ...explained } = ask('programme', document, true) as {
    explanation: Record<string, string>[];
  };
  expect(explained).toEqual(ask('programme', document));
  for (const step of explanation) {
    expect(Object.keys(step)).toEqual(['about', 'term', 'formula', 'result', 'source']);
    for (const text of Object.values(step)) expect(text).not.toMatch(/^$|NaN|undefined|Infinity/);
  }
  expect(explanation[0]).toEqual({
    about: 'flood',
    term: 'deductible',
    formula: 'smaller of 100.00, the loss of 40.00 and 150.00 left of the retention stop',
    result: '40.00',
    source: 'CALCULATORS.md, programme',
  });
  expect(explanation.at(-1)).toMatchObject({ about: 'first', term: 'premium of B', result: '36.00' });
});
