import { describe, expect, test } from 'vitest';
import {
  aggregateTerms,
  contract,
  day,
  enrolled,
  payment,
  position,
  specificTerms,
} from '../../../tests/contracts.ts';
import { minor } from '../../../tests/designs.ts';
import type { Month } from '../calendar/month.ts';
import { ratioOf } from '../money/ratio.ts';
import { attachmentsOf } from './attachment.ts';
import type { AggregateTerms, EnrolmentMonth, Payment } from './policy.ts';

const group = (terms: Partial<AggregateTerms>, enrolment: EnrolmentMonth[], ...payments: Payment[]) =>
  position(contract({ aggregate: aggregateTerms(terms) }), enrolment, payments).aggregate!;

describe('attachments', () => {
  test.each([
    ['the sum of the months', {}, { annual: 600, minimum: 0 }],
    ['the first month x 12', { annualBasis: 'first-month' }, { annual: 3600, minimum: 0 }],
    ['less a discount, rounded half up', { annualDiscount: ratioOf(1, 400) }, { annual: 598, minimum: 0 }],
    ['at least an amount', { minimumAmount: minor(700) }, { annual: 700, minimum: 700 }],
    [
      'at least a share of the first month x 12',
      { minimumAmount: minor(700), minimumShareOfFirstMonthTimes12: ratioOf(95, 100) },
      { annual: 3420, minimum: 3420 },
    ],
    [
      'the sum of the months alone, where months stand alone',
      {
        period: 'monthly',
        minimumAmount: minor(700),
        annualDiscount: ratioOf(1, 2),
        annualBasis: 'first-month',
      },
      { annual: 600, minimum: 0 },
    ],
  ] as const)('are %s', (_what, terms, expected) => {
    const found = attachmentsOf(aggregateTerms(terms as Partial<AggregateTerms>), enrolled(3, 2, 1));
    expect(found).toEqual({ months: [300, 200, 100], ...expected });
  });

  test('of nobody enrolled are the minimum', () => {
    expect(attachmentsOf(aggregateTerms({ minimumAmount: minor(5) }), [])).toEqual({
      months: [],
      annual: 5,
      minimum: 5,
    });
  });

  test('sum tiers, each by its factor', () => {
    const factors = new Map([
      ['employee', minor(100)],
      ['family', minor(250)],
    ]);
    const units = new Map([
      ['family', 2],
      ['employee', 3],
    ]);
    const month = { month: 672 as Month, units };
    expect(attachmentsOf(aggregateTerms({ factors }), [month])).toMatchObject({ months: [800] });
  });
});

describe('aggregate stop-loss', () => {
  test('a month takes what was paid since the month before it in the list', () => {
    const enrolment = enrolled(1, 1, 1, 1).filter((_, index) => index !== 1);
    const { months, eligible } = group(
      {},
      enrolment,
      payment('a', '2026-01-31', 1),
      payment('a', '2026-02-01', 2),
      payment('a', '2026-03-31', 4),
      payment('a', '2026-04-01', 8),
      payment('a', '2026-05-01', 16),
    );
    expect(months.map((month) => month.eligible)).toEqual([1, 6, 8]);
    expect(eligible).toBe(31);
  });

  test('counts a person up to the specific deductible, other benefits in full', () => {
    const policy = contract({
      specific: specificTerms({
        benefits: ['medical'],
        lasers: new Map([
          ['low', minor(300)],
          ['high', minor(1500)],
        ]),
      }),
      aggregate: aggregateTerms(),
    });
    const payments = [
      payment('a', '2026-01-01', 1200),
      payment('a', '2026-01-01', 40, { benefit: 'pharmacy' }),
      payment('low', '2026-01-01', 500),
      payment('high', '2026-01-01', 1700),
    ];
    expect(position(policy, enrolled(1), payments).aggregate!.eligible).toBe(1000 + 40 + 300 + 1000);
    const laser = { ...policy, aggregate: aggregateTerms({ lasersInAggregate: 'laser' }) };
    expect(position(laser, enrolled(1), payments).aggregate!.eligible).toBe(1000 + 40 + 300 + 1500);
  });

  test('reimburses a share of the excess, at most the maximum', () => {
    const terms = { reimbursement: ratioOf(1, 2), maximum: minor(300) };
    expect(group(terms, enrolled(1), payment('a', '2026-01-01', 305))).toMatchObject({
      excess: 205,
      reimbursement: 103,
    });
    expect(group(terms, enrolled(1), payment('a', '2026-01-01', 1000))).toMatchObject({
      excess: 900,
      reimbursement: 300,
    });
  });

  test('advances month by month what is over, and trues up at the end', () => {
    const found = group(
      { accommodation: true, minimumAmount: minor(2400) },
      enrolled(3, 3, 3),
      payment('a', '2026-01-15', 500),
      payment('a', '2026-02-15', 500),
      payment('a', '2026-03-15', -400),
    );
    // Over the larger of 300, 600, 900 and 200, 400, 600: 200, then 400 - 200, then nothing.
    expect(found.months.map((month) => month.accommodation)).toEqual([200, 200, 0]);
    expect(found).toMatchObject({ advanced: 400, reimbursement: 0, trueUp: -400, annualAttachment: 2400 });
  });

  test('stands month by month with a monthly period, nothing carried over', () => {
    const found = group(
      { period: 'monthly', accommodation: true, reimbursement: ratioOf(1, 2) },
      enrolled(1, 1, 1),
      payment('a', '2026-01-15', 105),
      payment('a', '2026-02-15', 10),
      payment('a', '2026-03-15', 103),
      payment('a', '2026-04-15', 5000),
    );
    // Halves of 5 and 3, each rounded up; April is not enrolled.
    expect(found).toMatchObject({ excess: 8, reimbursement: 5, advanced: 0, trueUp: 5, eligible: 5218 });
  });

  test('what is paid after the last enrolled month counts in the year alone', () => {
    const policy = contract({
      paid: { from: day('2026-01-01'), to: day('2027-03-31') },
      aggregate: aggregateTerms({ accommodation: true }),
    });
    const late = payment('a', '2027-02-01', 900, { incurred: day('2026-12-01') });
    expect(position(policy, enrolled(1, 1), [late]).aggregate).toMatchObject({
      months: [{ eligible: 0 }, { eligible: 0 }],
      eligible: 900,
      excess: 700,
      advanced: 0,
      trueUp: 700,
    });
  });
});
