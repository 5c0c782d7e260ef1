// How tenders are refused, what may be left out, and what the explanation says.
import { describe, expect, test } from 'vitest';
import { compareTender } from '../../src/app/compare.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import * as rows from '../calculators/changes.ts';
import { changed, NOTHING, type Refused } from '../calculators/changes.ts';
import { answered } from '../tenders.ts';

const stopLoss = {
  commissionIncluded: false,
  administration: [{ upTo: 10, perEmployeePerMonth: '40.00' }, { perEmployeePerMonth: '30.00' }],
  stopLossPremiumPerEmployeePerMonth: {
    specific: { employee: '70.00', family: '150.00' },
    aggregate: '10.00',
  },
  attachmentMultiplier: '1.25',
};

const document = {
  currency: 'USD',
  planYearFrom: '2027-01',
  group: { enrolment: { employee: 3, family: 2 }, eligibleEmployees: 8, waivedWithOtherCoverage: 1 },
  expectedClaimsPerEmployeePerMonth: { employee: '500.00', family: '1200.00' },
  goodYearClaimsShare: '0.8',
  contributions: { employee: { employerShare: '0.80' }, family: { employerAmountPerMonth: '600.00' } },
  returnsTo: 'employer',
  commission: { share: '0.03' },
  bids: [
    {
      name: 'insurer',
      form: 'fully-insured',
      ratesPerMonth: { employee: '600.00', family: '1400.00' },
      commissionIncluded: true,
      volumeDiscounts: [{ upTo: 10, discount: '0' }, { discount: '0.02' }],
      rateGuarantee: { months: 18, renewalCap: '0.09' },
      minimumParticipation: { share: '0.50', employees: 3 },
    },
    { name: 'level', form: 'level-funded', ...stopLoss, returnedShare: '0.50', runOutMonths: 3 },
    { name: 'self', form: 'self-funded', ...stopLoss, lasersAboveDeductible: '100.00' },
    {
      name: 'pool',
      form: 'pool',
      ratesPerMonth: { employee: '550.00', family: '1300.00' },
      administration: [{ perEmployeePerMonth: '30.00' }],
      employeesInPool: 99,
      assessmentMostShare: '0.10',
      commissionIncluded: true,
    },
  ],
  rise: {
    bid: 'insurer',
    pool: 'pool',
    currentRatesPerMonth: { employee: '500.00', family: '1200.00' },
    benefitFactor: '0.90',
  },
};

