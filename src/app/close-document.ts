import { formatMonth } from '../core/calendar/month.ts';
import { formatAmount } from '../core/money/amount.ts';
import type { Currency } from '../core/money/currency.ts';
import type { MonthClosed } from './close-month.ts';
import type { EstimatedReserve } from './ports/close.ts';

/** What a close found and posted, as one document: amounts as decimal texts. */
export function closedDocument(
  { month, reserves, payable, notReported, change, recoverableAccrued }: MonthClosed,
  currency: Currency,
) {
  const write = (minor: number) => formatAmount(minor, currency);
  return {
    ...{ month: formatMonth(month), openMonth: formatMonth(month + 1) },
    reserves: reserveDocuments(reserves, currency),
    ...{ claimsPayable: write(payable), notReported: write(notReported), change: write(change) },
    recoverableAccrued: write(recoverableAccrued),
  };
}

export type ClosedDocument = ReturnType<typeof closedDocument>;

/** What is unpaid of claims by benefit, as it was estimated. */
export function reserveDocuments(reserves: readonly EstimatedReserve[], currency: Currency) {
  const write = (minor: number) => formatAmount(minor, currency);
  return reserves.map(({ benefit, method, paid, unpaid }) => ({
    ...{ benefit, method, paid: write(paid), unpaid: write(unpaid) },
  }));
}
