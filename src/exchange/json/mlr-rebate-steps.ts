import type { Step } from '../../core/claims/explain.ts';
import type { MlrRebate, MlrRebateTerms } from '../../core/loss-ratio/mlr-rebate.ts';
import { formatRatio } from '../../core/money/ratio.ts';

/** A rebate too small to be paid to one receiver, as a step tells it: to whom, why, how much, and by which law. */
export type LeastRebate = Step;

const WHY_NO_ADJUSTMENT = {
  none: 'not credible: the standard is presumed to be met',
  partial: 'three credible years, each under the standard: no adjustment',
  full: 'fully credible: no adjustment',
};

/**
 * How a medical loss ratio and its rebate came about. Where a rebate is due the least ones follow: they bind what a
 * policyholder or subscriber gets of it, and leave the sum as it is.
 */
export function rebateSteps(
  terms: MlrRebateTerms,
  result: MlrRebate,
  leastRebates: readonly LeastRebate[],
  write: (minor: number) => string,
): Step[] {
  const { credibility } = result;
  const added = terms.years.map(({ lifeYears: count }) => formatRatio(count)).join(' + ');
  const [preliminary, adjustment, mlr, standard] = [
    result.preliminaryMlr,
    credibility.adjustment,
    result.mlr,
    result.standard,
  ].map(formatRatio) as [string, string, string, string];
  const factors = `${formatRatio(credibility.baseFactor)} x ${formatRatio(credibility.deductibleFactor)}`;
  const isAdjusted = credibility.class === 'partial' && !credibility.isWithheld;
  return [
    {
      term: 'preliminary medical loss ratio',
      formula: `${write(result.numerator)} / ${write(result.denominator)}`,
      result: preliminary,
      source: '45 CFR 158.221(a)',
    },
    {
      term: 'life-years',
      formula: added,
      result: formatRatio(credibility.lifeYears),
      source: '45 CFR 158.231',
    },
    {
      term: 'credibility adjustment',
      formula: isAdjusted ? factors : WHY_NO_ADJUSTMENT[credibility.class],
      result: adjustment,
      source: isAdjusted ? '45 CFR 158.232(a)' : '45 CFR 158.230, 158.232',
    },
    {
      term: 'medical loss ratio',
      formula: `${preliminary} + ${adjustment}, half up to three decimals`,
      result: mlr,
      source: '45 CFR 158.221(a)',
    },
    {
      term: 'rebate',
      formula: rebateFormula(result, mlr, standard, write),
      result: write(result.rebate),
      source: '45 CFR 158.240(c)',
    },
    ...(result.rebate > 0 ? leastRebates : []),
  ];
}

function rebateFormula(
  result: MlrRebate,
  mlr: string,
  standard: string,
  write: (minor: number) => string,
): string {
  if (!result.applies) return 'a self-funded plan owes none; the ratio is an indicator';
  if (result.credibility.class === 'none') return 'none, as the standard is presumed to be met';
  return `larger of 0 and (${standard} - ${mlr}) x ${write(result.rebateBase)}`;
}
