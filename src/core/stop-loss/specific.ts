import type { Amount } from '../money/amount.ts';
import { productHalfUp } from '../money/rounding.ts';
import type { CountedPayment } from './eligible.ts';
import { deductibleOf, ORDINARY_PERSONS, type SpecificTerms } from './policy.ts';

/** One person against the specific deductible. */
export interface SpecificPerson {
  readonly person: string;
  readonly eligible: Amount;
  readonly deductible: Amount;
  readonly excess: Amount;
  readonly retainedByAggregating: Amount;
  readonly reimbursement: Amount;
}

/** Specific stop-loss: every named person with a payment that counts, by name, and what is recoverable for all. */
export interface SpecificPosition {
  readonly persons: readonly SpecificPerson[];
  readonly reimbursement: Amount;
}

interface Running {
  readonly person: string;
  readonly deductible: Amount;
  eligible: number;
  passedOn: number | undefined;
}

/**
 * Excess over the person's deductible, less what is left of the aggregating deductible, times the reimbursement share
 * (half up), at most the maximum per person. Whole excesses take the aggregating deductible in order of the paid day
 * on which the person first passed the deductible, then by person. Source: CALCULATORS.md, stop-loss, Specific.
 */
export function specificPosition(terms: SpecificTerms, counted: readonly CountedPayment[]): SpecificPosition {
  const running = runningByPerson(terms, counted);
  const retained = retainedByPerson(terms, running);
  const persons = running.map(({ person, eligible, deductible }): SpecificPerson => {
    const excess = Math.max(0, eligible - deductible);
    const kept = retained.get(person) ?? 0;
    const share = Number(productHalfUp(excess - kept, terms.reimbursement));
    return {
      person,
      eligible: eligible as Amount,
      deductible,
      excess: excess as Amount,
      retainedByAggregating: kept as Amount,
      reimbursement: Math.min(share, terms.maximum ?? Infinity) as Amount,
    };
  });
  return { persons, reimbursement: persons.reduce((sum, person) => sum + person.reimbursement, 0) as Amount };
}

function runningByPerson(terms: SpecificTerms, counted: readonly CountedPayment[]): Running[] {
  const byPerson = new Map<string, Running>();
  for (const { payment, counted: amount } of counted) {
    const { person } = payment;
    if (person === ORDINARY_PERSONS) continue;
    let running = byPerson.get(person);
    if (running === undefined) {
      running = { person, deductible: deductibleOf(terms, person), eligible: 0, passedOn: undefined };
      byPerson.set(person, running);
    }
    running.eligible += amount;
    if (running.eligible > running.deductible) running.passedOn ??= payment.paid;
  }
  return [...byPerson.values()].sort((a, b) => byName(a.person, b.person));
}

function retainedByPerson(terms: SpecificTerms, running: readonly Running[]): Map<string, number> {
  const retained = new Map<string, number>();
  let left: number = terms.aggregatingDeductible;
  const inOrder = running
    .filter(({ eligible, deductible }) => eligible > deductible)
    .sort((a, b) => a.passedOn! - b.passedOn! || byName(a.person, b.person));
  for (const { person, eligible, deductible } of inOrder) {
    const kept = Math.min(left, eligible - deductible);
    retained.set(person, kept);
    left -= kept;
  }
  return retained;
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
