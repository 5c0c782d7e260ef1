// stop-loss: how its documents are refused, and what its explanation says.
import { describe, expect, test } from 'vitest';
import * as rows from './changes.ts';
import { ask, changed, NOTHING, type Refused, refusal } from './changes.ts';

const document = {
  currency: 'USD',
  policy: {
    incurred: { from: '2026-01-01', to: '2026-12-31' },
    paid: { from: '2026-01-01', to: '2027-03-31' },
    runInMaximum: { perPerson: '100.00', inAll: '500.00', incurredBefore: '2026-01-01' },
    specific: {
      deductible: '1000.00',
      benefits: ['medical'],
      reimbursement: '0.9',
      maximum: '5000.00',
      aggregatingDeductible: '50.00',
      lasers: [{ person: 'a', deductible: '2000.00' }],
    },
    aggregate: {
      factors: { employee: '313.42', family: '700.00' },
      benefits: ['medical', 'pharmacy'],
      period: 'annual',
      annualBasis: 'months',
      annualDiscount: '0.05',
      minimum: { amount: '100.00', shareOfFirstMonthTimes12: '0.95' },
      lasersInAggregate: 'base',
      reimbursement: '1',
      maximum: '100000.00',
      accommodation: true,
    },
  },
  enrolment: [
    { month: '2026-01', employee: 2, family: 1 },
    { month: '2026-02', employee: 2 },
  ],
  payments: [
    { person: 'a', incurred: '2026-01-10', paid: '2026-01-20', amount: '2500.00', benefit: 'medical' },
    { person: 'b', incurred: '2026-01-10', paid: '2026-02-20', amount: '-10.00' },
  ],
};

const expected = {
  ...changed(document, 'policy.aggregate.factors', NOTHING),
} as typeof document;
const withExpected = changed(
  changed(expected, 'policy.aggregate.expectedPerEmployeePerMonth', { employee: '250.00', family: '500.00' }),
  'policy.aggregate.attachmentMultiplier',
  '1.25',
);

const POLICY = ['incurred', 'paid', 'runInMaximum', 'specific', 'aggregate'].map((name) => `policy.${name}`);
const LARGE = '90071992547409.91';

const table: readonly Refused[] = [
  ...rows.objectRows(
    '',
    'policy',
    ...POLICY,
    'policy.aggregate.minimum',
    'policy.specific.lasers[0]',
    'payments[0]',
  ),
  ...rows.missingRows(
    ...[
      'currency',
      'policy',
      'enrolment',
      'payments',
      'policy.incurred',
      'policy.incurred.from',
      'policy.incurred.to',
      'policy.paid',
    ],
    ...[
      'policy.runInMaximum.incurredBefore',
      'policy.specific.deductible',
      'policy.specific.lasers[0].person',
      'policy.specific.lasers[0].deductible',
    ],
    ...['policy.aggregate.factors', 'policy.aggregate.period', 'enrolment[0].month'],
    ...['person', 'incurred', 'paid', 'amount'].map((name) => `payments[0].${name}`),
  ),
  ...rows.amountRows(
    ...['perPerson', 'inAll'].map((name) => `policy.runInMaximum.${name}`),
    ...['deductible', 'maximum', 'aggregatingDeductible', 'lasers[0].deductible'].map(
      (name) => `policy.specific.${name}`,
    ),
    ...['factors.employee', 'maximum', 'minimum.amount'].map((name) => `policy.aggregate.${name}`),
  ),
  ...rows.signedAmountRows('payments[0].amount'),
  ...rows.ratioRows(
    'at most 1',
    'policy.specific.reimbursement',
    'policy.aggregate.reimbursement',
    'policy.aggregate.annualDiscount',
    'policy.aggregate.minimum.shareOfFirstMonthTimes12',
  ),
  ...rows.dayRows(
    'policy.incurred.from',
    'policy.incurred.to',
    'policy.paid.from',
    'policy.paid.to',
    'policy.runInMaximum.incurredBefore',
    'payments[0].incurred',
    'payments[0].paid',
  ),
  ...rows.choiceRows(
    'currency',
    'policy.aggregate.period',
    'policy.aggregate.annualBasis',
    'policy.aggregate.lasersInAggregate',
    'policy.aggregate.accommodation',
  ),
  ...rows.listRows(
    'enrolment',
    'payments',
    'policy.specific.benefits',
    'policy.specific.lasers',
    'policy.aggregate.benefits',
  ),
  ...rows.textRows(
    'payments[0].person',
    'payments[0].benefit',
    'policy.specific.lasers[0].person',
    'policy.specific.benefits[0]',
  ),
  [
    'the incurred window is backwards',
    'policy.incurred',
    { from: '2026-12-31', to: '2026-12-30' },
    'inconsistent',
  ],
  ['the paid window is backwards', 'policy.paid', { from: '2026-12-31', to: '2026-01-01' }, 'inconsistent'],
  [
    'a person has two lasers',
    'policy.specific.lasers',
    [document.policy.specific.lasers[0], document.policy.specific.lasers[0]],
    'inconsistent',
    'policy.specific.lasers[1].person',
  ],
  [
    'factors stand beside expected claims',
    'policy.aggregate.expectedPerEmployeePerMonth',
    { employee: '1' },
    'inconsistent',
    'policy.aggregate',
  ],
  [
    'factors stand beside a multiplier',
    'policy.aggregate.attachmentMultiplier',
    '1.25',
    'inconsistent',
    'policy.aggregate',
  ],
  ['a factor is no amount', 'policy.aggregate.factors.family', 7, 'wrong_type'],
  ['a month comes twice', 'enrolment[1].month', '2026-01', 'inconsistent'],
  ['a tier has no factor', 'enrolment[1].retiree', 3, 'unknown_reference'],
  ['a month does not exist', 'enrolment[0].month', '2026-13', 'no_such_day'],
  ['a month is written otherwise', 'enrolment[0].month', '01/2026', 'wrong_type'],
  ['a month is a day', 'enrolment[0].month', '2026-01-01', 'wrong_type'],
  ['a row of enrolment is a list', 'enrolment[0]', [], 'wrong_type'],
  ['units are a text', 'enrolment[0].employee', '2', 'wrong_type'],
  ['units are broken', 'enrolment[0].employee', 2.5, 'wrong_type'],
  ['units are negative', 'enrolment[0].employee', -1, 'out_of_range'],
  ['units are beyond 2^53 - 1', 'enrolment[0].employee', 2 ** 53, 'too_large'],
  ['attachments sum too high', 'enrolment[0].employee', 2 ** 53 - 1, 'too_large', 'enrolment'],
  ['payments sum too high', 'payments[0].amount', LARGE, 'too_large', 'payments'],
  ['refunds sum too high', 'payments[0].amount', `-${LARGE}`, 'too_large', 'payments'],
];

