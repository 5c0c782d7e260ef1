import { monthOf } from '../../naive/claims-reserve.ts';
import type { Books } from './books.ts';
import { type ClaimsOnRecord, ordinaryPaid } from './on-record.ts';
import { reservesOf } from './reserving.ts';
import { monthAfter } from './text.ts';

/** What is on record at the end of a month. */
export interface MonthOnRecord {
  readonly month: string;
  readonly claims: ClaimsOnRecord;
  /** Subscribers covered, by month counted from 1970. */
  readonly exposure: ReadonlyMap<number, number>;
}

/** What a close finds, in cents. */
export interface Closed {
  readonly payable: number;
  readonly notReported: number;
  readonly change: number;
  readonly recoverableAccrued: number;
}

/** What members' claims cost in this many months says how the liability is shared. */
const MONTHS_OF_SHARE = 12;

/** The months that were closed, and what was kept then: none of it ever changes. */
export class Closes {
  readonly #books: Books;
  /** In the form in which the store is asked (stored.ts). */
  readonly lines: string[] = [];

  constructor(books: Books) {
    this.#books = books;
  }

  /**
   * Closes a month, and says what was found; posts what nobody has reported yet, and what is recoverable by then. Not
   * payable is what was paid elsewhere and is only to be drawn; it is negative where more was drawn than paid. Of what is
   * `recoverable`, what came before the books opened is taken off, as it is in the account.
   */
  close(
    onRecord: MonthOnRecord,
    members: readonly string[],
    toBeDrawn: number,
    recoverable: ReadonlyMap<string, number>,
  ): string {
    const { month } = onRecord;
    const reserves = reservesOf(onRecord.claims, onRecord.exposure, monthOf(month));
    const before = this.#books.balances(month);
    const held = (account: string, member: string) => before.get(`${account}|${member}`) ?? 0;
    const all = ['', ...members];
    const of = (account: string) => all.reduce((sum, member) => sum + held(account, member), 0);
    const payable = -of('claims-payable') - toBeDrawn;
    const unpaid = [...reserves.values()].reduce((sum, reserve) => sum + reserve.unpaid, 0);
    const notReported = Math.max(0, unpaid - payable);
    const change = notReported + of('incurred-but-not-reported');
    const shares = sharesOf(notReported, costsOf(onRecord, members));
    let recoverableAccrued = 0;
    for (const member of all) {
      const more = (shares.get(member) ?? 0) + held('incurred-but-not-reported', member);
      this.#books.post('claims not reported', month, member, more);
      const accrued = (recoverable.get(member) ?? 0) - held('stop-loss-recoverable', member);
      this.#books.post('recoverable', month, member, accrued);
      this.#books.post('recoverable', monthAfter(month, 1), member, -accrued);
      recoverableAccrued += accrued;
    }
    this.lines.push(`closed|${month}`);
    for (const [key, amount] of this.#books.balances(month))
      if (amount !== 0) this.lines.push(`kept|${month}|${key}|${amount}`);
    for (const [benefit, reserve] of reserves)
      this.lines.push(`reserve|${month}|${benefit}|${reserve.paid}|${reserve.unpaid}`);
    this.#books.openMonth = monthAfter(month, 1);
    return closedText(month, { payable, notReported, change, recoverableAccrued });
  }
}

/** True where the estimate at the end of a month lies so near half a cent that it may be rounded either way. */
export function isBetweenCents({ month, claims, exposure }: MonthOnRecord): boolean {
  return [...reservesOf(claims, exposure, monthOf(month)).values()].some((reserve) => reserve.isBetweenCents);
}

/** In the words in which the simulation tells what a close did. */
export function closedText(
  month: string,
  { payable, notReported, change, recoverableAccrued }: Closed,
): string {
  const liability = `${payable} payable, ${notReported} not reported, ${change} more than before`;
  return `closed ${month}: ${liability}, ${recoverableAccrued} recoverable accrued`;
}

/** What each member's ordinary claims of the last year cost, of those whose claims cost anything, in the order of the document. */
function costsOf({ month, claims }: MonthOnRecord, members: readonly string[]) {
  const through = monthOf(month);
  const last = ordinaryPaid(claims, through).filter(
    ({ incurred }) => incurred > through - MONTHS_OF_SHARE && incurred <= through,
  );
  return members
    .map((code, order) => {
      const own = last.filter(({ member }) => member === order);
      return [code, own.reduce((sum, { amount }) => sum + amount, 0)] as const;
    })
    .filter(([, cost]) => cost > 0);
}

/** Shares by the largest remainder, the earlier first where two are alike; the pool itself bears what nobody shares. */
function sharesOf(amount: number, costs: readonly (readonly [string, number])[]): Map<string, number> {
  if (costs.length === 0) return new Map([['', amount]]);
  const total = BigInt(costs.reduce((sum, [, cost]) => sum + cost, 0));
  const parts = costs.map(([member, cost], order) => {
    const exact = BigInt(amount) * BigInt(cost);
    return { member, order, part: Number(exact / total), left: Number(exact % total) };
  });
  const missing = amount - parts.reduce((sum, { part }) => sum + part, 0);
  const first = [...parts].sort((a, b) => b.left - a.left || a.order - b.order).slice(0, missing);
  return new Map(parts.map((one) => [one.member, one.part + (first.includes(one) ? 1 : 0)] as const));
}