const table: readonly Refused[] = [
  ...rows
    .objectRows(
      '',
      'group',
      'contributions.employee',
      'commission',
      'bids[0]',
      'bids[1].stopLossPremiumPerEmployeePerMonth',
      'rise',
    )
    .concat(
      rows.objectRows('bids[0].volumeDiscounts[0]', 'bids[0].rateGuarantee', 'bids[0].minimumParticipation'),
    )
    .filter(([, at, value]) => at !== '' || value !== null),
  ...rows.missingRows(
    ...['currency', 'planYearFrom', 'group', 'group.enrolment', 'group.eligibleEmployees'],
    ...['expectedClaimsPerEmployeePerMonth', 'contributions', 'bids'],
    ...['name', 'form', 'commissionIncluded', 'ratesPerMonth'].map((name) => `bids[0].${name}`),
    ...['bids[0].volumeDiscounts[0].discount', 'bids[0].rateGuarantee.months'],
    ...['administration', 'stopLossPremiumPerEmployeePerMonth', 'attachmentMultiplier'].map(
      (name) => `bids[1].${name}`,
    ),
    ...['specific', 'aggregate'].map((name) => `bids[2].stopLossPremiumPerEmployeePerMonth.${name}`),
    ...['bids[1].returnedShare', 'bids[1].runOutMonths', 'bids[1].administration[0].perEmployeePerMonth'],
    ...['employeesInPool', 'assessmentMostShare', 'administration'].map((name) => `bids[3].${name}`),
    ...['rise.bid', 'rise.currentRatesPerMonth', 'rise.benefitFactor'],
    // A tier that is missing is named.
    ...['expectedClaimsPerEmployeePerMonth.family', 'contributions.family', 'bids[0].ratesPerMonth.family'],
    ...['bids[1].stopLossPremiumPerEmployeePerMonth.specific.employee', 'bids[3].ratesPerMonth.employee'],
    'rise.currentRatesPerMonth.family',
  ),
  ...rows.amountRows(
    ...['expectedClaimsPerEmployeePerMonth.family', 'contributions.family.employerAmountPerMonth'],
    ...['bids[0].ratesPerMonth.family', 'bids[1].administration[0].perEmployeePerMonth'],
    ...[
      'bids[1].stopLossPremiumPerEmployeePerMonth.specific.family',
      'bids[1].stopLossPremiumPerEmployeePerMonth.aggregate',
    ],
    ...['bids[2].lasersAboveDeductible', 'rise.currentRatesPerMonth.family'],
  ),
  ...rows.ratioRows(
    'at most 1',
    ...[
      'goodYearClaimsShare',
      'contributions.employee.employerShare',
      'commission.share',
      'rise.benefitFactor',
    ],
    ...['bids[0].volumeDiscounts[0].discount', 'bids[0].minimumParticipation.share', 'bids[1].returnedShare'],
  ),
  ...rows.ratioRows(
    'unbounded',
    'bids[0].rateGuarantee.renewalCap',
    'bids[1].attachmentMultiplier',
    'bids[3].assessmentMostShare',
  ),
  ...rows.choiceRows('currency', 'returnsTo', 'bids[0].form', 'bids[0].commissionIncluded'),
  ...rows.listRows('bids', 'bids[0].volumeDiscounts', 'bids[1].administration'),
  ...rows.textRows('bids[0].name', 'rise.bid', 'rise.pool'),
  ['a month does not exist', 'planYearFrom', '2027-13', 'no_such_day'],
  ['a month is a day', 'planYearFrom', '2027-01-01', 'wrong_type'],
  ['employees are broken', 'group.enrolment.family', 1.5, 'wrong_type'],
  ['employees are negative', 'group.enrolment.family', -1, 'out_of_range'],
  ['nobody is enrolled', 'group.enrolment', { employee: 0, family: 0 }, 'undefined_result'],
  ['there is no tier', 'group.enrolment', {}, 'undefined_result'],
  ['more are enrolled than eligible', 'group.eligibleEmployees', 4, 'inconsistent'],
  ['more are enrolled or covered elsewhere than eligible', 'group.eligibleEmployees', 5, 'inconsistent'],
  ['there is no bid', 'bids', [], 'undefined_result'],
  ['a bid is of a tier that nobody can be in', 'bids[0].ratesPerMonth.retiree', '1.00', 'unknown_reference'],
  ['a rule is of such a tier', 'contributions.retiree', { employerShare: '1' }, 'unknown_reference'],
  [
    'a rule is both',
    'contributions.employee.employerAmountPerMonth',
    '1.00',
    'inconsistent',
    'contributions.employee',
  ],
  [
    'a rule is neither',
    'contributions.employee',
    {},
    'missing_field',
    'contributions.employee.employerShare',
  ],
  ['a commission is both', 'commission.perEmployeePerMonth', '1.00', 'inconsistent', 'commission'],
  ['a commission is neither', 'commission', {}, 'missing_field', 'commission.share'],
  ['a commission is all of the price', 'commission.share', '1', 'out_of_range'],
  ['a commission that a bid leaves out is not said', 'commission', NOTHING, 'missing_field'],
  ['a field is another form’s', 'bids[0].returnedShare', '0.5', 'unknown_field'],
  ['a guarantee is shorter than the year', 'bids[0].rateGuarantee.months', 11, 'out_of_range'],
  ['a guarantee is no whole number of months', 'bids[0].rateGuarantee.months', '18', 'wrong_type'],
  ['an attachment is below what is expected', 'bids[2].attachmentMultiplier', '0.9999', 'out_of_range'],
  ['a run-out is longer than ten years', 'bids[1].runOutMonths', 121, 'out_of_range'],
  ['a band is of nobody', 'bids[0].volumeDiscounts[0].upTo', 0, 'out_of_range'],
  [
    'discounts do not ascend',
    'bids[0].volumeDiscounts',
    [
      { upTo: 9, discount: 0 },
      { upTo: 9, discount: 0 },
    ],
    'inconsistent',
    'bids[0].volumeDiscounts[1].upTo',
  ],
  ['fees do not ascend', 'bids[1].administration[1].upTo', 9, 'inconsistent'],
  [
    'no discount band holds the group',
    'bids[0].volumeDiscounts',
    [{ upTo: 4, discount: 0 }],
    'undefined_result',
  ],
  [
    'no fee holds the group',
    'bids[3].administration',
    [{ upTo: 100, perEmployeePerMonth: '1' }],
    'undefined_result',
  ],
  ['there is no fee at all', 'bids[3].administration', [], 'undefined_result'],
  ['two bids have one name', 'bids[1].name', 'insurer', 'inconsistent'],
  ['the rise is of a bid that is none', 'rise.bid', 'other', 'unknown_reference'],
  ['the rise is of the pool', 'rise.bid', 'pool', 'inconsistent'],
  ['the pool is an insurer', 'rise.pool', 'insurer', 'inconsistent'],
  ['a year is beyond 2^53 - 1', 'bids[0].ratesPerMonth.family', '90071992547409.91', 'too_large', 'bids[0]'],
  [
    'claims are beyond it',
    'expectedClaimsPerEmployeePerMonth.family',
    '90071992547409.91',
    'too_large',
    'expectedClaimsPerEmployeePerMonth',
  ],
  ['the document is a text', '', 'document', 'wrong_type'],
];