const expectedTable: readonly Refused[] = [
  ...rows.missingRows('policy.aggregate.attachmentMultiplier'),
  ...rows.amountRows('policy.aggregate.expectedPerEmployeePerMonth.employee'),
  ...rows.ratioRows('unbounded', 'policy.aggregate.attachmentMultiplier'),
  [
    'there are neither factors nor expected claims',
    'policy.aggregate.expectedPerEmployeePerMonth',
    NOTHING,
    'missing_field',
    'policy.aggregate.factors',
  ],
  [
    'a factor comes out too high',
    'policy.aggregate.attachmentMultiplier',
    1e15,
    'too_large',
    'policy.aggregate.expectedPerEmployeePerMonth.employee',
  ],
];

describe('a document is refused where', () => {
  test.each(rows.named(table))('$why', ({ at, value, code, path }) => {
    expect(refusal('stop-loss', changed(document, at, value))).toEqual({ code, path });
  });

  test.each(rows.named(expectedTable))('$why (expected claims)', ({ at, value, code, path }) => {
    expect(refusal('stop-loss', changed(withExpected, at, value))).toEqual({ code, path });
  });
});

test('the documents that the tables change are answered', () => {
  expect(ask('stop-loss', document)).toMatchObject({
    eligible: '2490.00',
    specific: { reimbursement: '405.00' },
  });
  expect(ask('stop-loss', withExpected)).toMatchObject({
    aggregate: { monthlyFactors: { employee: '312.50', family: '625.00' } },
  });
});

test('a window may be a single day', () => {
  const oneDay = changed(document, 'policy.incurred', { from: '2026-01-10', to: '2026-01-10' });
  expect(ask('stop-loss', oneDay)).toMatchObject({ eligible: '2490.00' });
});

test('enrolment months may come in any order, and without an aggregate tiers need no factor', () => {
  const turned = { ...document, enrolment: [...document.enrolment].reverse() };
  expect(ask('stop-loss', turned)).toEqual(ask('stop-loss', document));
  const specific = changed(changed(document, 'policy.aggregate', NOTHING), 'enrolment[0].retiree', 3);
  expect(ask('stop-loss', specific)).not.toHaveProperty('aggregate');
});

test.each([
  'policy.runInMaximum',
  'policy.specific',
  'policy.aggregate',
  'policy.specific.benefits',
  'policy.specific.lasers',
  'policy.aggregate.minimum',
  'policy.aggregate.minimum.amount',
  'payments[0].benefit',
])('%s may be missing', (at) => {
  expect(refusal('stop-loss', changed(document, at, NOTHING))).toBeUndefined();
});

test('--explain adds steps, filled, and changes nothing else', () => {
  const { explanation, ...explained } = ask('stop-loss', document, true) as {
    explanation: Record<string, string>[];
  };
  expect(explained).toEqual(ask('stop-loss', document));
  for (const step of explanation) {
    expect(Object.keys(step)).toEqual(['about', 'term', 'formula', 'result', 'source']);
    for (const text of Object.values(step)) expect(text).not.toMatch(/^$|NaN|undefined|Infinity/);
  }
  expect(explanation[0]).toEqual({
    about: 'a',
    term: 'excess over the specific deductible',
    formula: '2500.00 - 2000.00 (laser)',
    result: '500.00',
    source: 'CALCULATORS.md, stop-loss, Specific',
  });
  expect(explanation.at(-1)).toMatchObject({ term: 'net to plan' });
});
