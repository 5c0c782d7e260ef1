import { firstDayOf, type Month, monthOf } from '../../core/calendar/month.ts';
import { planYearOf, planYearWindow, type Window, wholeMonthsOf } from '../../core/calendar/plan-year.ts';
import type { Refusal } from '../../core/refusal.ts';
import {
  claimsReserves,
  enrolledThrough,
  heldForClaims,
  subscribersOf,
  withMargin,
} from '../claims-reserves.ts';
import { largeClaimTerms } from '../large-claims.ts';
import type { ChargedAmount } from '../ports/books.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { Stores } from '../ports/stores.ts';
import { type PoolRequirement, poolRequirement } from '../reserve-requirement.ts';
import { type Incurred, incurredClaims } from './incurred.ts';
import { type Projection, projectionOf } from './projection.ts';

/** A month of the year: what it is funded with, and what its claims cost; undefined of a month that is to come. */
export interface OverviewMonth {
  readonly month: Month;
  readonly funded: number;
  readonly incurred: Incurred | undefined;
}

/** A member's part of the year so far, and of the year before. */
export interface OverviewMember {
  readonly memberId: number;
  readonly employees: number;
  readonly funded: number;
  readonly claims: number;
  readonly before: { readonly funded: number; readonly claims: number };
}

/** The pool's year as it stood at the end of a month, in minor units. */
export interface YearOverview {
  readonly window: Window;
  readonly asOf: Month;
  readonly employees: number;
  readonly months: readonly OverviewMonth[];
  readonly members: readonly OverviewMember[];
  /** Contributions up to that month, and of the year when each month to come is charged like the last one. */
  readonly funded: { readonly toDate: number; readonly year: number };
  readonly projection: Projection | undefined;
  /** What is held for claims, and what claims incurred will still cost, with the margin of the reserve policy. */
  readonly reserves: { readonly held: number; readonly required: number };
  readonly requirement: PoolRequirement | Refusal | undefined;
}

/** The fiscal years in which something was charged, oldest first, and the last month that was. */
export function chargedYears(
  { document }: Consortium,
  charges: readonly ChargedAmount[],
): { readonly years: readonly number[]; readonly last: Month | undefined } {
  const { start } = document.fiscalYear;
  const years = new Set(charges.map(({ month }) => planYearOf(firstDayOf(month), start)));
  return { years: [...years].sort((a, b) => a - b), last: charges.at(-1)?.month };
}

/** The year as it stood at the end of a month, from the rollups of the store and the reserves of that month. */
export async function yearOverview(
  { books, closes }: Pick<Stores, 'books' | 'closes'>,
  consortium: Consortium,
  year: number,
  asOf: Month,
): Promise<YearOverview> {
  const { consortiumId, document, members } = consortium;
  const window = planYearWindow(year, document.fiscalYear.start);
  const before = planYearWindow(year - 1, document.fiscalYear.start);
  const [from, to] = monthsOf(window);
  const all = await closes.booksAt(consortiumId, asOf, largeClaimTerms(document, asOf));
  const enrolled = await enrolledThrough(books, consortiumId, asOf);
  const exposure = subscribersOf(enrolled);
  const reserves = claimsReserves(all, exposure, asOf);
  const memberIds = [...members.values()];
  const incurred = incurredClaims(all, reserves, enrolled, memberIds);
  const charges = (await books.charges(consortiumId)).filter(({ kind }) => kind === 'contribution');
  const fundedIn = (a: number, b: number, memberId?: number) =>
    charges
      .filter((row) => row.month >= a && row.month <= b && (memberId ?? row.memberId) === row.memberId)
      .reduce((sum, { amount }) => sum + amount, 0);
  const last = Math.min(to, asOf) as Month;
  const lastFunded = fundedIn(last, last);
  const fundedOf = (month: number) => (month <= asOf ? fundedIn(month, month) : lastFunded);
  const months = Array.from({ length: to - from + 1 }, (_, at) => (from + at) as Month);
  const funded = months.reduce((sum, month) => sum + fundedOf(month), 0);
  const [beforeFrom, beforeTo] = monthsOf(before);
  return {
    ...{ window, asOf, employees: exposure.get(last) ?? 0 },
    months: months.map((month) => ({
      month,
      funded: fundedOf(month),
      incurred: month > asOf ? undefined : (incurred.byMonth.get(month) ?? { paid: 0, unpaid: 0 }),
    })),
    members: memberIds.map((memberId) => ({
      memberId,
      employees: enrolled
        .filter((row) => row.memberId === memberId && row.month === last)
        .reduce((sum, { units }) => sum + units, 0),
      funded: fundedIn(from, last, memberId),
      claims: incurred.ofMember(memberId, from, last),
      before: {
        funded: fundedIn(beforeFrom, beforeTo, memberId),
        claims: incurred.ofMember(memberId, beforeFrom, beforeTo),
      },
    })),
    funded: { toDate: fundedIn(from, last), year: funded },
    projection: projectionOf({ from, to, asOf, exposure, funded }, incurred, reserves),
    reserves: {
      held: heldForClaims(all.balances),
      required: withMargin(
        reserves.reduce((sum, { reserve }) => sum + reserve.unpaid, 0),
        document.reserves.margin,
      ),
    },
    requirement: await poolRequirement(books, consortium, asOf, all, reserves),
  };
}

/** The first and last month that begin in a window. */
export function monthsOf(window: Window): readonly [Month, Month] {
  const { from, to } = wholeMonthsOf(window);
  return [monthOf(from), monthOf(to)];
}
