import type { Month } from '../../core/calendar/month.ts';
import { isRefusal } from '../../core/refusal.ts';
import { lagTriangle } from '../../core/reserves/lag-triangle.ts';
import { ordinaryCells } from '../../core/reserves/large-claims.ts';
import { estimateReserve } from '../../core/reserves/reserve.ts';
import { LEAST_COSTS, type YearEnd, yearEnd } from '../../core/reserves/year-end.ts';
import type { BenefitReserve } from '../claims-reserves.ts';
import { chancesOfOne } from '../reserve.ts';
import type { IncurredClaims } from './incurred.ts';

/** How many years are drawn, and from how many months before at most. */
export const DRAWS = 10_000;
const MONTHS_BEFORE = 24;
const YEAR = 12;

/** How the year may end, and from how many months before that follows. */
export interface Projection extends YearEnd {
  readonly monthsBefore: number;
  /** Months ahead cost what the same month cost a year before, grown as the months since; or as any month before. */
  readonly basis: 'season' | 'level';
}

/** What is asked: the year's months, up to when claims are known, who was covered, and what the year is funded with. */
export interface ProjectionQuestion {
  readonly from: Month;
  readonly to: Month;
  readonly asOf: Month;
  readonly exposure: ReadonlyMap<Month, number>;
  readonly funded: number;
}

/**
 * The year's end from what claims cost so far. Months to come have as many employees as the last one known. Undefined where
 * too few months lie before.
 */
export function projectionOf(
  { from, to, asOf, exposure, funded }: ProjectionQuestion,
  { byMonth }: IncurredClaims,
  reserves: readonly BenefitReserve[],
): Projection | undefined {
  const last = Math.min(to, asOf) as Month;
  let [paid, unpaid] = [0, 0];
  for (let month = from as number; month <= last; month += 1) {
    const found = byMonth.get(month as Month);
    paid += found?.paid ?? 0;
    unpaid += found?.unpaid ?? 0;
  }
  const costOf = (month: number) => {
    const [found, units] = [byMonth.get(month as Month), exposure.get(month as Month) ?? 0];
    // A month of which less than half is known says what the estimate expects, not what a month costs.
    return found !== undefined && units > 0 && found.unpaid < found.paid
      ? (found.paid + found.unpaid) / units
      : undefined;
  };
  const employees = exposure.get(asOf) ?? 0;
  const ahead = Array.from({ length: to - last }, (_, at) => last + 1 + at);
  const { costs, exposures, basis } = costsOf(costOf, asOf, ahead, employees);
  const standardError = standardErrorOf(reserves, from, asOf);
  const terms = { paid, unpaid, standardError, costs, exposures, limits: [funded], draws: DRAWS };
  const found = yearEnd(terms, chancesOfOne());
  return found && { ...found, basis, monthsBefore: costs.length };
}

/**
 * What is drawn, and what it is multiplied by. Deductibles begin anew each year, so that claims have a season: where the year
 * before is known, the growth of months since is drawn, and the same month a year before multiplied; else a month's cost.
 */
function costsOf(
  costOf: (month: number) => number | undefined,
  asOf: Month,
  ahead: readonly number[],
  employees: number,
) {
  const before = Array.from({ length: MONTHS_BEFORE }, (_, at) => asOf - at);
  const growth = before.slice(0, YEAR).flatMap((month) => {
    const [now, then] = [costOf(month), costOf(month - YEAR)];
    return now === undefined || then === undefined || then <= 0 ? [] : [now / then];
  });
  const bases = ahead.map((month) => costOf(month - YEAR));
  if (growth.length >= LEAST_COSTS && bases.every((base) => base !== undefined))
    return { costs: growth, exposures: bases.map((base) => base! * employees), basis: 'season' as const };
  const costs = before.flatMap((month) => costOf(month) ?? []);
  return { costs, exposures: ahead.map(() => employees), basis: 'level' as const };
}

/**
 * Mack's standard error of what is still to come of the months from one on, the benefits taken as independent: of the
 * error of all months the part that these have by themselves. A triangle that gives none adds none.
 */
function standardErrorOf(reserves: readonly BenefitReserve[], from: Month, asOf: Month): number {
  let squares = 0;
  for (const { onRecord } of reserves) {
    const triangle = lagTriangle(ordinaryCells(onRecord, asOf), asOf);
    if (triangle === undefined) continue;
    const found = estimateReserve(
      {
        ...{ method: 'mack', average: 'volume', tail: 1, iterations: 2, lastSigma: 'mack', simulations: 0 },
        triangle: triangle.rows,
      },
      chancesOfOne(),
    );
    if (isRefusal(found) || found.standardError === undefined) continue;
    const sum = (errors: readonly number[]) => errors.reduce((all, error) => all + error, 0);
    const [own, all] = [
      sum(found.standardError.slice(Math.max(0, from - triangle.first))),
      sum(found.standardError),
    ];
    const part = all > 0 ? (found.total.standardError ?? 0) * (own / all) : 0;
    if (Number.isFinite(part)) squares += part ** 2;
  }
  return Math.sqrt(squares);
}
