import { type Month, monthOf } from '../../core/calendar/month.ts';
import { allocate } from '../../core/money/allocate.ts';
import { type Amount, formatAmount } from '../../core/money/amount.ts';
import { BatchEntries } from '../../core/postings/batch-entries.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { requireResolution } from '../board/require-resolution.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { MemberPayment, Numbered, SharingStore, SurplusDistribution } from '../ports/sharing.ts';
import type { Stores } from '../ports/stores.ts';
import { allocatedBalances } from './balances.ts';
import { contributionsOf } from './contributions.ts';
import { distributionMotion } from './motions.ts';

/** Beyond every month in which anything is posted. */
const EVER = 24_000 as Month;

/** What is asked of a distribution: the amount, its day, and the months by whose contributions it is shared. */
export interface DistributionOrder {
  readonly amount: Amount;
  readonly declaredDay: number;
  readonly from: Month;
  readonly through: Month;
}

/**
 * A distribution as it would be declared: who is given what. Refused: `out_of_range` for more than the pool's net position
 * of its month, or than what is left of it today; `undefined_result` where nobody contributed.
 */
export async function draftDistribution(
  stores: Pick<Stores, 'books' | 'leaving' | 'sharing'>,
  consortium: Consortium,
  { amount, declaredDay, from, through }: DistributionOrder,
): Promise<SurplusDistribution | Refusal> {
  const positionOf = async (month: Month) =>
    (await allocatedBalances(stores.sharing, consortium, month)).total.balance;
  const surplus = Math.min(await positionOf(monthOf(declaredDay)), await positionOf(EVER));
  if (amount <= 0 || amount > surplus) {
    const write = (minor: number) => formatAmount(minor, consortium.document.currency);
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
  return { amount, declaredDay, fromMonth: from, throughMonth: through, shares };
}

/**
 * Gives surplus back: shared among the members that have not left by the day, in proportion to what they contributed, by
 * largest remainder; from its month on it is due to them. The same again changes nothing. Refused: as `draftDistribution`
 * and `requireResolution`; `inconsistent` where another amount was declared that day.
 */
export async function distribute(
  stores: Pick<Stores, 'books' | 'boards' | 'leaving' | 'sharing'>,
  consortium: Consortium,
  order: DistributionOrder,
  resolutionId?: number,
): Promise<Numbered<SurplusDistribution> | Refusal> {
  const { consortiumId, document } = consortium;
  const write = (minor: number) => formatAmount(minor, document.currency);
  const unlessOther = (known: Numbered<SurplusDistribution>) => {
    const expected = `${write(known.amount)}, as distribution ${known.number} of that day has it,`;
    return known.amount === order.amount
      ? known
      : refuse('inconsistent', '--amount', expected, write(order.amount));
  };
  const ofThatDay = (all: readonly Numbered<SurplusDistribution>[]) =>
    all.find(({ declaredDay }) => declaredDay === order.declaredDay);
  const earlier = await stores.sharing.distributions(consortiumId);
  const before = ofThatDay(earlier);
  if (before !== undefined) return unlessOther(before);
  const draft = await draftDistribution(stores, consortium, order);
  if (isRefusal(draft)) return draft;
  const decision = { ...distributionMotion(document, order), resolutionId };
  const use = await requireResolution(stores, consortium, decision);
  if (isRefusal(use)) return use;
  const entries = new BatchEntries();
  for (const { memberId, amount } of draft.shares)
    entries.add('surplus distributed', monthOf(order.declaredDay), memberId, amount);
  const number = await stores.sharing.writeDistribution(
    consortiumId,
    draft,
    entries.entries(),
    earlier.length,
    use,
  );
  // Another was declared in between: what is left is looked at again.
  if (number === 'behind') return distribute(stores, consortium, order, resolutionId);
  if (isRefusal(number)) return number;
  return unlessOther(ofThatDay(await stores.sharing.distributions(consortiumId))!);
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
