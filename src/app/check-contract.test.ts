import { describe, expect, test } from 'vitest';
import { changed, NOTHING } from '../../tests/calculators/changes.ts';
import { isRefusal } from '../core/refusal.ts';
import { checkContract } from './check-contract.ts';

const year = { from: '2026-01-01', to: '2026-12-31' };
const months = Array.from({ length: 12 }, (_, index) => ({
  month: `2026-${String(index + 1).padStart(2, '0')}`,
  employee: 100,
}));

/** Attaches at 100 x 12 x 1,000.00 = 1,200,000.00 in the aggregate. */
const contract = {
  currency: 'USD',
  jurisdiction: 'US-NY',
  day: '2026-06-30',
  employees: 100,
  members: 240,
  expectedClaims: '1000000.00',
  policy: {
    incurred: year,
    paid: year,
    specific: { deductible: '40000.00', lasers: [{ person: 'p', deductible: '40000.01' }] },
    aggregate: { factors: { employee: '1000.00' }, period: 'annual' },
  },
  enrolment: months,
};

const lossRatio = {
  currency: 'USD',
  jurisdiction: 'US-RI',
  day: '2026-06-30',
  line: 'property-casualty',
  incurredClaims: '550.00',
  lossAdjustmentExpense: '49.99',
  earnedPremium: '1000.00',
};

function answered(document: object) {
  const check = checkContract(JSON.stringify(document));
  if (isRefusal(check)) throw new Error(`${check.code} ${check.path}`);
  return check;
}

const lines = (document: object) =>
  answered(document).findings.map(
    ({ term, required, actual, isKept }) => `${term} ${actual}, ${required}: ${isKept ? 'kept' : 'broken'}`,
  );

const refusal = (document: object) => {
  const check = checkContract(JSON.stringify(document));
  return isRefusal(check) ? [check.code, check.path] : [];
};

describe('a stop-loss contract', () => {
  test('of New York attaches no higher than its shares of expected claims, a laser neither', () => {
    expect(lines(contract)).toEqual([
      'specific deductible 40000.00, at most 40000.00: kept',
      'laser of p 40000.01, at most 40000.00: broken',
      'annual aggregate attachment 1200000.00, at most 1250000.00: kept',
    ]);
    const [, laser] = answered(contract).findings;
    expect(laser).toMatchObject({
      rule: 'specific-most-of-expected',
      due: expect.stringContaining('waiver'),
      citation: 'New York Insurance Law § 4707(a)(2)',
      address: expect.stringMatching(/4707$/),
      verified: true,
    });
    expect(answered(contract).isKept).toBe(false);
    expect(answered(changed(contract, 'policy.specific.lasers', [])).isKept).toBe(true);
  });

  test('of New York has both parts', () => {
    const without = changed(changed(contract, 'policy.specific', NOTHING), 'policy.aggregate', NOTHING);
    expect(lines(without)).toEqual([
      'specific stop-loss none, at most 40000.00: broken',
      'aggregate stop-loss none, at most 1250000.00: broken',
    ]);
  });

  const arkansas = { ...contract, jurisdiction: 'US-AR', employees: 50, members: 301 };

  test('of a small group in Arkansas had three bounds until 27 July 2021, and has one since', () => {
    expect(lines({ ...arkansas, day: '2021-07-27' })).toEqual([
      'specific deductible 40000.00, at least 20000.00: kept',
      'annual aggregate attachment 1200000.00, at least 1204000.00: broken',
      'annual aggregate attachment 1200000.00, at least 1200000.00: kept',
      'annual aggregate attachment 1200000.00, at least 20000.00: kept',
    ]);
    expect(lines({ ...arkansas, day: '2021-07-28' })).toEqual([
      'specific deductible 40000.00, at least 20000.00: kept',
      'annual aggregate attachment 1200000.00, at least 1200000.00: kept',
    ]);
    expect(lines({ ...arkansas, employees: 51 })[1]).toContain('at least 1100000.00: kept');
  });

  test('of Arkansas or Rhode Island need not have a part, and may not attach it lower', () => {
    const low = changed({ ...contract, jurisdiction: 'US-RI' }, 'policy.specific.deductible', '19999.99');
    expect(lines(low)).toEqual([
      'specific deductible 19999.99, at least 20000.00: broken',
      'annual aggregate attachment 1200000.00, at least 1200000.00: kept',
    ]);
    const without = changed({ ...arkansas, day: '2026-01-01' }, 'policy.specific', NOTHING);
    expect(lines(without)).toHaveLength(1);
  });

  test('of Washington had to attach at 125 % at most until 23 September 2022, and is free since', () => {
    const washington = { ...contract, jurisdiction: 'US-WA', expectedClaims: '960000.00' };
    expect(lines({ ...washington, day: '2022-09-23' })).toEqual([
      'annual aggregate attachment 1200000.00, at most 1200000.00: kept',
    ]);
    const higher = { ...washington, expectedClaims: '959999.99', day: '2022-09-23' };
    expect(answered(higher)).toMatchObject({ isKept: false, findings: [{ citation: /200-110-040/ }] });
    expect(answered({ ...higher, day: '2022-09-24' })).toMatchObject({ isKept: true, findings: [] });
  });

  test.each([
    ['no rules on contracts there', { jurisdiction: 'US-OH' }, ['unknown_reference', 'jurisdiction']],
    ['an unknown place', { jurisdiction: 'XX' }, ['unknown_reference', 'jurisdiction']],
    ['a day before the first rule', { day: '1994-12-31' }, ['out_of_range', 'day']],
    [
      'amounts of law in another currency',
      { jurisdiction: 'US-RI', currency: 'EUR' },
      ['inconsistent', 'currency'],
    ],
    ['no expected claims', { expectedClaims: '0.00' }, ['undefined_result', 'expectedClaims']],
    ['no enrolment for its aggregate', { enrolment: undefined }, ['missing_field', 'enrolment']],
    ['less than a year of enrolment', { enrolment: months.slice(1) }, ['inconsistent', 'enrolment']],
    [
      'a month twice',
      { enrolment: [...months.slice(1), months[1]] },
      ['inconsistent', 'enrolment[11].month'],
    ],
    [
      'a tier without a factor',
      { enrolment: [...months.slice(1), { month: '2026-01', family: 1 }] },
      ['unknown_reference', 'enrolment[11].family'],
    ],
    ['another field', { extra: 1 }, ['unknown_field', 'extra']],
    ['employees broken', { employees: 1.5 }, ['wrong_type', 'employees']],
    [
      'a negative deductible',
      { policy: { ...contract.policy, specific: { deductible: '-1' } } },
      ['out_of_range', 'policy.specific.deductible'],
    ],
  ])('is refused with %s', (_why, changes, expected) => {
    expect(refusal({ ...contract, ...changes })).toEqual(expected);
  });

  test('by its first month needs no more than that', () => {
    const first = changed(contract, 'policy.aggregate.annualBasis', 'first-month');
    expect(lines({ ...first, enrolment: months.slice(0, 1) })[2]).toContain('attachment 1200000.00');
    expect(refusal({ ...first, enrolment: [] })).toEqual(['inconsistent', 'enrolment']);
  });
});

