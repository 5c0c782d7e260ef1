// cost-sharing: how its documents are refused, and what its explanation says.
import { describe, expect, test } from 'vitest';
import * as rows from './changes.ts';
import { ask, changed, NOTHING, type Refused, refusal } from './changes.ts';

const document = {
  currency: 'USD',
  planYear: { start: '01-01' },
  plan: {
    networks: {
      in: {
        outOfNetwork: false,
        coinsurance: '0.20',
        deductible: { individual: '100.00', family: '250.00', familyRule: 'embedded' },
        outOfPocketMax: { individual: '1000.00', family: '2000.00' },
        feedsInto: ['out'],
      },
      out: {
        outOfNetwork: true,
        coinsurance: '2/5',
        deductible: { individual: '200' },
        outOfPocketMax: { individual: '5000' },
      },
    },
    services: {
      visit: {
        covered: true,
        in: {
          copay: '30.00',
          coinsurance: 0.1,
          deductibleApplies: false,
          copayFirst: true,
          annualLimit: '500.00',
        },
      },
      cosmetic: { covered: false },
    },
  },
  coverage: 'family',
  accumulators: [{ person: 'a', network: 'in', planYear: '2026', deductible: '50.00', outOfPocket: '60.00' }],
  claims: [
    {
      id: 'c1',
      person: 'a',
      lines: [
        {
          id: '1',
          serviceDate: '2026-03-31',
          service: 'visit',
          network: 'in',
          charge: '200.00',
          allowed: '150.00',
        },
        { id: '2', serviceDate: '2026-03-31', network: 'out', charge: '500.00', allowed: '400.00' },
        {
          id: '3',
          serviceDate: '2026-03-31',
          service: 'cosmetic',
          network: 'in',
          charge: '80.00',
          allowed: '80.00',
        },
      ],
    },
  ],
};

const LINE = 'claims[0].lines[0]';
const LARGE = '90071992547409.91';

const table: readonly Refused[] = [
  ...rows
    .objectRows(
      ...[
        '',
        'planYear',
        'plan',
        'plan.networks.in',
        'plan.networks.in.deductible',
        'plan.networks.in.outOfPocketMax',
      ],
      ...['accumulators[0]', 'claims[0]', LINE],
    )
    .filter(([, at, value]) => at !== '' || value !== null),
  ...rows.missingRows(
    ...[
      'currency',
      'planYear',
      'planYear.start',
      'plan',
      'plan.networks',
      'plan.services',
      'coverage',
      'claims',
    ],
    ...[
      'coinsurance',
      'deductible',
      'deductible.individual',
      'outOfPocketMax',
      'outOfPocketMax.individual',
    ].map((name) => `plan.networks.in.${name}`),
    ...['person', 'network', 'planYear', 'deductible', 'outOfPocket'].map(
      (name) => `accumulators[0].${name}`,
    ),
    ...['id', 'person', 'lines'].map((name) => `claims[0].${name}`),
    ...['id', 'serviceDate', 'network', 'charge', 'allowed'].map((name) => `${LINE}.${name}`),
  ),
  ...rows.amountRows(
    ...[
      'deductible.individual',
      'deductible.family',
      'outOfPocketMax.individual',
      'outOfPocketMax.family',
    ].map((name) => `plan.networks.in.${name}`),
    ...['plan.services.visit.in.copay', 'plan.services.visit.in.annualLimit'],
    ...['accumulators[0].deductible', 'accumulators[0].outOfPocket', `${LINE}.charge`, `${LINE}.allowed`],
  ),
  ...rows.ratioRows('at most 1', 'plan.networks.in.coinsurance', 'plan.services.visit.in.coinsurance'),
  ...rows.dayRows(`${LINE}.serviceDate`),
  ...rows.choiceRows(
    ...['currency', 'coverage', 'plan.networks.in.outOfNetwork', 'plan.networks.in.deductible.familyRule'],
    ...[
      'plan.services.visit.covered',
      'plan.services.visit.in.deductibleApplies',
      'plan.services.visit.in.copayFirst',
    ],
  ),
  ...rows.listRows('claims', 'accumulators', 'claims[0].lines', 'plan.networks.in.feedsInto'),
  ...rows.textRows(
    'accumulators[0].person',
    'claims[0].id',
    'claims[0].person',
    `${LINE}.id`,
    `${LINE}.network`,
    `${LINE}.service`,
    'plan.networks.in.feedsInto[0]',
  ),
  ['the currency is in small letters', 'currency', 'usd', 'wrong_type'],
  ['the currency has no minor unit', 'currency', 'XAU', 'wrong_type'],
  [
    'amounts have the decimals of another currency',
    'currency',
    'JPY',
    'too_precise',
    'plan.networks.in.deductible.individual',
  ],
  ['the plan year starts on 29 February', 'planYear.start', '02-29', 'no_such_day'],
  ['the plan year starts on a day that does not exist', 'planYear.start', '04-31', 'no_such_day'],
  ['the plan year starts in a year', 'planYear.start', '2026-01-01', 'wrong_type'],
  ['a plan year is a number', 'accumulators[0].planYear', 2026, 'wrong_type'],
  ['a plan year is no year', 'accumulators[0].planYear', '26', 'wrong_type'],
  ['a network is a list', 'plan.networks.in', [], 'wrong_type'],
  ['networks are a list', 'plan.networks', [], 'wrong_type'],
  ['a service is no object', 'plan.services.visit', true, 'wrong_type'],
  ['a service has terms in no network', 'plan.services.visit.far', {}, 'unknown_reference'],
  ['a service has a field that is none', 'plan.services.visit.covred', true, 'unknown_field'],
  ['a service’s terms have another field', 'plan.services.visit.in.extra', 1, 'unknown_field'],
  [
    'a network feeds one that is not there',
    'plan.networks.in.feedsInto',
    ['far'],
    'unknown_reference',
    'plan.networks.in.feedsInto[0]',
  ],
  [
    'a network feeds itself',
    'plan.networks.in.feedsInto',
    ['in'],
    'inconsistent',
    'plan.networks.in.feedsInto[0]',
  ],
  [
    'a network feeds one twice',
    'plan.networks.in.feedsInto',
    ['out', 'out'],
    'inconsistent',
    'plan.networks.in.feedsInto[1]',
  ],
  ['a network is named "covered"', 'plan.networks.covered', document.plan.networks.in, 'inconsistent'],
  [
    'the family’s own amount is missing',
    'plan.networks.in.deductible',
    { individual: '1', familyRule: 'aggregate' },
    'missing_field',
    'plan.networks.in.deductible.family',
  ],
  [
    'the family’s own maximum is missing',
    'plan.networks.in.outOfPocketMax',
    { individual: '1', familyRule: 'aggregate' },
    'missing_field',
    'plan.networks.in.outOfPocketMax.family',
  ],
  ['an accumulator is of no network', 'accumulators[0].network', 'far', 'unknown_reference'],
  [
    'an accumulator is given twice',
    'accumulators',
    [document.accumulators[0], document.accumulators[0]],
    'inconsistent',
    'accumulators[1]',
  ],
  ['a line is in no network', `${LINE}.network`, 'far', 'unknown_reference'],
  ['a line is of no service', `${LINE}.service`, 'surgery', 'unknown_reference'],
  ['a line is of a service named ""', `${LINE}.service`, '', 'unknown_reference'],
  ['a line is of a service that every object has', `${LINE}.service`, 'toString', 'unknown_reference'],
  ['allowed is above the charge', `${LINE}.allowed`, '200.01', 'inconsistent'],
  ['charges sum too high', `${LINE}.charge`, LARGE, 'too_large', 'claims'],
  [
    'accumulators sum too high',
    'accumulators',
    ['a', 'b'].map((person) => ({ ...document.accumulators[0], person, outOfPocket: LARGE })),
    'too_large',
  ],
  ['the document is a list', '', [], 'wrong_type'],
  ['the document is a text', '', 'document', 'wrong_type'],
  ['the document is nothing', '', null, 'wrong_type'],
];

