import { type Amount, amountOf } from '../money/amount.ts';
import { employerPartBy } from './contribution-split.ts';
import type { ContributionRule } from './tender.ts';

/** What one subscriber's month costs employer and employee, and what so many of them come to. */
export interface SplitCharge {
  readonly employerRate: Amount;
  readonly employer: Amount;
  readonly employee: Amount;
}

/**
 * Splits units x rate between employer and employees. The employer's part of a rate is its share rounded half up to the
 * minor unit, or its amount, at most the rate; the rest is the employee's, so that both sum to the rate. Without a rule the
 * employer bears all. Units below 0 are a correction, and split the same.
 */
export function splitCharge(units: number, rate: Amount, rule: ContributionRule | undefined): SplitCharge {
  const part = rule === undefined ? BigInt(rate) : employerPartBy(new Map([['', rule]]))('', BigInt(rate));
  const employerRate = amountOf(Number(part));
  const employer = amountOf(units * employerRate);
  return { employerRate, employer, employee: amountOf(units * rate - employer) };
}
