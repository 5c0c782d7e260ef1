import { formatMonth, type Month } from '../core/calendar/month.ts';
import { allocate } from '../core/money/allocate.ts';
import { amountOf } from '../core/money/amount.ts';
import { BatchEntries } from '../core/postings/batch-entries.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { ordinaryCells } from '../core/reserves/large-claims.ts';
import { accruedRecoverable } from './accrued-recoverable.ts';
import {
  claimsReserves,
  methodText,
  payableAndUnpaid,
  subscribersByMonth,
  withMargin,
} from './claims-reserves.ts';
import { largeClaimTerms } from './large-claims.ts';
import type { BooksAtClose, Closing, EstimatedReserve, Readiness } from './ports/close.ts';
import type { Consortium } from './ports/consortium.ts';
import type { Stores } from './ports/stores.ts';
import { contractRecords, positionsOf, postRecoverable } from './stop-loss.ts';

/** What members' claims cost in this many months says how the liability is shared among them. */
const MONTHS_OF_SHARE = 12;

/** What a close found and posted. */
export interface MonthClosed {
  readonly month: Month;
  readonly reserves: readonly EstimatedReserve[];
  /** Claims known but not paid, which the ledger holds already; not what was paid elsewhere and is only to be drawn. */
  readonly payable: number;
  /** What is incurred but not reported now, and by how much that rose. */
  readonly notReported: number;
  readonly change: number;
  /** What is recoverable under stop-loss at its end, and was posted in a later month; it is taken back in the next. */
  readonly recoverableAccrued: number;
}

/**
 * Closes a month of the ledger, and with it all before: estimates what claims will still cost from the lag triangle, by
 * benefit; posts what of it no claim is known for yet, and what has become recoverable; keeps every balance. Whatever is posted later takes the month
 * after. Refused: `period_closed`; `period_not_ready` where claims or changes wait, or a month was not charged.
 */
export async function closeMonth(
  stores: Pick<Stores, 'books' | 'closes'>,
  consortium: Consortium,
  month: Month,
): Promise<MonthClosed | Refusal> {
  const { consortiumId, document } = consortium;
  const first = await stores.books.firstEnrolledMonth(consortiumId);
  // Asked before anything is posted, and again when nobody posts any more.
  const early = refusalOf(await stores.closes.readiness(consortiumId), month, first);
  if (early !== undefined) return early;
  const exposure = await subscribersByMonth(stores.books, consortiumId, month);
  const records = await contractRecords(stores.books, consortium);
  const [positions, positionsThen] = [positionsOf(records), positionsOf(records, month)];
  if (isRefusal(positions)) return positions;
  if (isRefusal(positionsThen)) return positionsThen;
  await postRecoverable(stores.books, consortium, positions);
  const large = largeClaimTerms(document, month);
  const { margin } = document.reserves;
  const method = methodText(large, margin, document.currency);
  let payable = 0;
  let change = 0;
  let accrued = 0;
  const closed = await stores.closes.close(consortiumId, month, large, (books) => {
    const refusal = refusalOf(books, month, first);
    if (refusal !== undefined) return refusal;
    const reserves = claimsReserves(books, exposure, month).map(
      ({ benefit, reserve: { paid, unpaid } }): EstimatedReserve => ({
        ...{ benefit, method, paid, unpaid: withMargin(unpaid, margin) },
      }),
    );
    payable = payableAndUnpaid(books);
    const unpaid = reserves.reduce((sum, reserve) => sum + reserve.unpaid, 0);
    const entries = notReportedEntries(books, month, Math.max(0, unpaid - payable));
    change = entries.reduce((sum, { postings }) => sum + postings[0]!.amount, 0);
    const accrual = accruedRecoverable(positionsThen, books.recoverable, month);
    accrued = accrual.amount;
    return { entries: [...entries, ...accrual.entries], reserves } satisfies Closing;
  });
  if (isRefusal(closed)) return closed;
  const unpaid = closed.reserves.reduce((sum, reserve) => sum + reserve.unpaid, 0);
  return {
    ...{ month, reserves: closed.reserves, payable, notReported: Math.max(0, unpaid - payable), change },
    recoverableAccrued: accrued,
  };
}

function refusalOf(books: Readiness, month: Month, first: Month | undefined): Refusal | undefined {
  const { openMonth, waiting, chargedMonths } = books;
  if (openMonth !== undefined && month < openMonth)
    return refuse('period_closed', 'month', `${formatMonth(openMonth)} or a later month`, formatMonth(month));
  const { claims, changes, partitions } = waiting;
  if (claims + changes + partitions > 0) {
    const actual = `${claims} claims, ${changes} changes and ${partitions} partitions that wait`;
    return refuse('period_not_ready', 'month', 'nothing that waits (run `poolbook adjudicate`)', actual);
  }
  if (first === undefined)
    return refuse(
      'period_not_ready',
      'month',
      'somebody enrolled (run `poolbook import enrolment`)',
      'nobody',
    );
  const isCharged = new Set(chargedMonths);
  for (let one = first; one <= month; one = (one + 1) as Month) {
    if (isCharged.has(one)) continue;
    const expected = `all months charged (run \`poolbook charge --through ${formatMonth(month)}\`)`;
    return refuse('period_not_ready', 'month', expected, `${formatMonth(one)}, which is not`);
  }
  return undefined;
}

/** Brings what is incurred but not reported to an amount, by member as their ordinary claims of the last year cost. */
function notReportedEntries(books: BooksAtClose, month: Month, wanted: number): Closing['entries'] {
  const weights = new Map<number, number>();
  // Nothing is reserved for what nobody knows above the threshold, so that no member has a larger share for it.
  for (const { memberId, incurredMonth, amount } of ordinaryCells(books, month)) {
    if (incurredMonth <= month - MONTHS_OF_SHARE || incurredMonth > month) continue;
    weights.set(memberId, (weights.get(memberId) ?? 0) + amount);
  }
  const members = [...weights].filter(([, weight]) => weight > 0).sort(([a], [b]) => a - b);
  const shares =
    members.length === 0
      ? [[0, wanted] as const]
      : allocate(
          BigInt(wanted),
          members.map(([, weight]) => BigInt(weight)),
        ).map((part, index) => [members[index]![0], Number(part)] as const);
  const entries = new BatchEntries();
  const event = 'claims not reported';
  for (const [memberId, share] of shares) entries.add(event, month, memberId, amountOf(share));
  for (const { account, memberId, debit, credit } of books.balances)
    if (account === 'incurred-but-not-reported') entries.add(event, month, memberId, debit - credit);
  return entries.entries();
}
