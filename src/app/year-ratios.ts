import { planYearWindow, type Window } from '../core/calendar/plan-year.ts';
import {
  type LossRatioAlert,
  type LossRatios,
  type LossRatioTerms,
  lossRatios,
} from '../core/loss-ratio/loss-ratio.ts';
import { type Amount, amountOf, ZERO } from '../core/money/amount.ts';
import { compareRatios, ratioOf } from '../core/money/ratio.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { hasLossRatioRules, lossRatioRules } from '../engine/loss-ratio-law.ts';
import { coveredCells } from './covered-cells.ts';
import { type Experience, type ExperienceCell, experienceIn, sumOfExperience } from './experience.ts';
import type { BooksStore } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';
import { groupsOf, type RatioGroup } from './ratio-groups.ts';
import { membersMeant, netOf, type RatioScope, recoveredIn, regionsOf } from './ratio-scope.ts';
import type { ShownYear } from './withheld.ts';

/** Which ratios are asked for: of a fiscal year, by the calendar year in which it starts. */
export interface YearRatiosQuestion extends RatioScope {
  readonly year: number;
  readonly by: RatioGroup;
}

type Standards = Pick<LossRatioTerms, 'band' | 'minimum'>;

/** What was earned and what it cost, and the ratios, which are undefined where there is nothing to divide by. */
export interface RatioRow {
  /** A member's code, a benefit, a region, a month; undefined for all, and for what is of none of them. */
  readonly of: string | undefined;
  readonly name: string;
  readonly experience: Experience;
  /** 0 where the ratios are gross. */
  readonly recoveries: Amount;
  readonly standards: Standards;
  readonly ratios: LossRatios | undefined;
  readonly alerts: readonly (LossRatioAlert | 'combined_over_100_percent')[];
  /** Claims of so few persons that whoever asks may not see them are left out: of a part of the months, or of all. */
  readonly withheld?: 'in part' | 'all' | undefined;
}

/** The ratios of a year, row by row and in all; the amounts of the rows sum to those of the total. */
export interface YearRatios {
  readonly window: Window;
  readonly rows: readonly RatioRow[];
  readonly total: RatioRow;
}

/**
 * Loss, expense and combined ratio of a fiscal year: claims incurred over contributions, what administration was charged
 * over contributions, and both together; net of stop-loss, what is recoverable and its premium are taken off. The pool's
 * line is held to the rules that its document names, a benefit to those of its own name, a month to none.
 * Refused: what `membersMeant` and `experienceIn` refuse, `undefined_result` for net ratios by benefit or month,
 * `missing_field` for regions where no member has one, `unknown_reference` for a line that the rules do not know.
 * An employer sees only what `shown` covers: a row then is of the months that it says, contributions and all.
 */
export async function yearRatios(
  store: BooksStore,
  consortium: Consortium,
  question: YearRatiosQuestion,
  shown?: ShownYear,
): Promise<YearRatios | Refusal> {
  const isMeant = membersMeant(consortium, question);
  const refusal = isRefusal(isMeant) ? isMeant : groupRefusal(consortium.document, question);
  if (refusal !== undefined || isRefusal(isMeant)) return refusal!;
  const { by, benefit, isNet } = question;
  const { document } = consortium;
  const window = planYearWindow(question.year, document.fiscalYear.start);
  const standardsOf = standardsOn(document, window);
  const inScope = async (isByBenefit: boolean) => {
    const cells = await experienceIn(store, consortium, window, isByBenefit);
    if (isRefusal(cells)) return cells;
    return cells.filter(
      (cell) => isMeant(cell.memberId) && (benefit === undefined || cell.benefit === benefit),
    );
  };
  const cells = await inScope(by === 'benefit' || benefit !== undefined);
  if (isRefusal(cells)) return cells;
  // Who is enrolled for several benefits counts once in all: the total is summed before charges are split.
  const whole = by === 'benefit' && benefit === undefined ? await inScope(false) : cells;
  if (isRefusal(whole)) return whole;
  const recovered = isNet ? await recoveredIn(store, consortium, window) : new Map<number, Amount>();
  if (isRefusal(recovered)) return recovered;
  const parts = [...recovered].filter(([memberId]) => isMeant(memberId));
  const covered = coveredCells(shown, question, isMeant);
  const { names, groupOf } = groupsOf(consortium, by, cells, isMeant, covered.monthName);
  const rows: RatioRow[] = [];
  for (const [of, name] of names) {
    const own = cells.filter((cell) => groupOf(cell) === of);
    const recoveries = sumOf(parts.filter(([memberId]) => groupOf({ memberId }) === of));
    if (of === undefined && own.length === 0 && recoveries === 0) continue;
    const standards = by === 'month' ? {} : standardsOf(by === 'benefit' ? of : benefit);
    rows.push(ratioRow({ of, name }, partOf(own, covered.isInRow), recoveries, isNet, standards));
  }
  const all = { of: undefined, name: 'All' };
  const total = ratioRow(all, partOf(whole, covered.isInTotal), sumOf(parts), isNet, standardsOf(benefit));
  return { window, rows, total };
}

