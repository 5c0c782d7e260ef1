import { isIn } from '../calendar/plan-year.ts';
import { covers, type Payment, type StopLossPolicy } from './policy.ts';

/** A payment with as much of it as counts for one part of the contract. */
export interface CountedPayment {
  readonly payment: Payment;
  readonly counted: number;
}

/**
 * The payments that count for one part's benefits, in order of paid day (then as given): inside both windows, and of
 * the run-in cumulatively at most its maximum, first per person, then in all. A refund lowers the cumulative, so it
 * only counts where it brings it below the maximum. Source: CALCULATORS.md, stop-loss, first point.
 */
export function countedPayments(
  policy: StopLossPolicy,
  benefits: readonly string[] | undefined,
  payments: readonly Payment[],
): CountedPayment[] {
  const inside = payments.filter(
    (payment) =>
      isIn(policy.incurred, payment.incurred) &&
      isIn(policy.paid, payment.paid) &&
      covers(benefits, payment.benefit),
  );
  inside.sort((a, b) => a.paid - b.paid);
  const runIn = policy.runInMaximum;
  if (runIn === undefined) return inside.map((payment) => ({ payment, counted: payment.amount }));

  const perPerson = new Map<string, CappedSum>();
  const inAll = new CappedSum(runIn.inAll ?? Infinity);
  return inside.map((payment) => {
    if (payment.incurred >= runIn.incurredBefore) return { payment, counted: payment.amount };
    const person = cappedSumOf(perPerson, payment.person, runIn.perPerson ?? Infinity);
    return { payment, counted: inAll.add(person.add(payment.amount)) };
  });
}

/** A sum of which at most a maximum counts; `add` answers by how much what counts has changed. */
export class CappedSum {
  readonly #maximum: number;
  #sum = 0;

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  add(amount: number): number {
    const before = Math.min(this.#sum, this.#maximum);
    this.#sum += amount;
    return Math.min(this.#sum, this.#maximum) - before;
  }
}

/** The capped sum under a name, opened with a maximum where it is not there yet. */
export function cappedSumOf(sums: Map<string, CappedSum>, name: string, maximum: number): CappedSum {
  let sum = sums.get(name);
  if (sum === undefined) {
    sum = new CappedSum(maximum);
    sums.set(name, sum);
  }
  return sum;
}
