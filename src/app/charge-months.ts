import { firstDayOf, type Month } from '../core/calendar/month.ts';
import { isIn } from '../core/calendar/plan-year.ts';
import type { Entry } from '../core/ledger/entry.ts';
import { amountOf } from '../core/money/amount.ts';
import { BatchEntries } from '../core/postings/batch-entries.ts';
import type { EventKind } from '../core/postings/events.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { contributionRate } from './contribution-rate.ts';
import type { BooksStore, ChargedAmount, ChargeKind, EnrolledUnits, MonthlyCharge } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';
import { inForce } from './stop-loss.ts';

/**
 * Charges every month from the first enrolled one to `through` that has not been charged: contributions to members,
 * administration and stop-loss premium to the pool by member; what the month before was charged for the last two is
 * paid. A subscriber counts in a month when covered on its first day. Answers the months charged.
 * Refused: `unknown_reference` where a tier has no contribution rate in a month.
 */
export async function chargeMonths(
  store: BooksStore,
  consortium: Consortium,
  through: Month,
): Promise<Month[] | Refusal> {
  const { consortiumId } = consortium;
  const first = await store.firstEnrolledMonth(consortiumId);
  if (first === undefined || first > through) return [];
  const before = await store.charges(consortiumId);
  const charged = new Set(before.map((charge) => charge.month));
  const units = await store.enrolledUnits(consortiumId, first, through);
  const months: Month[] = [];
  let previous: readonly ChargedAmount[] = [];
  for (let month = first; month <= through; month = (month + 1) as Month) {
    if (charged.has(month)) {
      previous = before.filter((charge) => charge.month === month);
      continue;
    }
    const found = chargesOf(
      consortium,
      month,
      units.filter((row) => row.month === month),
    );
    if (isRefusal(found)) return found;
    // A month with nobody enrolled is marked as charged where it pays for the month before, so that it does so once.
    const charges = found.length === 0 && previous.length > 0 ? [nothingIn(month)] : found;
    if (charges.length === 0) continue;
    if (await store.writeCharges(consortiumId, charges, entriesOf(month, charges, previous)))
      months.push(month);
    previous = charges;
  }
  return months;
}

function chargesOf(
  consortium: Consortium,
  month: Month,
  units: readonly EnrolledUnits[],
): MonthlyCharge[] | Refusal {
  const { document } = consortium;
  const memberCodes = new Map([...consortium.members].map(([code, id]) => [id, code]));
  const planCodes = new Map([...consortium.plans].map(([code, id]) => [id, code]));
  const begun = document.administration.filter((rate) => rate.from <= month).sort((a, b) => a.from - b.from);
  const administration = begun.at(-1)?.perEmployeePerMonth ?? 0;
  const contracts = document.stopLoss.filter(({ policy }) => isIn(inForce(policy), firstDayOf(month)));
  const premium = contracts.reduce((sum, contract) => sum + contract.premiumPerEmployeePerMonth, 0);
  const charges: MonthlyCharge[] = [];
  for (const row of units) {
    const [member, plan] = [memberCodes.get(row.memberId)!, planCodes.get(row.planId)!];
    const contribution = contributionRate(document, month, { member, plan, tier: row.tier });
    if (isRefusal(contribution)) return contribution;
    const rates: readonly [ChargeKind, number][] = [
      ['contribution', contribution.rates.get(row.tier)!],
      ['administration', administration],
      ['stop-loss premium', premium],
    ];
    for (const [kind, rate] of rates) {
      if (rate > 0 || kind === 'contribution')
        charges.push({ ...row, month, kind, rate, amount: amountOf(row.units * rate) });
    }
  }
  return charges;
}

function nothingIn(month: Month): MonthlyCharge {
  return { month, memberId: 0, planId: 0, kind: 'contribution', tier: '', units: 0, rate: 0, amount: 0 };
}

const CHARGED: Record<ChargeKind, EventKind> = {
  contribution: 'contributions billed',
  administration: 'administration charged',
  'stop-loss premium': 'stop-loss premium charged',
};

function entriesOf(
  month: Month,
  charges: readonly Pick<MonthlyCharge, 'kind' | 'memberId' | 'amount'>[],
  previous: readonly Pick<MonthlyCharge, 'kind' | 'memberId' | 'amount'>[],
): Entry[] {
  const entries = new BatchEntries();
  for (const { kind, memberId, amount } of charges) entries.add(CHARGED[kind], month, memberId, amount);
  for (const { kind, memberId, amount } of previous) {
    if (kind === 'administration') entries.add('administration paid', month, memberId, amount);
    if (kind === 'stop-loss premium') entries.add('stop-loss premium paid', month, memberId, amount);
  }
  return entries.entries();
}
