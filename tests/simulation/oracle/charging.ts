import type { PoolDocument } from '../history.ts';
import type { Event } from './books.ts';
import type { Roster } from './roster.ts';
import { cents, monthOf } from './text.ts';

/** What a month's charge to a member comes to. */
export interface Charge {
  readonly kind: 'contribution' | 'administration' | 'stop-loss premium';
  readonly member: string;
  readonly amount: number;
}

/** The subscribers covered on the first day of a month, by member, plan and tier. */
export function enrolledUnits(
  roster: Roster,
  month: string,
): { member: string; plan: string; tier: string; units: number }[] {
  const units = new Map<string, number>();
  for (const [person, spans] of roster.spans) {
    for (const { subscriber, from, to, member, plan, tier } of spans) {
      const day = `${month}-01`;
      if (subscriber !== person || from > day || (to !== '' && to < day)) continue;
      const key = [member, plan, tier].join('|');
      units.set(key, (units.get(key) ?? 0) + 1);
    }
  }
  return [...units].map(([key, count]) => {
    const [member, plan, tier] = key.split('|') as [string, string, string];
    return { member, plan, tier, units: count };
  });
}

/** The first month in which anybody is covered. */
export function firstMonth(roster: Roster): string | undefined {
  const days = [...roster.spans.values()].flatMap((spans) => spans.map(({ from }) => from));
  return days.length === 0 ? undefined : monthOf(days.sort()[0]!);
}

/** What a month costs each member, in cents. */
export function chargesOf(document: PoolDocument, roster: Roster, month: string): Charge[] {
  const administration = document.administration.filter(({ from }) => from <= month);
  const latest = administration.sort((a, b) => (a.from < b.from ? -1 : 1)).at(-1);
  const contracts = document.stopLoss.filter(({ policy: { incurred, paid } }) => {
    const day = `${month}-01`;
    return [incurred, paid].every(({ from, to }) => from <= day && to >= day);
  });
  const premium = contracts.reduce((sum, one) => sum + cents(one.premiumPerEmployeePerMonth), 0);
  return enrolledUnits(roster, month).flatMap(({ member, plan, tier, units }): Charge[] => [
    { kind: 'contribution', member, amount: units * contributionRate(document, month, member, plan, tier) },
    { kind: 'administration', member, amount: units * cents(latest?.perEmployeePerMonth ?? '0') },
    { kind: 'stop-loss premium', member, amount: units * premium },
  ]);
}

/** One that names the member comes before one that names the plan, and the later before the earlier. */
function contributionRate(
  document: PoolDocument,
  month: string,
  member: string,
  plan: string,
  tier: string,
): number {
  const applicable = document.contributions
    .filter((rate) => rate.from <= month && rate.rates[tier] !== undefined)
    .filter((rate) => (rate.member ?? member) === member && (rate.plan ?? plan) === plan);
  const weight = (rate: (typeof applicable)[number]) =>
    `${rate.member === undefined ? 0 : 1}${rate.plan === undefined ? 0 : 1}${rate.from}`;
  const [best] = applicable.sort((a, b) => (weight(a) < weight(b) ? 1 : -1));
  return cents(best!.rates[tier]!);
}

/** The events of a month: what is charged, and the payment of what the month before was charged by others. */
export function* chargeEvents(
  charges: readonly Charge[],
  before: readonly Charge[],
): Generator<{ event: Event; member: string; amount: number }> {
  for (const { kind, member, amount } of charges) yield { event: kind, member, amount };
  for (const { kind, member, amount } of before)
    if (kind !== 'contribution') yield { event: `${kind} paid`, member, amount };
}
