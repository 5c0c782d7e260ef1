// Stop-loss contracts, enrolment and payments for tests: plain ones to build examples on, arbitrary ones for properties.
import { type Arbitrary, array, boolean, constantFrom, integer, option, record } from 'fast-check';
import { type Day, dayOf, parseDay } from '../src/core/calendar/day.ts';
import { type Month, parseMonth } from '../src/core/calendar/month.ts';
import { ratioOf } from '../src/core/money/ratio.ts';
import { isRefusal } from '../src/core/refusal.ts';
import type {
  AggregateTerms,
  EnrolmentMonth,
  Payment,
  SpecificTerms,
  StopLossPolicy,
} from '../src/core/stop-loss/policy.ts';
import { type StopLossPosition, stopLossPosition } from '../src/core/stop-loss/position.ts';
import { minor } from './designs.ts';

/** A day from its text. */
export function day(text: string): Day {
  return parseDay(text) as Day;
}

const YEAR = { from: day('2026-01-01'), to: day('2026-12-31') };

/** A specific contract over 1,000 a person; changed as given. */
export function specificTerms(changes: Partial<SpecificTerms> = {}): SpecificTerms {
  return {
    deductible: minor(1000),
    reimbursement: ratioOf(1),
    aggregatingDeductible: minor(0),
    lasers: new Map(),
    ...changes,
  };
}

/** An annual aggregate contract of 100 an employee and month; changed as given. */
export function aggregateTerms(changes: Partial<AggregateTerms> = {}): AggregateTerms {
  return {
    factors: new Map([['employee', minor(100)]]),
    period: 'annual',
    annualBasis: 'months',
    annualDiscount: ratioOf(0),
    lasersInAggregate: 'base',
    reimbursement: ratioOf(1),
    accommodation: false,
    ...changes,
  };
}

/** A contract of the calendar year 2026; changed as given. */
export function contract(changes: Partial<StopLossPolicy> = {}): StopLossPolicy {
  return { incurred: YEAR, paid: YEAR, ...changes };
}

/** A payment on a day for what was incurred on it; changed as given. */
export function payment(
  person: string,
  paid: string,
  amount: number,
  changes: Partial<Payment> = {},
): Payment {
  return {
    person,
    incurred: day(paid),
    paid: day(paid),
    amount: minor(amount),
    benefit: 'medical',
    ...changes,
  };
}

/** Months of so many employees from January 2026 on. */
export function enrolled(...units: number[]): EnrolmentMonth[] {
  const january = parseMonth('2026-01')!;
  return units.map((count, index) => ({
    month: (january + index) as Month,
    units: new Map([['employee', count]]),
  }));
}

/** The position; one that is refused is a bug of the test. */
export function position(
  policy: StopLossPolicy,
  enrolment: readonly EnrolmentMonth[],
  payments: readonly Payment[],
): StopLossPosition {
  const found = stopLossPosition(policy, enrolment, payments);
  if (isRefusal(found)) throw new Error(`${found.path}: ${found.expected}`);
  return found;
}

const shares = constantFrom(ratioOf(1), ratioOf(9, 10), ratioOf(1, 3), ratioOf(0));
const some = (most: number) => integer({ min: 0, max: most }).map(minor);
const benefits = option(constantFrom(['medical'], ['medical', 'pharmacy'], ['pharmacy']), { nil: undefined });

const anySpecific: Arbitrary<SpecificTerms> = record({
  deductible: some(1000),
  benefits,
  reimbursement: shares,
  maximum: option(some(2000), { nil: undefined }),
  aggregatingDeductible: some(800),
  lasers: array(record({ person: constantFrom('a', 'b', 'c'), deductible: some(2000) }), {
    maxLength: 2,
  }).map((lasers) => new Map(lasers.map(({ person, deductible }) => [person, deductible]))),
});

const anyAggregate: Arbitrary<AggregateTerms> = record({
  factors: some(200).map((factor) => new Map([['employee', factor]])),
  benefits,
  period: constantFrom('annual', 'monthly'),
  annualBasis: constantFrom('months', 'first-month'),
  annualDiscount: constantFrom(ratioOf(0), ratioOf(1, 20)),
  minimumAmount: option(some(3000), { nil: undefined }),
  minimumShareOfFirstMonthTimes12: option(constantFrom(ratioOf(95, 100)), { nil: undefined }),
  lasersInAggregate: constantFrom('base', 'laser'),
  reimbursement: shares,
  maximum: option(some(2000), { nil: undefined }),
  accommodation: boolean(),
});

/** Contracts of every shape, over 12/12, 12/15 or 24/12, with and without a run-in maximum. */
export const anyContract: Arbitrary<StopLossPolicy> = record({
  incurred: constantFrom(YEAR, { from: day('2025-01-01'), to: YEAR.to }),
  paid: constantFrom(YEAR, { from: YEAR.from, to: day('2027-03-31') }),
  runInMaximum: option(
    record({
      perPerson: option(some(500), { nil: undefined }),
      inAll: option(some(800), { nil: undefined }),
      incurredBefore: constantFrom(YEAR.from, day('2026-03-01')),
    }),
    { nil: undefined },
  ),
  specific: option(anySpecific, { nil: undefined }),
  aggregate: option(anyAggregate, { nil: undefined }),
});

/** Up to twelve months of employees. */
export const anyEnrolment: Arbitrary<EnrolmentMonth[]> = array(integer({ min: 0, max: 10 }), {
  maxLength: 12,
}).map((units) => enrolled(...units));

/** Payments and refunds of four persons, inside and outside the windows. */
export const anyPayments: Arbitrary<Payment[]> = array(
  record({
    person: constantFrom('a', 'b', 'c', 'd'),
    incurred: integer({ min: dayOf(2024, 11, 1)!, max: dayOf(2027, 1, 31)! }).map((at) => at as Day),
    paid: integer({ min: dayOf(2025, 12, 1)!, max: dayOf(2027, 5, 31)! }).map((at) => at as Day),
    amount: integer({ min: -800, max: 1500 }).map(minor),
    benefit: constantFrom('medical', 'pharmacy'),
  }),
  { maxLength: 25 },
);
