import type { PoolDocument } from '../history.ts';
import type { Books, Event } from './books.ts';
import type { Roster } from './roster.ts';
import { cents, monthAfter, monthOf, planYearOf } from './text.ts';

/** What a month's charge to a member comes to. */
export interface Charge {
  readonly kind: 'contribution' | 'administration' | 'stop-loss premium';
  readonly member: string;
  readonly units: number;
  readonly amount: number;
}

const NOTHING: Charge = { kind: 'contribution', member: '', units: 0, amount: 0 };

/** The months that were charged. */
export class Charging {
  readonly months = new Map<string, readonly Charge[]>();
  readonly #books: Books;

  constructor(books: Books) {
    this.#books = books;
  }

  /** Charges all months up to one that were not, and says which. */
  charge(document: PoolDocument, roster: Roster, through: string): string {
    const months: string[] = [];
    let before: readonly Charge[] = [];
    for (let month = firstMonth(roster) ?? '9999-12'; month <= through; month = monthAfter(month, 1)) {
      const known = this.months.get(month);
      const found = known ?? chargesOf(document, roster, month);
      // A month with nobody enrolled is charged nothing where it pays for the one before.
      const charges = found.length === 0 && before.length > 0 ? [NOTHING] : found;
      if (known === undefined && charges.length > 0) {
        this.months.set(month, charges);
        for (const { event, member, amount } of chargeEvents(charges, before))
          this.#books.post(event, month, member, amount);
        months.push(month);
      }
      before = charges;
    }
    return `charged ${months.join(', ')}`;
  }

  /** The fiscal years of which a month was charged. */
  years({ fiscalYear }: PoolDocument): number[] {
    const days = [...this.months.keys()].map((month) => `${month}-01`);
    return [...new Set(days.map((day) => planYearOf(day, fiscalYear.start)))];
  }

  /** True where a charge up to this month would charge something. */
  isBehind(roster: Roster, through: string): boolean {
    for (let month = firstMonth(roster) ?? '9999-12'; month <= through; month = monthAfter(month, 1)) {
      const isOwed = enrolledUnits(roster, month).length > 0 || this.months.has(monthAfter(month, -1));
      if (isOwed && !this.months.has(month)) return true;
    }
    return false;
  }
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

/** How many subscribers are covered in each month up to one, but for months without any. */
export function exposureOf(roster: Roster, through: string): Map<string, number> {
  const exposure = new Map<string, number>();
  for (let month = firstMonth(roster) ?? '9999-12'; month <= through; month = monthAfter(month, 1)) {
    const units = enrolledUnits(roster, month).reduce((sum, one) => sum + one.units, 0);
    if (units > 0) exposure.set(month, units);
  }
  return exposure;
}

/** The first month in which anybody is covered. */
export function firstMonth(roster: Roster): string | undefined {
  const days = [...roster.spans.values()].flatMap((spans) => spans.map(({ from }) => from));
  return days.length === 0 ? undefined : monthOf(days.sort()[0]!);
}

/** What a month costs each member, in cents. */
function chargesOf(document: PoolDocument, roster: Roster, month: string): Charge[] {
  const administration = document.administration.filter(({ from }) => from <= month);
  const latest = administration.sort((a, b) => (a.from < b.from ? -1 : 1)).at(-1);
  const contracts = document.stopLoss.filter(({ policy: { incurred, paid } }) => {
    const day = `${month}-01`;
    return [incurred, paid].every(({ from, to }) => from <= day && to >= day);
  });
  const premium = contracts.reduce((sum, one) => sum + cents(one.premiumPerEmployeePerMonth), 0);
  return enrolledUnits(roster, month).flatMap(({ member, plan, tier, units }): Charge[] => [
    {
      ...{ kind: 'contribution', member, units },
      amount: units * contributionRate(document, month, member, plan, tier),
    },
    {
      ...{ kind: 'administration', member, units },
      amount: units * cents(latest?.perEmployeePerMonth ?? '0'),
    },
    { kind: 'stop-loss premium', member, units, amount: units * premium },
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
function* chargeEvents(
  charges: readonly Charge[],
  before: readonly Charge[],
): Generator<{ event: Event; member: string; amount: number }> {
  for (const { kind, member, amount } of charges) yield { event: kind, member, amount };
  for (const { kind, member, amount } of before)
    if (kind !== 'contribution') yield { event: `${kind} paid`, member, amount };
}
