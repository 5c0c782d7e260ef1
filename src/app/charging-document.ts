import { formatMonth } from '../core/calendar/month.ts';
import { formatAmount } from '../core/money/amount.ts';
import type { Charging } from './charge-months.ts';
import type { Consortium } from './ports/consortium.ts';

/** What was charged, as one document: the months, and each correction of a month charged before. */
export function chargingDocument(consortium: Consortium, { months, corrected }: Charging) {
  const write = (minor: number) => formatAmount(minor, consortium.document.currency);
  const [members, plans] = [codes(consortium.members), codes(consortium.plans)];
  return {
    months: months.map(formatMonth),
    corrected: corrected
      .filter(({ units }) => units !== 0)
      .map(({ month, billedMonth, memberId, planId, kind, tier, units, rate, amount }) => ({
        ...{
          month: formatMonth(month),
          billedWith: formatMonth(billedMonth),
          member: members.get(memberId)!,
        },
        ...{ plan: plans.get(planId)!, kind, tier, units, rate: write(rate), amount: write(amount) },
      })),
  };
}

export type ChargingDocument = ReturnType<typeof chargingDocument>;

function codes(ids: ReadonlyMap<string, number>): Map<number, string> {
  return new Map([...ids].map(([code, id]) => [id, code]));
}
