import { planYearFinder } from '../../core/calendar/plan-year.ts';
import type { Weekday } from '../../core/calendar/weekday.ts';
import type { CompiledPlan } from '../../core/coverage/compile-plan.ts';
import type { CoverageSpan } from '../../core/coverage/eligibility.ts';

/** A plan as a run applies it: undefined designs are paid elsewhere. */
export interface AppliedPlan {
  readonly planId: number;
  readonly individual: CompiledPlan | undefined;
  readonly family: CompiledPlan | undefined;
}

/** What a run applies to every partition. */
export interface RunTerms {
  readonly plans: ReadonlyMap<number, AppliedPlan>;
  /** The tiers that cover a family. */
  readonly familyTiers: ReadonlySet<string>;
  readonly paymentWeekday: Weekday;
}

/** A design with the numbers that stand for names in a partition's columns: -1 where it has no such service or network. */
export interface NumberedPlan {
  readonly design: CompiledPlan;
  readonly serviceOf: Int32Array;
  readonly networkOf: Int32Array;
  readonly planYearOf: (day: number) => number;
}

/** Finds the design that applies under a span of coverage; undefined where the plan is paid elsewhere. */
export function numberedPlans(
  terms: RunTerms,
  names: readonly string[],
): (span: CoverageSpan) => NumberedPlan | undefined {
  const numbered = new Map<CompiledPlan, NumberedPlan>();
  return (span) => {
    const { individual, family } = terms.plans.get(span.planId)!;
    const design = terms.familyTiers.has(span.tier) ? family : individual;
    if (design === undefined) return undefined;
    let plan = numbered.get(design);
    if (plan === undefined) {
      plan = {
        design,
        serviceOf: Int32Array.from(names, (name) =>
          name === '' ? 0 : (design.serviceIndex.get(name) ?? -1),
        ),
        networkOf: Int32Array.from(names, (name) => design.networkIndex.get(name) ?? -1),
        planYearOf: planYearFinder(design.planYearStart),
      };
      numbered.set(design, plan);
    }
    return plan;
  };
}
