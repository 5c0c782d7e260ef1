import { formatDay } from '../core/calendar/day.ts';
import { firstDayOf } from '../core/calendar/month.ts';
import { planYearOf, planYearWindow } from '../core/calendar/plan-year.ts';
import type { BooksStore } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';

/** A fiscal year of the pool, by the calendar year in which it starts. */
export interface ChargedYear {
  readonly year: string;
  readonly from: string;
  readonly to: string;
}

/** The fiscal years in which anything was charged, the oldest first: those that have ratios. */
export async function chargedYears(
  books: Pick<BooksStore, 'charges'>,
  { consortiumId, document }: Consortium,
): Promise<ChargedYear[]> {
  const { start } = document.fiscalYear;
  const charges = await books.charges(consortiumId);
  const years = new Set(charges.map(({ month }) => planYearOf(firstDayOf(month), start)));
  return [...years]
    .sort((one, other) => one - other)
    .map((year) => {
      const { from, to } = planYearWindow(year, start);
      return { year: String(year), from: formatDay(from), to: formatDay(to) };
    });
}
