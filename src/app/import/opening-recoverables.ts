import { formatDay } from '../../core/calendar/day.ts';
import { formatAmount } from '../../core/money/amount.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { RecoverablePosting } from '../ports/books.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { OpeningRecoverable } from '../ports/import-store.ts';
import type { ReimbursementShare } from '../ports/reimbursements.ts';
import type { Intake } from './intake.ts';
import type { OpeningLedger } from './opening-ledger.ts';
import type { OpeningRow } from './rows.ts';
import { RunningTotal } from './totals.ts';

type Of<Kind> = OpeningRow & { readonly kind: Kind };
type Account = Pick<RecoverablePosting, 'memberId' | 'part'>;

const THE_POOL = 0;

/**
 * What the books before had posted as recoverable under stop-loss contracts, and what carriers had paid of it. Without it
 * the first statement would post again what the payments before give, as if nobody had. Less what came, it is the opening
 * balance of `stop-loss-recoverable`, member by member.
 */
export class OpeningRecoverables {
  readonly #consortium: Consortium;
  readonly #intake: Intake;
  readonly #onRecord: ReadonlySet<string>;
  readonly #total = new RunningTotal();
  readonly #dayOf = new Map<string, number>();
  readonly posted: OpeningRecoverable[] = [];
  readonly received: ReimbursementShare[] = [];

  /** `onRecord` are the payments of carriers that are known, which an opening cannot bring again. */
  constructor(consortium: Consortium, intake: Intake, onRecord: readonly ReimbursementShare[]) {
    this.#consortium = consortium;
    this.#intake = intake;
    this.#onRecord = new Set(onRecord.map(paymentOf));
  }

  /** Adds what was posted; all that is wrong with it comes back. */
  add(row: Of<'recoverable'>): Refusal[] {
    const { contract, amount } = row;
    const account = this.#accountOf(row);
    if (Array.isArray(account)) return account;
    if (amount < 0) return this.#wrong(row, 'amount', 'out_of_range', 'an amount of 0 or more', '-');
    if (this.posted.some((one) => one.contract === contract && isSame(one, account)))
      return this.#wrong(row, 'member', 'inconsistent', 'each member of a contract once', row.member);
    if (!this.#total.add(amount)) return this.#tooLarge(row);
    this.posted.push({ contract, ...account, amount });
    return [];
  }

  /** Adds what a carrier had paid; all that is wrong with it comes back. */
  receive(row: Of<'reimbursement'>): Refusal[] {
    const { contract, reference, paid: receivedDay, amount } = row;
    const account = this.#accountOf(row);
    if (Array.isArray(account)) return account;
    if (amount <= 0) return this.#wrong(row, 'amount', 'out_of_range', 'an amount of more than 0', '-');
    const payment = paymentOf(row);
    if (this.#onRecord.has(payment))
      return this.#wrong(row, 'reference', 'inconsistent', 'a payment that is not on record', reference);
    const day = this.#dayOf.get(payment) ?? receivedDay;
    if (day !== receivedDay)
      return this.#wrong(
        row,
        'paid',
        'inconsistent',
        `${formatDay(day)}, as in a row before`,
        formatDay(receivedDay),
      );
    if (this.received.some((one) => paymentOf(one) === payment && isSame(one, account)))
      return this.#wrong(row, 'member', 'inconsistent', 'each member of a payment once', row.member);
    if (!this.#total.add(amount)) return this.#tooLarge(row);
    this.#dayOf.set(payment, receivedDay);
    this.received.push({ contract, reference, receivedDay, ...account, amount });
    return [];
  }

  /** `inconsistent`, for every member whose balances in the ledger are not what was recoverable less what came of it. */
  problems(ledger: OpeningLedger): Refusal[] {
    const name = this.#intake.source.name;
    const write = (minor: number) => formatAmount(minor, this.#consortium.document.currency);
    const problem = (expected: string, actual: string): Refusal => ({
      ...{ refused: true, code: 'inconsistent', path: name, expected, actual },
    });
    const isEmpty = this.posted.length === 0 && this.received.length === 0;
    if (!isEmpty && ledger.isEmpty)
      return [problem('the balances of the ledger beside what is recoverable', 'none')];
    const problems: Refusal[] = [];
    for (const [memberId, who] of [[THE_POOL, 'the pool itself'] as const, ...this.#members()]) {
      const open = sumOf(this.posted, memberId) - sumOf(this.received, memberId);
      const balance = ledger.balanceOf(memberId, 'stop-loss-recoverable');
      if (open !== balance) {
        const expected = `a balance of stop-loss-recoverable of ${write(open)} for ${who}, as its rows of recoverable less those of reimbursement come to`;
        problems.push(problem(expected, write(balance)));
      } else if (
        ledger.balanceOf(memberId, 'stop-loss-recoveries') !== 0 &&
        !this.posted.some((one) => one.memberId === memberId)
      ) {
        const expected = `a row of recoverable for each contract that the stop-loss-recoveries of ${who} are of`;
        problems.push(problem(expected, 'none'));
      }
    }
    return problems;
  }

  #members(): (readonly [number, string])[] {
    return [...this.#consortium.members].map(([code, memberId]) => [memberId, code] as const);
  }

  /** For whom a row is: a member's persons, or without one the aggregate. What is wrong where the contract has no such part. */
  #accountOf(row: Of<'recoverable'> | Of<'reimbursement'>): Account | Refusal[] {
    const { contract, member } = row;
    const { stopLoss } = this.#consortium.document;
    const found = stopLoss.find((one) => one.contract === contract);
    if (found === undefined) {
      const known = stopLoss.map((one) => one.contract).join(', ');
      return this.#wrong(
        row,
        'contract',
        'unknown_reference',
        known === '' ? 'a contract' : `one of ${known}`,
        contract,
      );
    }
    const { specific, aggregate } = found.policy;
    if (member === '')
      return aggregate === undefined
        ? this.#wrong(row, 'member', 'inconsistent', `a member: ${contract} has no aggregate part`, member)
        : { memberId: THE_POOL, part: 'aggregate' };
    const memberId = this.#consortium.members.get(member);
    if (memberId === undefined) {
      const expected = `one of ${[...this.#consortium.members.keys()].join(', ')}`;
      return this.#wrong(row, 'member', 'unknown_reference', expected, member);
    }
    return specific === undefined
      ? this.#wrong(row, 'member', 'inconsistent', `no member: ${contract} has no specific part`, member)
      : { memberId, part: 'specific' };
  }

  #tooLarge(row: OpeningRow): Refusal[] {
    const expected = 'amounts of at most 2^53 - 1 minor units in all';
    return this.#wrong(row, 'amount', 'too_large', expected, 'more');
  }

  #wrong(row: OpeningRow, field: string, code: string, expected: string, actual: unknown): Refusal[] {
    return [this.#intake.refuse(row, field, code, expected, actual)];
  }
}

const paymentOf = ({ contract, reference }: Pick<ReimbursementShare, 'contract' | 'reference'>) =>
  JSON.stringify([contract, reference]);

const isSame = (one: Account, other: Account) => one.memberId === other.memberId && one.part === other.part;

const sumOf = (rows: readonly RecoverablePosting[], memberId: number) =>
  rows.reduce((sum, row) => sum + (row.memberId === memberId ? row.amount : 0), 0);
