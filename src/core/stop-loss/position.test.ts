import { assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  aggregateTerms,
  anyContract,
  anyEnrolment,
  anyPayments,
  contract,
  day,
  enrolled,
  payment,
  position,
  specificTerms,
} from '../../../tests/contracts.ts';
import { minor } from '../../../tests/designs.ts';
import { lastDayOf } from '../calendar/month.ts';
import { formatRatio, ratioOf } from '../money/ratio.ts';
import { covers, deductibleOf } from './policy.ts';
import { stopLossPosition } from './position.ts';

const MOST = Number.MAX_SAFE_INTEGER;

describe('the position', () => {
  test('is refused where payments sum too high', () => {
    const policy = contract({ specific: specificTerms() });
    const payments = [payment('a', '2026-01-01', MOST), payment('b', '2026-01-01', -1)];
    expect(stopLossPosition(policy, [], payments)).toMatchObject({ code: 'too_large', path: 'payments' });
    expect(position(policy, [], payments.slice(0, 1)).eligible).toBe(MOST);
  });

  test('is refused where attachments sum too high', () => {
    const policy = contract({ aggregate: aggregateTerms({ factors: new Map([['employee', minor(MOST)]]) }) });
    expect(stopLossPosition(policy, enrolled(2), [])).toMatchObject({ code: 'too_large', path: 'enrolment' });
    expect(stopLossPosition(policy, enrolled(1), [])).toMatchObject({ code: 'too_large', path: 'enrolment' });
  });

  test('counts what is incurred and paid inside both windows, days inclusive', () => {
    const policy = contract({
      paid: { from: day('2026-02-01'), to: day('2027-03-31') },
      specific: specificTerms(),
    });
    const incurred = (text: string) => ({ incurred: day(text) });
    const payments = [
      payment('first', '2026-02-01', 1, incurred('2026-01-01')),
      payment('last', '2027-03-31', 2, incurred('2026-12-31')),
      payment('paid too early', '2026-01-31', 4),
      payment('paid too late', '2027-04-01', 8, incurred('2026-12-31')),
      payment('incurred too early', '2026-02-01', 16, incurred('2025-12-31')),
      payment('incurred too late', '2027-01-01', 32),
    ];
    expect(position(policy, [], payments).eligible).toBe(3);
  });

  test('of a contract with neither part counts nothing', () => {
    expect(position(contract(), [], [payment('a', '2026-01-01', 5)])).toEqual({
      eligible: 0,
      specific: undefined,
      aggregate: undefined,
      netToPlan: 0,
      notices: [],
    });
  });

  test('counts a payment once that counts for both parts, and one that counts for either', () => {
    const policy = contract({
      specific: specificTerms({ benefits: ['medical'] }),
      aggregate: aggregateTerms({ benefits: ['pharmacy'] }),
    });
    const payments = [
      payment('a', '2026-01-10', 70),
      payment('a', '2026-01-10', 5, { benefit: 'pharmacy' }),
      payment('a', '2026-01-10', 900, { benefit: 'dental' }),
    ];
    expect(position(policy, enrolled(1), payments)).toMatchObject({
      eligible: 75,
      aggregate: { eligible: 5 },
    });
  });

  test('tells of persons at half of their deductible, not of one of 0', () => {
    const policy = contract({
      specific: specificTerms({
        lasers: new Map([
          ['none', minor(0)],
          ['odd', minor(5)],
          ['twice', minor(7)],
        ]),
      }),
    });
    const payments = [
      payment('half', '2026-01-01', 500),
      payment('under', '2026-01-01', 499),
      payment('none', '2026-01-01', 5000),
      payment('odd', '2026-01-01', 2),
      payment('twice', '2026-01-01', 14),
    ];
    const { notices } = position(policy, [], payments);
    expect(notices.map(({ person, share }) => [person, formatRatio(share)])).toEqual([
      ['half', '0.5'],
      ['twice', '2'],
    ]);
  });
});

describe('run-in', () => {
  const before = { incurred: day('2025-12-01') };
  const policy = (perPerson?: number, inAll?: number) =>
    contract({
      incurred: { from: day('2025-01-01'), to: day('2026-12-31') },
      runInMaximum: {
        incurredBefore: day('2026-01-01'),
        perPerson: perPerson === undefined ? undefined : minor(perPerson),
        inAll: inAll === undefined ? undefined : minor(inAll),
      },
      specific: specificTerms({ deductible: minor(0) }),
    });
  const counted = (terms: ReturnType<typeof policy>, ...payments: ReturnType<typeof payment>[]) =>
    position(terms, [], payments).specific!.persons.map(({ person, eligible }) => `${person} ${eligible}`);

  test('counts at most its maximum per person, then in all, in order of paid day', () => {
    const payments = [
      payment('b', '2026-02-03', 80, before),
      payment('a', '2026-02-01', 60, before),
      payment('a', '2026-02-02', 60, before),
      payment('a', '2026-02-05', 500),
    ];
    expect(counted(policy(100), ...payments)).toEqual(['a 600', 'b 80']);
    expect(counted(policy(100, 130), ...payments)).toEqual(['a 600', 'b 30']);
    expect(counted(policy(undefined, 50), ...payments)).toEqual(['a 550', 'b 0']);
  });

  test('gives a refund back only where it brings the sum below the maximum', () => {
    const payments = [
      payment('a', '2026-02-01', 150, before),
      payment('a', '2026-02-02', -30, before),
      payment('a', '2026-02-03', -60, before),
    ];
    expect(counted(policy(100), ...payments.slice(0, 2))).toEqual(['a 100']);
    expect(counted(policy(100), ...payments)).toEqual(['a 60']);
  });

  test('ends on the day before `incurredBefore`', () => {
    const on = (text: string) => payment('a', '2026-02-01', 150, { incurred: day(text) });
    expect(counted(policy(100), on('2025-12-31'))).toEqual(['a 100']);
    expect(counted(policy(100), on('2026-01-01'))).toEqual(['a 150']);
  });
});

