import type { Month } from '../core/calendar/month.ts';
import { CHART, isAccountCode } from '../core/ledger/accounts.ts';
import type { Balance } from '../core/ledger/statements.ts';
import { formatAmount } from '../core/money/amount.ts';
import type { Currency } from '../core/money/currency.ts';
import { formatRatio, type Ratio } from '../core/money/ratio.ts';
import { roundHalfUp } from '../core/money/rounding.ts';
import {
  type ClaimsOnRecord,
  type ClaimsReserve,
  reserveWithLargeApart,
} from '../core/reserves/large-claims.ts';
import type { BooksStore, EnrolledUnits } from './ports/books.ts';
import type { BooksAtMonth, LargeClaimTerms, PaidClaims } from './ports/close.ts';

/** What is on record of the claims of a benefit, and the reserve for them. */
export interface BenefitReserve {
  readonly benefit: string;
  readonly onRecord: ClaimsOnRecord;
  readonly reserve: ClaimsReserve;
}

/**
 * The reserves for claims at the end of a month, by benefit in order of name: those that a close posts, and those that
 * are shown. `exposure` are the subscribers covered by month.
 */
export function claimsReserves(
  { paid, known, large }: Pick<BooksAtMonth, 'paid' | 'known' | 'large'>,
  exposure: ReadonlyMap<Month, number>,
  month: Month,
): BenefitReserve[] {
  const benefits = [...new Set([...paid, ...known].map(({ benefit }) => benefit))].sort();
  return benefits.map((benefit) => {
    const ofIt = (cells: readonly PaidClaims[]) => cells.filter((cell) => cell.benefit === benefit);
    const onRecord = { paid: ofIt(paid), known: ofIt(known), large: ofIt(large) };
    return { benefit, onRecord, reserve: reserveWithLargeApart(onRecord, exposure, month) };
  });
}

/** The subscribers covered by month, of all members or one. */
export async function subscribersByMonth(
  store: BooksStore,
  consortiumId: number,
  through: Month,
  memberId?: number,
): Promise<Map<Month, number>> {
  return subscribersOf(await enrolledThrough(store, consortiumId, through), memberId);
}

/** Who was covered in each month up to one, by member, plan and tier. */
export async function enrolledThrough(
  store: BooksStore,
  consortiumId: number,
  through: Month,
): Promise<EnrolledUnits[]> {
  const first = (await store.firstEnrolledMonth(consortiumId)) ?? through;
  return store.enrolledUnits(consortiumId, first, through);
}

/** The subscribers of those covered, by month. */
export function subscribersOf(enrolled: readonly EnrolledUnits[], memberId?: number): Map<Month, number> {
  const exposure = new Map<Month, number>();
  for (const row of enrolled)
    if (memberId === undefined || row.memberId === memberId)
      exposure.set(row.month, (exposure.get(row.month) ?? 0) + row.units);
  return exposure;
}

/** How reserves are estimated, in words. */
export function methodText(large: LargeClaimTerms | undefined, margin: Ratio, currency: Currency): string {
  const parts = ['completion, with Bornhuetter-Ferguson for months less than half complete'];
  if (large !== undefined)
    parts.push(`what a person's year costs above ${formatAmount(large.above, currency)} as it is on record`);
  if (margin.numerator > 0n) parts.push(`with a margin of ${formatRatio(margin)}`);
  return parts.join('; ');
}

/** What is unpaid with the margin that the reserve policy adds to the best estimate, rounded half up. */
export function withMargin(unpaid: number, { numerator, denominator }: Ratio): number {
  return unpaid + Number(roundHalfUp(BigInt(unpaid) * numerator, denominator));
}

const CLAIMS_OWED = ['claims-payable', 'incurred-but-not-reported'];

/** What the pool holds for claims: its assets, less what it owes for anything else. */
export function heldForClaims(balances: readonly Balance[]): number {
  let held = 0;
  for (const { account, debit, credit } of balances) {
    if (!isAccountCode(account) || CLAIMS_OWED.includes(account)) continue;
    const { kind } = CHART[account];
    if (kind === 'asset' || kind === 'liability') held += debit - credit;
  }
  return held;
}

/**
 * What the ledger holds as payable of claims that are not paid yet: without what was paid elsewhere and is only to be drawn,
 * and what was drawn for claims that are paid later.
 */
export function payableAndUnpaid({ balances, unfunded }: BooksAtMonth, memberId?: number): number {
  const isMeant = (row: { readonly memberId: number }) => memberId === undefined || row.memberId === memberId;
  const payable = balances
    .filter((row) => isMeant(row) && row.account === 'claims-payable')
    .reduce((sum, { debit, credit }) => sum + credit - debit, 0);
  return unfunded.filter(isMeant).reduce((sum, { amount }) => sum - amount, payable);
}
