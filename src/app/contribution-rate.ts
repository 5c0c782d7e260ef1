import { formatMonth, type Month } from '../core/calendar/month.ts';
import { type Refusal, refuse } from '../core/refusal.ts';
import type { ConsortiumDocument } from '../exchange/json/consortium-document.ts';

/** Whose contribution is asked for, by codes. */
export interface Contributor {
  readonly member: string;
  readonly plan: string;
  readonly tier: string;
}

/** A rate as the document has it. */
export type ContributionRate = ConsortiumDocument['contributions'][number];

/**
 * The rate in force in a month: the latest that has begun, one that names the member or plan before one that names
 * neither. Refused: `unknown_reference` where there is none.
 */
export function contributionRate(
  document: ConsortiumDocument,
  month: Month,
  { member, plan, tier }: Contributor,
): ContributionRate | Refusal {
  const specificity = (rate: ContributionRate) =>
    (rate.member === undefined ? 0 : 2) + (rate.plan === undefined ? 0 : 1);
  const applicable = document.contributions
    .filter((rate) => rate.from <= month && rate.rates.has(tier))
    .filter((rate) => (rate.member ?? member) === member && (rate.plan ?? plan) === plan)
    .sort((a, b) => specificity(a) - specificity(b) || a.from - b.from);
  const expected = `a contribution rate of ${member} in ${plan}, tier ${tier}, in force in ${formatMonth(month)}`;
  return applicable.at(-1) ?? refuse('unknown_reference', 'contributions', expected, undefined);
}
