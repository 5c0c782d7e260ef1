import { formatMonth, lastDayOf, type Month } from '../../core/calendar/month.ts';
import { planYearWindow } from '../../core/calendar/plan-year.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { isEmployer } from '../employer.ts';
import { keptFigures, latestFigures } from '../kept-figures.ts';
import { poolBand } from '../pool-band.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { Stores } from '../ports/stores.ts';
import { positionsSeenBy } from '../seen-positions.ts';
import { shownIn } from '../seen-ratios.ts';
import { yearsSeenBy } from '../seen-years.ts';
import { type ContractPosition, inForce, keptContractRecords, positionsOf } from '../stop-loss.ts';
import type { Viewer } from '../viewer.ts';
import { type YearRatios, yearRatios } from '../year-ratios.ts';
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

/** The longest that whoever has seen an overview before waits for the next one. */
const PATIENCE_MILLISECONDS = 3000;

/** An overview, and whether it is of the books as they are: else what was posted last is still being worked in. */
export interface LatestOverview extends OverviewDocument {
  readonly isCurrent: boolean;
}

/**
 * The same for a screen: at once, however large the pool. While the books change, the last overview is shown and said to be
 * that, until the next one is worked out. Refused as `overviewSeenBy` refuses.
 */
export async function latestOverview(
  viewer: Viewer,
  stores: Pick<Stores, 'books' | 'closes'>,
  consortium: Consortium,
  question: OverviewQuestion,
): Promise<LatestOverview | Refusal> {
  const { role, memberId = '', party = '' } = viewer;
  const { year = '', asOf = '' } = question;
  // A document of another version may say otherwise what the same books come to.
  const of = `overview ${role} ${memberId} ${party} ${year} ${asOf} ${consortium.documentVersion}`;
  const { figures, isCurrent } = await latestFigures(
    stores.books,
    consortium,
    of,
    () => overviewSeenBy(viewer, stores, consortium, question),
    PATIENCE_MILLISECONDS,
  );
  return isRefusal(figures) ? figures : { ...figures, isCurrent };
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
  const { start } = consortium.document.fiscalYear;
  const seen = await yearsSeenBy(viewer, books, consortium);
  // What may be shown of all years is found in one go; a year without claims is not among them.
  const ratios = async (of: number, by: 'month' | 'member') =>
    yearRatios(
      books,
      consortium,
      { year: of, by, isNet: false },
      seen?.years.get(of) ?? (await shownIn(books, consortium, planYearWindow(of, start))),
    );
  const byMonth = await ratios(year, 'month');
  if (isRefusal(byMonth)) return byMonth;
  const byMember = await ratios(year, 'member');
  if (isRefusal(byMember)) return byMember;
  const before = years.includes(year - 1) ? await ratios(year - 1, 'member') : undefined;
  if (isRefusal(before)) return before;
  return { byMonth, byMember, before, isWhole: seen?.isWhole !== false };
}
