import { type PlanYearStart, planYearFinder } from '../../core/calendar/plan-year.ts';
import type { Weekday } from '../../core/calendar/weekday.ts';
import type { CompiledPlan } from '../../core/coverage/compile-plan.ts';
import { type DatedDesign, designIn } from '../../core/coverage/dated-design.ts';
import type { CoverageSpan } from '../../core/coverage/eligibility.ts';
import type { CoverageKind } from '../../core/coverage/plan-design.ts';
import type { Consortium } from '../ports/consortium.ts';

/** A plan as a run applies it; without designs its claims are paid elsewhere. */
export interface AppliedPlan {
  readonly planId: number;
  readonly planYearStart: PlanYearStart;
  readonly designs: readonly DatedDesign[];
}

/** What a run applies to every partition. */
export interface RunTerms {
  readonly plans: ReadonlyMap<number, AppliedPlan>;
  /** The tiers that cover a family. */
  readonly familyTiers: ReadonlySet<string>;
  readonly paymentWeekday: Weekday;
}

/** What a run applies, from the consortium's document. */
export function runTermsOf({ document, plans }: Pick<Consortium, 'document' | 'plans'>): RunTerms {
  return {
    plans: new Map(
      document.plans.map((plan) => {
        const planId = plans.get(plan.code)!;
        const designs = plan.administration === 'adjudicated here' ? plan.designs : [];
        return [planId, { planId, planYearStart: plan.planYearStart, designs }];
      }),
    ),
    familyTiers: new Set(
      [...document.tiers].filter(([, tier]) => tier.coverage === 'family').map(([name]) => name),
    ),
    paymentWeekday: document.paymentRun.weekday,
  };
}

/** A design with the numbers that stand for names in a partition's columns: -1 where it has no such service or network. */
export interface NumberedDesign {
  readonly fromPlanYear: number;
  readonly design: CompiledPlan;
  readonly serviceOf: Int32Array;
  readonly networkOf: Int32Array;
}

/** A plan for one kind of coverage, with the design that holds in each plan year. */
export interface NumberedPlan {
  readonly planYearOf: (day: number) => number;
  readonly designIn: (planYear: number) => NumberedDesign;
}

/** Finds what applies under a span of coverage; undefined where the plan is paid elsewhere. */
export function numberedPlans(
  terms: RunTerms,
  names: readonly string[],
): (span: CoverageSpan) => NumberedPlan | undefined {
  const numbered = new Map<number, Readonly<Record<CoverageKind, NumberedPlan | undefined>>>();
  return ({ planId, tier }) => {
    let plan = numbered.get(planId);
    if (plan === undefined) {
      const applied = terms.plans.get(planId)!;
      plan = {
        individual: numberedPlan(applied, 'individual', names),
        family: numberedPlan(applied, 'family', names),
      };
      numbered.set(planId, plan);
    }
    return plan[terms.familyTiers.has(tier) ? 'family' : 'individual'];
  };
}

function numberedPlan(
  { planYearStart, designs }: AppliedPlan,
  coverage: CoverageKind,
  names: readonly string[],
): NumberedPlan | undefined {
  const numbered = designs.map(({ fromPlanYear, [coverage]: design }): NumberedDesign => {
    const numberOf = (name: string) => (name === '' ? 0 : (design.serviceIndex.get(name) ?? -1));
    const networkOf = Int32Array.from(names, (name) => design.networkIndex.get(name) ?? -1);
    return { fromPlanYear, design, serviceOf: Int32Array.from(names, numberOf), networkOf };
  });
  const [only] = numbered;
  if (only === undefined) return undefined;
  return {
    planYearOf: planYearFinder(planYearStart),
    designIn: numbered.length === 1 ? () => only : (planYear) => designIn(numbered, planYear),
  };
}