function groupRefusal(
  document: Consortium['document'],
  { by, isNet }: YearRatiosQuestion,
): Refusal | undefined {
  if (isNet && (by === 'benefit' || by === 'month')) return netOf(`a ${by}`);
  if (by === 'region' && regionsOf(document).length === 0)
    return refuse('missing_field', 'members[0].region', 'a region of some member at least', undefined);
  const { lossRatioRules: named } = document;
  if (named === undefined || hasLossRatioRules(named.line, named.jurisdiction)) return undefined;
  const expected = 'a line and jurisdiction with a rule';
  return refuse(
    'unknown_reference',
    'lossRatioRules.line',
    expected,
    `${named.line} in ${named.jurisdiction}`,
  );
}

/** The band and least ratio of a benefit, or of the pool's line, on the last day of the year; none without a rule. */
function standardsOn(
  { lossRatioRules: named }: Consortium['document'],
  { to }: Window,
): (benefit: string | undefined) => Standards {
  if (named === undefined) return () => ({});
  return (benefit) => lossRatioRules(benefit ?? named.line, named.jurisdiction, to) ?? {};
}

/** The experience that may be seen. Where no claims may, contributions are those of the whole year. */
function partOf(
  cells: readonly ExperienceCell[],
  isSeen: (cell: ExperienceCell) => boolean,
): Pick<RatioRow, 'experience' | 'withheld'> {
  const seen = cells.filter(isSeen);
  if (seen.length === cells.length) return { experience: sumOfExperience(seen) };
  if (seen.length > 0) return { experience: sumOfExperience(seen), withheld: 'in part' };
  return { experience: { ...sumOfExperience(cells), claims: ZERO, lines: 0 }, withheld: 'all' };
}

function ratioRow(
  named: Pick<RatioRow, 'of' | 'name'>,
  { experience, withheld }: Pick<RatioRow, 'experience' | 'withheld'>,
  recoveries: Amount,
  isNet: boolean,
  standards: Standards,
): RatioRow {
  const { contributions, stopLossPremium, claims, administration } = experience;
  // Net figures are given as those of the period, so that expense, band and alerts look at the ratio that is shown.
  const found = lossRatios({
    incurredClaims: amountOf(claims - recoveries),
    lossAdjustmentExpense: ZERO,
    recoveries: ZERO,
    earnedPremium: amountOf(contributions - (isNet ? stopLossPremium : 0)),
    cededPremium: ZERO,
    underwritingExpense: administration,
    expenseBasis: 'earned',
    ...standards,
  });
  const row = { ...named, experience, recoveries, standards, ...(withheld && { withheld }) };
  if (isRefusal(found) || withheld === 'all') return { ...row, ratios: undefined, alerts: [] };
  const isCombinedOver = compareRatios(found.combinedRatio!, ratioOf(1)) > 0;
  return {
    ...row,
    ratios: found,
    alerts: [...found.alerts, ...(isCombinedOver ? (['combined_over_100_percent'] as const) : [])],
  };
}

function sumOf(parts: readonly (readonly [memberId: number, amount: Amount])[]): Amount {
  return parts.reduce<Amount>((sum, [, amount]) => amountOf(sum + amount), ZERO);
}
