import type { Month } from '../../core/calendar/month.ts';
import { type AccountCode, isAccountCode } from '../../core/ledger/accounts.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import { type Amount, formatAmount } from '../../core/money/amount.ts';
import { openingEntry } from '../../core/postings/events.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { Intake } from './intake.ts';
import type { OpeningRow } from './rows.ts';
import { RunningTotal } from './totals.ts';

const THE_POOL = 0;

/** The balances with which the books open, by member; 0 is the pool itself. They balance by member, and so in all. */
export class OpeningLedger {
  readonly #consortium: Consortium;
  readonly #intake: Intake;
  readonly #total = new RunningTotal();
  readonly #balances = new Map<number, Map<AccountCode, Amount>>();
  debits = 0;

  constructor(consortium: Consortium, intake: Intake) {
    this.#consortium = consortium;
    this.#intake = intake;
  }

  get isEmpty(): boolean {
    return this.#balances.size === 0;
  }

  /** A balance, in minor units; 0 where none was given. */
  balanceOf(memberId: number, account: AccountCode): Amount {
    return this.#balances.get(memberId)?.get(account) ?? (0 as Amount);
  }

  /** Adds a balance; all that is wrong with it comes back. */
  add(row: OpeningRow & { readonly kind: 'ledger' }): Refusal[] {
    const { account, member, amount } = row;
    const memberId = member === '' ? THE_POOL : this.#consortium.members.get(member);
    const problems: Refusal[] = [];
    if (!isAccountCode(account)) {
      const expected = 'an account of the chart (docs/files.md lists them)';
      problems.push(this.#intake.refuse(row, 'account', 'unknown_reference', expected, account));
    }
    if (memberId === undefined) {
      const expected = `one of ${[...this.#consortium.members.keys()].join(', ')}`;
      problems.push(this.#intake.refuse(row, 'member', 'unknown_reference', expected, member));
    }
    if (memberId === undefined || !isAccountCode(account)) return problems;
    const balances = this.#balances.get(memberId) ?? new Map<AccountCode, Amount>();
    if (balances.has(account)) {
      const expected = 'each account of a member once';
      return [this.#intake.refuse(row, 'account', 'inconsistent', expected, account)];
    }
    if (!this.#total.add(amount)) {
      const expected = 'balances of at most 2^53 - 1 minor units in all';
      return [this.#intake.refuse(row, 'amount', 'too_large', expected, 'more')];
    }
    this.#balances.set(memberId, balances.set(account, amount));
    if (amount > 0) this.debits += amount;
    return [];
  }

  /** `unbalanced`, for every member whose balances do not sum to nothing, with the difference. */
  problems(): Refusal[] {
    const names = new Map([...this.#consortium.members].map(([code, memberId]) => [memberId, code]));
    const write = (minor: number) => formatAmount(minor, this.#consortium.document.currency);
    const problems: Refusal[] = [];
    for (const [memberId, balances] of this.#balances) {
      const sum = [...balances.values()].reduce((total, amount) => total + amount, 0);
      if (sum === 0) continue;
      const name = names.get(memberId) ?? 'the pool itself';
      const [expected, actual] = [
        `debits and credits of ${name} that are equal`,
        `${write(Math.abs(sum))} more in ${sum > 0 ? 'debits' : 'credits'}`,
      ];
      problems.push({ refused: true, code: 'unbalanced', path: this.#intake.source.name, expected, actual });
    }
    return problems;
  }

  /** The entries that open the books, one for each member. */
  entries(month: Month): Entry[] {
    return [...this.#balances]
      .sort(([a], [b]) => a - b)
      .map(([memberId, balances]) =>
        openingEntry(
          month,
          memberId,
          [...balances].map(([account, amount]) => ({ account, amount })),
        ),
      );
  }
}
