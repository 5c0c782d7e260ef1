import { formatMonth } from '../core/calendar/month.ts';
import type { Currency } from '../core/money/currency.ts';
import { isRefusal } from '../core/refusal.ts';
import { explainReserve } from '../core/reserves/explain.ts';
import { explainUnpaid } from '../core/reserves/explain-unpaid.ts';
import type { ReserveStep } from '../core/reserves/explanation.ts';
import { estimateReserve } from '../core/reserves/reserve.ts';
import type { ReserveTerms } from '../core/reserves/terms.ts';
import { type BenefitShown, chancesOfOne, type ShownMethod } from './reserve.ts';

/** The steps of a method by benefit. */
export type StepsByBenefit = ReadonlyMap<string, readonly ReserveStep[]>;

/**
 * The steps from a benefit's triangle to its reserve below the threshold by a method, in whole units of the currency, as
 * an exhibit is read; none where the method makes nothing of the triangle.
 */
export function reserveSteps(shown: BenefitShown, method: ShownMethod, currency: Currency): ReserveStep[] {
  const unit = 10 ** currency.decimals;
  const { triangle, methods, closing } = shown;
  if (method === 'close') {
    const months = closing.months.flatMap(({ ordinary }) => ordinary ?? []);
    return explainUnpaid({
      months: months.map((one) => ({
        ...one,
        ...{ paid: one.paid / unit, expected: one.expected / unit, unpaid: one.unpaid / unit },
      })),
      paid: sumOf(months.map((one) => one.paid)) / unit,
      unpaid: sumOf(months.map((one) => one.unpaid)) / unit,
    });
  }
  const found = methods.find((one) => one.method === method)?.estimate;
  if (triangle === undefined || found === undefined || isRefusal(found)) return [];
  const terms = inUnits(found.terms, unit);
  const reserve = estimateReserve(terms, chancesOfOne());
  if (isRefusal(reserve)) return [];
  return explainReserve(terms, reserve).map((step) => ({
    ...step,
    about: inMonths(step.about, triangle.first),
  }));
}

function inUnits(
  { triangle, reported, expectedLossRatio, ...terms }: ReserveTerms,
  unit: number,
): ReserveTerms {
  return {
    ...terms,
    triangle: triangle?.map((row) => row.map((cell) => cell / unit)),
    reported: reported?.map((known) => known / unit),
    expectedLossRatio: expectedLossRatio === undefined ? undefined : expectedLossRatio / unit,
  };
}

/** "origin 3" as the month that it is; all else as it stands. */
function inMonths(about: string, first: number): string {
  const origin = /^origin (\d+)$/.exec(about)?.[1];
  return origin === undefined ? about : formatMonth(first + Number(origin) - 1);
}

function sumOf(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0);
}
