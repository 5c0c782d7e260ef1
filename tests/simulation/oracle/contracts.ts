import { formatAmount } from '../../naive/decimal.ts';
import { naiveStopLoss } from '../../naive/stop-loss.ts';
import type { PoolDocument } from '../history.ts';
import type { Books } from './books.ts';
import { enrolledUnits } from './charging.ts';
import type { Roster } from './roster.ts';
import { cents, monthAfter, monthOf } from './text.ts';

/** What the plan paid for a person, by whomever. */
export interface PlanPayment {
  readonly person: string;
  readonly member: string;
  readonly benefit: string;
  readonly incurred: string;
  readonly paid: string;
  readonly amount: number;
}

/** Lines of claims that the plan paid: one, or one less where it is taken back. */
export interface PaidLine extends PlanPayment {
  readonly lines: number;
  /** When it was decided; of what was paid elsewhere, when it was paid. */
  readonly decided: string;
}

/** What is recoverable under a contract, by member ('' for the group), and the month of the last payment that counts. */
export interface Recoverable {
  readonly contract: string;
  /** The first day on which it is in force. */
  readonly from: string;
  readonly month: string;
  readonly byMember: ReadonlyMap<string, number>;
}

/** What is recoverable under each contract. */
export function recoverables(
  document: PoolDocument,
  roster: Roster,
  all: readonly PlanPayment[],
): Recoverable[] {
  return document.stopLoss.map(({ contract, policy }) => {
    const isIn = ({ from, to }: { from: string; to: string }, day: string) => from <= day && to >= day;
    const counting = all.filter(
      ({ incurred, paid, amount }) =>
        amount !== 0 && isIn(policy.incurred, incurred) && isIn(policy.paid, paid),
    );
    const payments = paymentsOfDays(counting, policy.runInMaximum?.incurredBefore ?? '');
    const from = [policy.incurred.from, policy.paid.from].sort()[1]!;
    const to = [policy.incurred.to, policy.paid.to].sort()[0]!;
    const enrolment = [];
    for (let month = monthOf(from); month <= monthOf(to); month = monthAfter(month, 1)) {
      const units: Record<string, number> = {};
      for (const { tier, units: count } of enrolledUnits(roster, month))
        units[tier] = (units[tier] ?? 0) + count;
      if (Object.keys(units).length > 0) enrolment.push({ month, ...units });
    }
    const position = naiveStopLoss({
      currency: document.currency,
      policy,
      enrolment,
      payments: payments.map((some) => ({
        ...some[0]!,
        amount: formatAmount(
          some.reduce((sum, { amount }) => sum + BigInt(amount), 0n),
          'USD',
        ),
      })),
    });
    const byMember = new Map<string, number>();
    for (const { person, reimbursement } of position.specific?.persons ?? []) {
      const member = memberOf(document, payments, person);
      byMember.set(member, (byMember.get(member) ?? 0) + cents(reimbursement));
    }
    byMember.set('', cents(position.aggregate?.reimbursement ?? '0.00'));
    return { contract, from, month: monthOf(payments.at(-1)?.[0]?.paid ?? from), byMember };
  });
}

/** What is recoverable under all contracts, by member. */
export function sumByMember(recoverable: readonly Recoverable[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [member, amount] of recoverable.flatMap(({ byMember }) => [...byMember]))
    sums.set(member, (sums.get(member) ?? 0) + amount);
  return sums;
}

/** What was recoverable, or came, under a contract for a member ('': the group). */
export interface Brought {
  readonly contract: string;
  readonly member: string;
  readonly amount: number;
}

/** What is recoverable, as the books hold it. */
export class Recoveries {
  readonly #books: Books;
  readonly #posted = new Map<string, number>();
  readonly #received: { readonly month: string; readonly member: string; readonly amount: number }[] = [];

  constructor(books: Books) {
    this.#books = books;
  }

  /** Takes what the books before had posted: it is not posted again. */
  bring({ contract, member, amount }: Brought): void {
    const key = `${contract}|${member}`;
    this.#posted.set(key, (this.#posted.get(key) ?? 0) + amount);
  }

  /** Takes what of it had come: it is not in the balances that open the books in a month, or in the first that is open. */
  receive(month: string, { member, amount }: Brought): void {
    const { openMonth = month } = this.#books;
    this.#received.push({ month: month < openMonth ? openMonth : month, member, amount });
  }

  /** What of the balances at the end of a month had come before, by member. */
  received(month: string): Map<string, number> {
    const sums = new Map<string, number>();
    for (const { month: taken, member, amount } of this.#received)
      if (taken <= month) sums.set(member, (sums.get(member) ?? 0) + amount);
    return sums;
  }

  /** Posts what has changed since it was last posted. */
  post(recoverable: readonly Recoverable[]): void {
    for (const { contract, month, byMember } of recoverable) {
      const keys = [...this.#posted.keys()].filter((key) => key.startsWith(`${contract}|`));
      const members = new Set([...byMember.keys(), ...keys.map((key) => key.slice(contract.length + 1))]);
      for (const member of members) {
        const key = `${contract}|${member}`;
        const change = (byMember.get(member) ?? 0) - (this.#posted.get(key) ?? 0);
        this.#books.post('recoverable', month, member, change);
        this.#posted.set(key, byMember.get(member) ?? 0);
      }
    }
  }
}

/**
 * What a person was paid on a day for a benefit is one payment, of what falls under a run-in maximum apart, which comes
 * first: who gives back what was paid on the same day has passed no deductible between.
 */
function paymentsOfDays(payments: readonly PlanPayment[], runInBefore: string): PlanPayment[][] {
  // A space comes before whatever a code is made of: s2 before s20.
  const keyOf = ({ paid, person, benefit, incurred }: PlanPayment) =>
    [paid, person, benefit, incurred < runInBefore ? 0 : 1].join(' ');
  return [...Map.groupBy(payments, keyOf)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, some]) => some);
}

/** The member for whom a person was last paid; of several in one payment, the last in the document. */
function memberOf({ members }: PoolDocument, payments: readonly PlanPayment[][], person: string): string {
  const last = payments.findLast((some) => some[0]!.person === person)!;
  return members.map(({ code }) => code).findLast((code) => last.some(({ member }) => member === code))!;
}
