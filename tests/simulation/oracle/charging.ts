import type { PoolDocument } from '../history.ts';
import type { Books } from './books.ts';
import type { Roster } from './roster.ts';
import { refused } from './tally.ts';
import { cents, monthAfter, monthOf, planYearOf } from './text.ts';

/** What a month's charge to a member comes to. */
export interface Charge {
  readonly kind: 'contribution' | 'administration' | 'stop-loss premium';
  readonly member: string;
  readonly units: number;
  readonly amount: number;
}

/** What every month was charged, corrected, paid and billed. */
export class Charging {
  /** What a month stands at; a month that is here was charged, be it nothing. */
  readonly months = new Map<string, readonly Charge[]>();
  readonly #books: Books;
  /** What the administrator and carriers ask for with a month: its own charges, and corrections found after the month before. */
  readonly #asked = new Map<string, [kind: Charge['kind'], member: string, amount: number][]>();
  readonly #bills = new Set<string>();

  constructor(books: Books) {
    this.#books = books;
  }

  /** Brings all months up to one to what enrolment and document say now. */
  charge(document: PoolDocument, roster: Roster, through: string): string {
    const known = [...this.months.keys()].sort();
    const first = [firstMonth(roster) ?? '9999-12', known[0] ?? '9999-12'].sort()[0]!;
    const last = known.at(-1);
    let corrected = 0;
    if (last !== undefined)
      for (let month = first; month <= last; month = monthAfter(month, 1))
        corrected += this.#bring(month, monthAfter(last, 1), document, roster);
    const months: string[] = [];
    const next = last === undefined ? first : monthAfter(last, 1);
    for (let month = next; month <= through; month = monthAfter(month, 1)) {
      this.#bring(month, month, document, roster);
      for (const [kind, member, amount] of this.#asked.get(monthAfter(month, -1)) ?? [])
        if (kind !== 'contribution') this.#books.post(`${kind} paid`, month, member, amount);
      months.push(month);
    }
    return `charged ${months.join(', ')}, corrected by ${corrected}`;
  }

  /** Issues the bills of a month: what was asked of each member with it. Those issued before stay. */
  bill(month: string): string {
    if (!this.months.has(month)) return refused(['period_not_ready']);
    const sums = new Map<string, number>();
    for (const [kind, member, amount] of this.#asked.get(month) ?? [])
      if (kind === 'contribution') sums.set(member, (sums.get(member) ?? 0) + amount);
    for (const [member, amount] of sums) if (amount !== 0) this.#bills.add(`${month}|${member}|${amount}`);
    const total = [...sums.values()].reduce((sum, amount) => sum + amount, 0);
    return `billed ${total}, owed ${this.#books.owed()}`;
  }

  /** All bills that are not of nothing, as "month|member|amount". */
  bills(): Iterable<string> {
    return this.#bills;
  }

  /** The fiscal years of which a month was charged. */
  years({ fiscalYear }: PoolDocument): number[] {
    const days = [...this.months.keys()].map((month) => `${month}-01`);
    return [...new Set(days.map((day) => planYearOf(day, fiscalYear.start)))];
  }

  /** True where a month up to this one was not charged. */
  isBehind(roster: Roster, through: string): boolean {
    for (let month = firstMonth(roster) ?? '9999-12'; month <= through; month = monthAfter(month, 1))
      if (!this.months.has(month)) return true;
    return false;
  }

  /** Posts the difference between what a month was charged and what it should be. */
  #bring(month: string, askedWith: string, document: PoolDocument, roster: Roster): number {
    const [before, after] = [this.months.get(month) ?? [], chargesOf(document, roster, month)];
    this.months.set(month, after);
    const [was, is] = [amounts(before), amounts(after)];
    let corrected = 0;
    for (const key of new Set([...was.keys(), ...is.keys()])) {
      const [kind, member] = key.split('|') as [Charge['kind'], string];
      const amount = (is.get(key) ?? 0) - (was.get(key) ?? 0);
      this.#books.post(kind, month, member, amount);
      this.#asked.set(askedWith, [...(this.#asked.get(askedWith) ?? []), [kind, member, amount]]);
      corrected += amount;
    }
    return corrected;
  }
}

/** Sums of charges by "kind|member". */
function amounts(charges: readonly Charge[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { kind, member, amount } of charges) {
    const key = `${kind}|${member}`;
    sums.set(key, (sums.get(key) ?? 0) + amount);
  }
  return sums;
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