describe('a document is refused where', () => {
  test.each(rows.named(table))('$why', ({ at, value, code, path }) => {
    expect(refusal('cost-sharing', changed(document, at, value))).toEqual({ code, path });
  });
});

test('the document that the table changes is answered', () => {
  expect(ask('cost-sharing', document)).toMatchObject({
    lines: [
      { memberPays: '42.00', planPays: '108.00' },
      { memberPays: '280.00' },
      { memberPays: '0.00', notCovered: '80.00' },
    ],
    totals: { charge: '780.00' },
  });
});

test.each([
  'plan.networks.in.outOfNetwork',
  'plan.networks.in.deductible.familyRule',
  'plan.networks.in.feedsInto',
  'plan.services.visit.covered',
  'plan.services.visit.in.copay',
  'plan.services.visit.in.copayFirst',
  'accumulators',
])('%s may be missing', (at) => {
  expect(refusal('cost-sharing', changed(document, at, NOTHING))).toBeUndefined();
});

test('accumulators are listed as given, then as touched: own network, then fed ones, zeros included', () => {
  const line = (id: string, person: string, serviceDate: string) => ({
    id,
    person,
    lines: [{ id: '1', serviceDate, network: 'in', charge: '0', allowed: '0' }],
  });
  const claims = [line('c1', 'b', '2027-01-01'), line('c2', 'a', '2026-01-01')];
  const answer = ask('cost-sharing', { ...document, claims }) as {
    accumulators: { person: string; network: string; planYear: string; outOfPocket: string }[];
  };
  expect(
    answer.accumulators.map(
      ({ person, network, planYear, outOfPocket }) => `${person} ${network} ${planYear} ${outOfPocket}`,
    ),
  ).toEqual(['a in 2026 60.00', 'b in 2027 0.00', 'b out 2027 0.00', 'a out 2026 0.00']);
});

test('--explain adds the steps of every line, filled, and changes nothing else', () => {
  const { explanation, ...explained } = ask('cost-sharing', document, true) as {
    explanation: Record<string, string>[];
  };
  expect(explained).toEqual(ask('cost-sharing', document));
  expect([...new Set(explanation.map(({ about }) => about))]).toEqual([
    'claim c1 line 1',
    'claim c1 line 2',
    'claim c1 line 3',
  ]);
  for (const step of explanation) {
    expect(Object.keys(step)).toEqual(['about', 'term', 'formula', 'result', 'source']);
    for (const text of Object.values(step)) expect(text).not.toMatch(/^$|NaN|undefined|Infinity/);
  }
  expect(explanation[0]).toEqual({
    about: 'claim c1 line 1',
    term: 'write-off (CO-45)',
    formula: 'charge 200.00 - allowed 150.00',
    result: '50.00',
    source: 'CALCULATORS.md, cost-sharing, rule 2',
  });
});