function refusal(tender: unknown): { code: string; path: string } | undefined {
  const found = compareTender(JSON.stringify(tender), false);
  return isRefusal(found) ? { code: found.code, path: found.path } : undefined;
}

describe('a tender is refused where', () => {
  test.each(rows.named(table))('$why', ({ at, value, code, path }) => {
    expect(refusal(changed(document, at, value))).toEqual({ code, path });
  });

  test('it is no JSON', () => {
    expect(compareTender('{', false)).toMatchObject({ code: 'wrong_type', path: '' });
    expect(compareTender(`\uFEFF${JSON.stringify(document)}`, false)).not.toHaveProperty('refused');
  });
});

test.each([
  ...['group.waivedWithOtherCoverage', 'goodYearClaimsShare', 'returnsTo', 'rise', 'rise.pool'],
  ...[
    'volumeDiscounts',
    'rateGuarantee',
    'rateGuarantee.renewalCap',
    'minimumParticipation',
    'minimumParticipation.share',
  ].map((name) => `bids[0].${name}`),
  ...['bids[0].minimumParticipation.employees', 'bids[2].lasersAboveDeductible'],
])('%s may be missing', (at) => {
  expect(refusal(changed(document, at, NOTHING))).toBeUndefined();
});

test('a commission may be missing where every bid includes it', () => {
  const included = { ...document, bids: document.bids.map((bid) => ({ ...bid, commissionIncluded: true })) };
  expect(refusal(changed(included, 'commission', NOTHING))).toBeUndefined();
});

test('--explain adds steps, filled, and changes nothing else', () => {
  const { explanation, ...explained } = answered(compareTender(JSON.stringify(document), true));
  expect(explained).toEqual(compareTender(JSON.stringify(document), false));
  for (const step of explanation!) {
    expect(Object.keys(step)).toEqual(['about', 'term', 'formula', 'result', 'source']);
    for (const text of Object.values(step)) expect(text).not.toMatch(/^$|NaN|undefined|Infinity|\[object/);
  }
  const found = (about: string, term: string) =>
    explanation!.find((step) => step.about === about && step.term === term);
  expect(found('level', 'fixed cost a month, family')).toMatchObject({
    formula: 'administration 40.00 + specific 150.00 + aggregate 10.00',
    result: '200.00',
  });
  expect(found('level', 'commission left out, family')).toMatchObject({
    formula: '200.00 / (1 - 0.03) = 206.19; less 200.00',
    result: '6.19',
  });
  expect(found('level', 'expected year, of it the employer')!.formula).toMatch(
    /^paid in [\d.]+ - [\d.]+ that comes back$/,
  );
  expect(found('self', 'worst year, of it the employer')!.formula).toMatch(
    /^paid in [\d.]+ \+ [\d.]+ over the fund$/,
  );
  expect(found('pool', 'worst year, of it the employer')!.formula).toMatch(
    /^paid in [\d.]+ \+ [\d.]+ assessed$/,
  );
  expect(found('plan-is-cut', 'out of pocket')!.result).toBe('4680.00');
});