describe('for every contract', () => {
  test('the net is what counts less what is reimbursed, and no reimbursement is above its bounds', () => {
    assert(
      property(anyContract, anyEnrolment, anyPayments, (policy, enrolment, payments) => {
        const found = position(policy, enrolment, payments);
        const { specific, aggregate } = found;
        expect(found.netToPlan).toBe(
          found.eligible - (specific?.reimbursement ?? 0) - (aggregate?.reimbursement ?? 0),
        );
        for (const person of specific?.persons ?? []) {
          expect(person.deductible).toBe(deductibleOf(policy.specific!, person.person));
          expect(person.excess).toBe(Math.max(0, person.eligible - person.deductible));
          expect(person.retainedByAggregating).toBeLessThanOrEqual(person.excess);
          expect(person.reimbursement).toBeLessThanOrEqual(person.excess - person.retainedByAggregating);
          expect(person.reimbursement).toBeLessThanOrEqual(policy.specific!.maximum ?? Infinity);
          expect(Math.min(person.reimbursement, person.retainedByAggregating)).toBeGreaterThanOrEqual(0);
        }
        const retained = (specific?.persons ?? []).reduce(
          (sum, person) => sum + person.retainedByAggregating,
          0,
        );
        const excess = (specific?.persons ?? []).reduce((sum, person) => sum + person.excess, 0);
        if (specific !== undefined) {
          expect(retained).toBe(Math.min(policy.specific!.aggregatingDeductible, excess));
          expect(specific.reimbursement).toBe(
            specific.persons.reduce((sum, person) => sum + person.reimbursement, 0),
          );
        }
        if (aggregate !== undefined) {
          expect(aggregate.reimbursement).toBeLessThanOrEqual(aggregate.excess);
          expect(aggregate.reimbursement).toBeLessThanOrEqual(policy.aggregate!.maximum ?? Infinity);
          expect(aggregate.trueUp).toBe(aggregate.reimbursement - aggregate.advanced);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('months sum to the year up to the last enrolled one, and cumulatives to their months', () => {
    assert(
      property(anyContract, anyEnrolment, anyPayments, (policy, enrolment, payments) => {
        const { aggregate } = position(policy, enrolment, payments);
        if (aggregate === undefined) return;
        const last = enrolment.at(-1)?.month;
        const upToLast = payments.filter(({ paid }) => last !== undefined && paid <= lastDayOf(last));
        let [attachment, eligible, advanced] = [0, 0, 0];
        for (const month of aggregate.months) {
          attachment += month.attachment;
          eligible += month.eligible;
          advanced += month.accommodation;
          expect([month.cumulativeAttachment, month.cumulativeEligible]).toEqual([attachment, eligible]);
          expect(month.accommodation).toBeGreaterThanOrEqual(0);
        }
        expect(eligible).toBe(position(policy, [], upToLast).aggregate!.eligible);
        expect(aggregate.advanced).toBe(advanced);
        if (policy.aggregate!.period === 'monthly') {
          expect([aggregate.advanced, aggregate.minimumAttachment]).toEqual([0, 0]);
          expect(aggregate.annualAttachment).toBe(attachment);
        } else expect(aggregate.annualAttachment).toBeGreaterThanOrEqual(aggregate.minimumAttachment);
      }),
      { numRuns: 1000 },
    );
  });

  test('the order in which payments of different days are given does not matter', () => {
    assert(
      property(anyContract, anyEnrolment, anyPayments, (policy, enrolment, payments) => {
        const days = new Set<number>();
        const apart = payments.filter(({ paid }) => !days.has(paid) && days.add(paid));
        const expected = position(policy, enrolment, apart);
        expect(position(policy, enrolment, [...apart].reverse())).toEqual(expected);
        const byAmount = [...apart].sort((a, b) => a.amount - b.amount);
        expect(position(policy, enrolment, byAmount)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('a person’s payments of one day may be split', () => {
    assert(
      property(anyContract, anyEnrolment, anyPayments, (policy, enrolment, payments) => {
        const positive = payments.map((one) => ({ ...one, amount: minor(Math.abs(one.amount)) }));
        const split = positive.flatMap((one) => {
          const part = Math.floor(one.amount / 3);
          return [
            { ...one, amount: minor(part) },
            { ...one, amount: minor(one.amount - part) },
          ];
        });
        const [whole, parts] = [position(policy, enrolment, positive), position(policy, enrolment, split)];
        expect(parts.specific).toEqual(whole.specific);
        expect(parts.aggregate).toEqual(whole.aggregate);
      }),
      { numRuns: 500 },
    );
  });
});

test('a part without named benefits covers all of them', () => {
  expect([covers(undefined, 'dental'), covers([], 'dental'), covers(['dental'], 'dental')]).toEqual([
    true,
    false,
    true,
  ]);
});

test('half of a share is rounded up to the minor unit', () => {
  const policy = contract({
    specific: specificTerms({ deductible: minor(0), reimbursement: ratioOf(1, 2) }),
  });
  expect(position(policy, [], [payment('a', '2026-01-01', 5)]).specific!.reimbursement).toBe(3);
});
