import { planYearWindow, type Window } from '../core/calendar/plan-year.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { isEmployer, memberAskedOf } from './employer.ts';
import { keptFigures } from './kept-figures.ts';
import type { BooksStore } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';
import type { Viewer } from './viewer.ts';
import { type ShownYear, shownYear } from './withheld.ts';
import { type YearRatios, type YearRatiosQuestion, yearRatios } from './year-ratios.ts';

/**
 * The ratios of a year as a viewer may see them. Employers see claims of enough persons together, gross of stop-loss, and
 * a member's staff those of its own. Refused, beside what `yearRatios` refuses: `not_allowed` for staff who ask of others,
 * `withheld` for net ratios, as what stop-loss reimburses of a member is of one person or two.
 */
export async function ratiosSeenBy(
  viewer: Viewer,
  books: BooksStore,
  consortium: Consortium,
  question: YearRatiosQuestion,
): Promise<YearRatios | Refusal> {
  if (!isEmployer(viewer)) return yearRatios(books, consortium, question);
  const member = memberAskedOf(viewer, question.member);
  if (isRefusal(member)) return member;
  if (question.isNet)
    return refuse('withheld', '--net', 'ratios gross of stop-loss, as recoveries are of few persons', true);
  const { start } = consortium.document.fiscalYear;
  const shown = await shownIn(books, consortium, planYearWindow(question.year, start));
  return yearRatios(books, consortium, { ...question, member }, shown);
}

/** What employers may see of the claims of a year, kept while the books stay as they are. */
export function shownIn(books: BooksStore, consortium: Consortium, window: Window): Promise<ShownYear> {
  const { consortiumId, document } = consortium;
  const least = document.leastPersonsShown;
  return keptFigures(books, consortium, `shown ${window.from} ${window.to}`, async () => {
    const { claimants, knownThrough } = await books.claimants(consortiumId, window, least);
    return shownYear(claimants, least, knownThrough);
  });
}
