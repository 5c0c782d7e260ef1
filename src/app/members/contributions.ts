import { formatMonth, lastDayOf, type Month } from '../../core/calendar/month.ts';
import { amountOf } from '../../core/money/amount.ts';
import { type Refusal, refuse } from '../../core/refusal.ts';
import type { BooksStore } from '../ports/books.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { LeavingStore } from '../ports/leaving.ts';

/** A member with what it contributed in months (its premium equivalents), and the day on which it left, where it has. */
export interface ContributingMember {
  readonly memberId: number;
  readonly member: string;
  readonly contributions: number;
  readonly left: number | undefined;
}

/** What members contributed for months, in the order of the document. Refused: `inconsistent` where they end before they begin. */
export async function contributionsOf(
  stores: { readonly books: BooksStore; readonly leaving: LeavingStore },
  { consortiumId, members }: Consortium,
  from: Month,
  through: Month,
): Promise<ContributingMember[] | Refusal> {
  if (from > through)
    return refuse('inconsistent', '--through', `${formatMonth(from)} or later`, formatMonth(through));
  const sums = new Map<number, number>();
  for (const { month, kind, memberId, amount } of await stores.books.charges(consortiumId))
    if (kind === 'contribution' && month >= from && month <= through)
      sums.set(memberId, amountOf((sums.get(memberId) ?? 0) + amount));
  const withdrawals = await stores.leaving.withdrawals(consortiumId);
  const left = new Map(withdrawals.map(({ memberId, lastMonth }) => [memberId, lastDayOf(lastMonth)]));
  return [...members].map(([member, memberId]) => ({
    ...{ memberId, member, left: left.get(memberId) },
    contributions: Math.max(0, sums.get(memberId) ?? 0),
  }));
}
