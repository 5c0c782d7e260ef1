import { type Month, monthOf } from '../../core/calendar/month.ts';
import { allocate } from '../../core/money/allocate.ts';
import { type Amount, formatAmount } from '../../core/money/amount.ts';
import { BatchEntries } from '../../core/postings/batch-entries.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { BooksStore } from '../ports/books.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { LeavingStore } from '../ports/leaving.ts';
import type { MemberPayment, Numbered, SharingStore, SurplusDistribution } from '../ports/sharing.ts';
import { allocatedBalances } from './balances.ts';
import { contributionsOf } from './contributions.ts';

/** What is asked of a distribution: the amount, its day, and the months by whose contributions it is shared. */
export interface DistributionOrder {
  readonly amount: Amount;
  readonly declaredDay: number;
  readonly from: Month;
  readonly through: Month;
  readonly resolution?: number | undefined;
}

/**
 * Gives surplus back: shared among the members that have not left by the day, in proportion to what they contributed, by
 * largest remainder; from its month on it is due to them. The same again changes nothing. Refused: `out_of_range` for
 * more than the pool's net position of that month; `undefined_result` where nobody contributed; `inconsistent` where another
 * amount was declared that day.
 */
export async function distribute(
  stores: { readonly books: BooksStore; readonly leaving: LeavingStore; readonly sharing: SharingStore },
  consortium: Consortium,
  { amount, declaredDay, from, through, resolution }: DistributionOrder,
): Promise<Numbered<SurplusDistribution> | Refusal> {
  const { consortiumId, document } = consortium;
  const write = (minor: number) => formatAmount(minor, document.currency);
  const refuseOther = ({ amount: known, number }: Numbered<SurplusDistribution>) =>
    refuse(
      'inconsistent',
      '--amount',
      `${write(known)}, as distribution ${number} of that day has it,`,
      write(amount),
    );
  const before = (await stores.sharing.distributions(consortiumId)).find(
    (one) => one.declaredDay === declaredDay,
  );
  if (before !== undefined) return before.amount === amount ? before : refuseOther(before);
  const surplus = (await allocatedBalances(stores.sharing, consortium, monthOf(declaredDay))).total.balance;
  if (amount <= 0 || amount > surplus) {
    const expected = `an amount above 0, at most the pool's net position of ${write(surplus)}`;
    return refuse('out_of_range', '--amount', expected, write(amount));
  }
  const all = await contributionsOf(stores, consortium, from, through);
  if (isRefusal(all)) return all;
  const sharing = all.filter(({ left }) => left === undefined || left >= declaredDay);
  if (!sharing.some(({ contributions }) => contributions > 0))
    return refuse('undefined_result', '--from', 'months in which somebody contributed', 'none');
  const parts = allocate(
    BigInt(amount),
    sharing.map(({ contributions }) => BigInt(contributions)),
  );
  const shares = sharing.map(({ memberId, contributions }, index) => ({
    ...{ memberId, weight: contributions, amount: Number(parts[index]) },
  }));
  const entries = new BatchEntries();
  for (const share of shares)
    entries.add('surplus distributed', monthOf(declaredDay), share.memberId, share.amount);
  const distribution = { amount, declaredDay, fromMonth: from, throughMonth: through, resolution, shares };
  const number = await stores.sharing.writeDistribution(consortiumId, distribution, entries.entries());
  const declared = (await stores.sharing.distributions(consortiumId)).find((one) => one.number === number)!;
  return declared.amount === amount ? declared : refuseOther(declared);
}

/**
 * Records that the pool paid a member what was due to it; a known reference changes nothing (answers false). Refused:
 * `out_of_range` for more than is due to it.
 */
export async function payMember(
  store: SharingStore,
  { consortiumId, document }: Consortium,
  payment: MemberPayment,
): Promise<boolean | Refusal> {
  const entries = new BatchEntries();
  entries.add('member paid', monthOf(payment.paidDay), payment.memberId, payment.amount);
  const written = await store.writePayment(consortiumId, payment, entries.entries());
  if (written === 'written' || written === 'known') return written === 'written';
  const write = (minor: number) => formatAmount(minor, document.currency);
  return refuse(
    'out_of_range',
    '--amount',
    `at most the ${write(written.due)} due to it`,
    write(payment.amount),
  );
}
