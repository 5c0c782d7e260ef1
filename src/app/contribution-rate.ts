import { formatMonth, type Month } from '../core/calendar/month.ts';
import type { ContributionRule } from '../core/contributions/tender.ts';
import { type Refusal, refuse } from '../core/refusal.ts';
import type { ConsortiumDocument } from '../exchange/json/consortium-document.ts';
import { termInForce } from './rate-in-force.ts';

/** Whose contribution is asked for, by codes. */
export interface Contributor {
  readonly member: string;
  readonly plan: string;
  readonly tier: string;
}

/** A rate as the document has it. */
export type ContributionRate = ConsortiumDocument['contributions'][number];

/** The rate in force in a month, as `termInForce` finds it. Refused: `unknown_reference` where there is none. */
export function contributionRate(
  document: ConsortiumDocument,
  month: Month,
  { member, plan, tier }: Contributor,
): ContributionRate | Refusal {
  const rate = termInForce(document.contributions, month, member, plan, ({ rates }) => rates.has(tier));
  if (rate !== undefined) return rate;
  const expected = `a contribution rate of ${member} in ${plan}, tier ${tier}, in force in ${formatMonth(month)}`;
  return refuse('unknown_reference', 'contributions', expected, undefined);
}

/** By which rule the employer bears a contribution: that in force in the month; undefined where nothing is said. */
export function employerRule(
  { employerShares }: ConsortiumDocument,
  month: Month,
  { member, plan, tier }: Contributor,
): ContributionRule | undefined {
  return termInForce(employerShares, month, member, plan, ({ tiers }) => tiers.has(tier))?.tiers.get(tier);
}
