import { formatMonth, lastDayOf, type Month } from '../../core/calendar/month.ts';
import { planYearWindow } from '../../core/calendar/plan-year.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { isEmployer } from '../employer.ts';
import { keptFigures } from '../kept-figures.ts';
import { poolBand } from '../pool-band.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { Stores } from '../ports/stores.ts';
import { positionsSeenBy } from '../seen-positions.ts';
import { ratiosSeenBy } from '../seen-ratios.ts';
import { yearsSeenBy } from '../seen-years.ts';
import { type ContractPosition, inForce, keptContractRecords, positionsOf } from '../stop-loss.ts';
import type { Viewer } from '../viewer.ts';
import type { YearRatios } from '../year-ratios.ts';
import { type OverviewDocument, overviewDocument } from './overview-document.ts';
import { chargedYears, monthsOf, type YearOverview, yearOverview } from './year-overview.ts';

/** Which year is looked at, as of the end of which month; the last ones charged where none is named. */
export interface OverviewQuestion {
  readonly year?: number | undefined;
  readonly asOf?: Month | undefined;
}

/** What an employer may see of a year in place of its claims by month paid: ratios of enough persons, this year's and the last's. */
export interface EmployerYear {
  readonly byMonth: YearRatios;
  readonly byMember: YearRatios;
  readonly before: YearRatios | undefined;
  /** All claims together are of enough persons, so that figures of the whole pool may be shown. */
  readonly isWhole: boolean;
}

/**
 * The pool's health in a fiscal year, as a viewer may see it: funding against claims by month with a projection, reserves,
 * stop-loss, members. All of it is kept while the books stay as they are. Refused: `unknown_reference` for a year in which
 * nothing was charged, `out_of_range` for a month before it or that is not charged yet, `withheld` for an employer who asks
 * of an earlier month: what changed from one to another is of few persons.
 */
export async function overviewSeenBy(
  viewer: Viewer,
  stores: Pick<Stores, 'books' | 'closes'>,
  consortium: Consortium,
  question: OverviewQuestion,
): Promise<OverviewDocument | Refusal> {
  const { books } = stores;
  const { document } = consortium;
  const keep = <T>(of: string, make: () => Promise<T>) => keptFigures(books, consortium, of, make);
  const charges = await keep('charges', () => books.charges(consortium.consortiumId));
  const { years, last } = chargedYears(consortium, charges);
  if (last === undefined) return { years: [], currency: document.currency.code };
  const year = question.year ?? years.at(-1)!;
  if (!years.includes(year))
    return refuse('unknown_reference', '--year', `one of ${years.join(', ')}`, String(year));
  const asOf = question.asOf ?? last;
  if (isEmployer(viewer) && asOf !== last)
    return refuse(
      'withheld',
      '--as-of',
      'the last month charged, as what changed since an earlier one is of few persons',
      true,
    );
  const [first] = monthsOf(planYearWindow(year, document.fiscalYear.start));
  if (asOf < first || asOf > last)
    return refuse(
      'out_of_range',
      '--as-of',
      `a month from ${formatMonth(first)} to ${formatMonth(last)}`,
      formatMonth(asOf),
    );
  const overview = await keep(`overview ${year} ${asOf}`, () => yearOverview(stores, consortium, year, asOf));
  const employer = isEmployer(viewer)
    ? await keep(`overview of employers ${year} ${viewer.role}`, () =>
        employerYear(viewer, stores, consortium, year, years),
      )
    : undefined;
  if (isRefusal(employer)) return employer;
  const positions = await positionsIn(stores, consortium, overview);
  if (isRefusal(positions)) return positions;
  const seen = positionsSeenBy(viewer, employer?.isWhole === false ? [] : positions);
  const band = poolBand(document, overview.window.to);
  return overviewDocument(consortium, { years, year, overview, positions: seen, band, employer, last });
}

/** The positions of the contracts in force in the year, from what was paid by the end of the month. */
async function positionsIn(
  { books }: Pick<Stores, 'books'>,
  consortium: Consortium,
  { window, asOf }: YearOverview,
): Promise<ContractPosition[] | Refusal> {
  const records = await keptContractRecords(books, consortium);
  const running = records.filter(({ policy }) => {
    const { from, to } = inForce(policy);
    return from <= Math.min(window.to, lastDayOf(asOf)) && to >= window.from;
  });
  return positionsOf(running, asOf);
}

async function employerYear(
  viewer: Viewer,
  { books }: Pick<Stores, 'books'>,
  consortium: Consortium,
  year: number,
  years: readonly number[],
): Promise<EmployerYear | Refusal> {
  const ratios = (of: number, by: 'month' | 'member') =>
    ratiosSeenBy(viewer, books, consortium, { year: of, by, isNet: false });
  const byMonth = await ratios(year, 'month');
  if (isRefusal(byMonth)) return byMonth;
  const byMember = await ratios(year, 'member');
  if (isRefusal(byMember)) return byMember;
  const before = years.includes(year - 1) ? await ratios(year - 1, 'member') : undefined;
  if (isRefusal(before)) return before;
  const seen = await yearsSeenBy(viewer, books, consortium);
  return { byMonth, byMember, before, isWhole: seen?.isWhole !== false };
}
