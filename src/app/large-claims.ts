import type { Day } from '../core/calendar/day.ts';
import { firstDayOf, lastDayOf, type Month } from '../core/calendar/month.ts';
import { planYearOf, planYearWindow, wholeMonthsOf } from '../core/calendar/plan-year.ts';
import type { Amount } from '../core/money/amount.ts';
import { oldestMonth } from '../core/reserves/lag-triangle.ts';
import type { ConsortiumDocument } from '../exchange/json/consortium-document.ts';
import type { LargeClaimTerms } from './ports/close.ts';

/**
 * From where on a person's year is large: as the reserve policy says, else the least specific deductible of the contracts;
 * undefined without either.
 */
export function largeClaimsAbove({ reserves, stopLoss }: ConsortiumDocument): Amount | undefined {
  if (reserves.largeClaimsAbove !== undefined) return reserves.largeClaimsAbove;
  const deductibles = stopLoss.flatMap(({ policy }) => policy.specific?.deductible ?? []);
  return deductibles.length === 0 ? undefined : (Math.min(...deductibles) as Amount);
}

/**
 * What is taken apart of the claims that a reserve at the end of a month looks at, by the months of fiscal years: above the
 * amount given, else from where on a person's year is large.
 */
export function largeClaimTerms(
  document: ConsortiumDocument,
  month: Month,
  given?: Amount,
): LargeClaimTerms | undefined {
  const above = given ?? largeClaimsAbove(document);
  if (above === undefined) return undefined;
  const { fiscalYear } = document;
  const years = [firstDayOf(oldestMonth(month)), lastDayOf(month)].map((day) =>
    planYearOf(day, fiscalYear.start),
  );
  const [first, last] = years as [number, number];
  const yearStarts: Day[] = [];
  for (let year = first; year <= last; year += 1)
    yearStarts.push(wholeMonthsOf(planYearWindow(year, fiscalYear.start)).from);
  return { above, yearStarts };
}
