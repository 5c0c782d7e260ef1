import type { PlanYearStart } from '../calendar/plan-year.ts';
import type { Amount } from '../money/amount.ts';
import type { Ratio } from '../money/ratio.ts';

/** How a family's limit works: beside each person's own (embedded), or alone, for all together (aggregate). */
export type FamilyRule = 'embedded' | 'aggregate';

/** Whether a subscriber covers one person or a family. */
export type CoverageKind = 'individual' | 'family';

/** A yearly limit, of the deductible or of what persons pay out of pocket. */
export interface YearlyLimit {
  readonly individual: Amount;
  readonly family?: Amount | undefined;
  readonly familyRule: FamilyRule;
}

/** The terms of one network. `feedsInto` names the networks whose accumulators receive the same amounts. */
export interface NetworkTerms {
  readonly outOfNetwork: boolean;
  readonly coinsurance: Ratio;
  readonly deductible: YearlyLimit;
  readonly outOfPocketMax: YearlyLimit;
  readonly feedsInto: readonly string[];
}

/** What a service changes of a network's terms. `annualLimit` is the most the plan pays per person and plan year. */
export interface ServiceNetworkTerms {
  readonly copay: Amount;
  readonly coinsurance?: Ratio | undefined;
  readonly deductibleApplies: boolean;
  readonly copayFirst: boolean;
  readonly annualLimit?: Amount | undefined;
}

/** A service: whether the plan covers it, and its terms by network where they differ from the network's own. */
export interface ServiceTerms {
  readonly covered: boolean;
  readonly networks: ReadonlyMap<string, ServiceNetworkTerms>;
}

/** A health plan's design: how charges are split between person and plan. */
export interface PlanDesign {
  readonly planYearStart: PlanYearStart;
  readonly networks: ReadonlyMap<string, NetworkTerms>;
  readonly services: ReadonlyMap<string, ServiceTerms>;
}
