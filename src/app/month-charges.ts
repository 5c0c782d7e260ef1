import { firstDayOf, formatMonth, type Month } from '../core/calendar/month.ts';
import { isIn } from '../core/calendar/plan-year.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { contributionRate } from './contribution-rate.ts';
import type { ChargeKind, EnrolledUnits } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';
import { inForce } from './stop-loss.ts';

/** What a month has to cost a member for a plan and tier, by enrolment and document as they are now: units x rate. */
export interface DueCharge {
  readonly month: Month;
  readonly memberId: number;
  readonly planId: number;
  readonly kind: ChargeKind;
  readonly tier: string;
  readonly units: number;
  readonly rate: number;
}

/** Reads the charges due of a month off its enrolment; a member that has left by then is charged nothing. */
export type ChargesDue = (month: Month, units: readonly EnrolledUnits[]) => DueCharge[] | Refusal;

/**
 * Charges as a consortium's document says. Refused: `unknown_reference` where a tier has no contribution rate in a month,
 * `inconsistent` where somebody is enrolled before the member joined.
 */
export function chargesDue(consortium: Consortium, lastMonths: ReadonlyMap<number, Month>): ChargesDue {
  const { document } = consortium;
  const memberCodes = new Map([...consortium.members].map(([code, id]) => [id, code]));
  const planCodes = new Map([...consortium.plans].map(([code, id]) => [id, code]));
  const joined = new Map(document.members.map((member) => [member.code, member.joined ?? -Infinity]));
  return (month, units) => {
    const poolRates = ratesOfPool(consortium, month);
    const charges: DueCharge[] = [];
    for (const row of units) {
      if (month > (lastMonths.get(row.memberId) ?? Infinity)) continue;
      const [member, plan] = [memberCodes.get(row.memberId)!, planCodes.get(row.planId)!];
      if (month < joined.get(member)!) {
        const expected = `nobody of ${member} enrolled before it joined in ${formatMonth(joined.get(member)!)}`;
        return refuse('inconsistent', 'members', expected, `${row.units} in ${formatMonth(month)}`);
      }
      const contribution = contributionRate(document, month, { member, plan, tier: row.tier });
      if (isRefusal(contribution)) return contribution;
      charges.push({ ...row, month, kind: 'contribution', rate: contribution.rates.get(row.tier)! });
      for (const [kind, rate] of poolRates) if (rate > 0) charges.push({ ...row, month, kind, rate });
    }
    return charges;
  };
}

/** What the pool itself owes for each subscriber: the administrator's fee, and the premium of the contracts in force. */
export function ratesOfPool(
  { document }: Consortium,
  month: Month,
): [['administration', number], ['stop-loss premium', number]] {
  const contracts = document.stopLoss.filter(({ policy }) => isIn(inForce(policy), firstDayOf(month)));
  return [
    ['administration', administrationRate(document, month)],
    ['stop-loss premium', contracts.reduce((sum, contract) => sum + contract.premiumPerEmployeePerMonth, 0)],
  ];
}

/** The administrator's fee for a subscriber in a month: the latest that has begun, or nothing. */
export function administrationRate({ administration }: Consortium['document'], month: Month): number {
  const begun = administration.filter((rate) => rate.from <= month).sort((a, b) => a.from - b.from);
  return begun.at(-1)?.perEmployeePerMonth ?? 0;
}