describe('a loss ratio', () => {
  test('below the least one of its line is told what is due', () => {
    expect(answered(lossRatio).findings).toMatchObject([
      {
        term: 'loss ratio',
        required: 'at least 0.6',
        actual: '0.59999',
        isKept: false,
        due: 'approval by the department and an explanation',
      },
    ]);
    expect(answered({ ...lossRatio, lossAdjustmentExpense: '50.00' }).isKept).toBe(true);
  });

  test('is held against least ratio and band, each with its citation', () => {
    const health = { ...lossRatio, jurisdiction: 'US', line: 'health-large-group' };
    expect(lines({ ...health, incurredClaims: '1100.01', lossAdjustmentExpense: '0' })).toEqual([
      'loss ratio 1.10001, at least 0.85: kept',
      'loss ratio 1.10001, 0.6 to 1.1: broken',
    ]);
    expect(answered(health).findings.map(({ due }) => due)).toEqual([
      expect.stringMatching(/^a rebate/),
      'an explanation',
    ]);
  });

  test.each([
    ['a line without a rule', { line: 'marine' }, ['unknown_reference', 'line']],
    ['a place without a rule', { jurisdiction: 'US-WA' }, ['unknown_reference', 'line']],
    ['a day before the first rule', { day: '2010-12-31' }, ['out_of_range', 'day']],
    ['no premium', { earnedPremium: '0' }, ['undefined_result', 'earnedPremium']],
    ['another field', { extra: 1 }, ['unknown_field', 'extra']],
  ])('is refused with %s', (_why, changes, expected) => {
    expect(refusal({ ...lossRatio, ...changes })).toEqual(expected);
  });
});

test('what is neither is refused, and what is no document', () => {
  expect(refusal({ currency: 'USD' })).toEqual(['missing_field', 'policy']);
  expect(refusal([])).toEqual(['wrong_type', '']);
  expect(checkContract('{')).toMatchObject({ code: 'wrong_type', path: '' });
});
