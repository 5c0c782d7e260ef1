import type { Books } from './books.ts';
import { type Estimate, estimateUnpaid } from './estimate.ts';
import { monthAfter } from './text.ts';

/** What was paid in a month for claims of a benefit incurred in a month; of a member. */
export interface PaidCell {
  readonly member: string;
  readonly benefit: string;
  readonly incurred: string;
  readonly paid: string;
  readonly amount: number;
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

  /** Closes a month, and says what was found; posts what nobody has reported yet. */
  close(
    month: string,
    cells: readonly PaidCell[],
    exposure: ReadonlyMap<string, number>,
    members: readonly string[],
  ): string {
    const estimates = estimatesOf(month, cells, exposure);
    const before = this.#books.balances(month);
    const of = (account: string) =>
      [...before].filter(([key]) => key.startsWith(`${account}|`)).reduce((sum, [, held]) => sum + held, 0);
    const payable = -of('claims-payable');
    const unpaid = [...estimates.values()].reduce((sum, estimate) => sum + estimate.unpaid, 0);
    const notReported = Math.max(0, unpaid - payable);
    const change = notReported + of('incurred-but-not-reported');
    const shares = sharesOf(notReported, costsOf(month, cells, members));
    for (const member of new Set(['', ...members])) {
      const held = -(before.get(`incurred-but-not-reported|${member}`) ?? 0);
      this.#books.post('claims not reported', month, member, (shares.get(member) ?? 0) - held);
    }
    this.lines.push(`closed|${month}`);
    for (const [key, held] of this.#books.balances(month))
      if (held !== 0) this.lines.push(`kept|${month}|${key}|${held}`);
    for (const [benefit, estimate] of estimates)
      this.lines.push(`reserve|${month}|${benefit}|${estimate.paid}|${estimate.unpaid}`);
    this.#books.openMonth = monthAfter(month, 1);
    return closed(month, payable, notReported, change);
  }

  isBetweenCents(month: string, cells: readonly PaidCell[], exposure: ReadonlyMap<string, number>): boolean {
    return [...estimatesOf(month, cells, exposure).values()].some((estimate) => estimate.isBetweenCents);
  }
}

/** In the words in which the simulation tells what a close did. */
export function closed(month: string, payable: number, notReported: number, change: number): string {
  return `closed ${month}: ${payable} payable, ${notReported} not reported, ${change} more than before`;
}

function estimatesOf(
  month: string,
  cells: readonly PaidCell[],
  exposure: ReadonlyMap<string, number>,
): Map<string, Estimate> {
  const known = cells.filter(({ paid }) => paid <= month);
  const benefits = [...new Set(known.map(({ benefit }) => benefit))];
  return new Map(
    benefits.map((benefit) => {
      const own = known.filter((cell) => cell.benefit === benefit);
      return [benefit, estimateUnpaid(own, exposure, month)];
    }),
  );
}

/** What each member's claims of the last year cost, of those whose claims cost anything, in the order of the document. */
function costsOf(
  month: string,
  cells: readonly PaidCell[],
  members: readonly string[],
): (readonly [string, number])[] {
  const last = cells.filter(
    ({ incurred, paid }) =>
      incurred > monthAfter(month, -MONTHS_OF_SHARE) && incurred <= month && paid <= month,
  );
  return members
    .map((code) => {
      const own = last.filter(({ member }) => member === code);
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
