import { firstDayOf, lastDayOf, type Month } from '../core/calendar/month.ts';
import { planYearOf } from '../core/calendar/plan-year.ts';
import { isEmployer } from './employer.ts';
import { keptFigures } from './kept-figures.ts';
import type { BooksStore } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';
import type { Viewer } from './viewer.ts';
import { type ShownYear, shownYear } from './withheld.ts';

/** What a viewer may see of the claims of all fiscal years: undefined for all of it. */
export interface SeenYears {
  readonly years: ReadonlyMap<number, ShownYear>;
  /** Every year may be shown as a whole, and so what is summed over all of them. */
  readonly isWhole: boolean;
}

/** What a viewer may see of all years; undefined for those who are no employers. `books` are those of the program itself. */
export async function yearsSeenBy(
  viewer: Viewer,
  books: BooksStore,
  consortium: Consortium,
): Promise<SeenYears | undefined> {
  if (!isEmployer(viewer)) return undefined;
  return keptFigures(books, consortium, 'shown years', () => shownYears(books, consortium));
}

async function shownYears(books: BooksStore, { consortiumId, document }: Consortium): Promise<SeenYears> {
  const least = document.leastPersonsShown;
  const months = (await books.claimSums(consortiumId)).map(({ incurredMonth }) => incurredMonth);
  if (months.length === 0) return { years: new Map(), isWhole: true };
  const window = { from: firstDayOf(Math.min(...months)), to: lastDayOf(Math.max(...months)) };
  const { claimants, knownThrough } = await books.claimants(consortiumId, window, least);
  const yearOf = (month: Month) => planYearOf(firstDayOf(month), document.fiscalYear.start);
  const years = new Map(
    [...Map.groupBy(claimants, ({ month }) => yearOf(month))].map(([year, own]) => [
      year,
      shownYear(own, least, knownThrough),
    ]),
  );
  return { years, isWhole: [...years.values()].every((year) => year.isWhole(false)) };
}
