import { formatMonth } from '../core/calendar/month.ts';
import { formatAmount } from '../core/money/amount.ts';
import type { Charging } from './charge-months.ts';
import type { MonthlyCharge } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';

/** What was charged, as one document: the months, and each correction of a month charged before. */
export function chargingDocument(consortium: Consortium, { months, corrected }: Charging) {
  return {
    months: months.map(formatMonth),
    corrected: corrected.filter(({ units }) => units !== 0).map(chargeDocuments(consortium)),
  };
}

export type ChargingDocument = ReturnType<typeof chargingDocument>;

/** Writes rows of charges. */
export function chargeDocuments(consortium: Consortium) {
  const write = (minor: number) => formatAmount(minor, consortium.document.currency);
  const [members, plans] = [codes(consortium.members), codes(consortium.plans)];
  return ({ month, billedMonth, memberId, planId, kind, tier, units, rate, amount }: MonthlyCharge) => ({
    ...{ month: formatMonth(month), billedWith: formatMonth(billedMonth), member: members.get(memberId)! },
    ...{ plan: plans.get(planId)!, kind, tier, units, rate: write(rate), amount: write(amount) },
  });
}

function codes(ids: ReadonlyMap<string, number>): Map<number, string> {
  return new Map([...ids].map(([code, id]) => [id, code]));
}
