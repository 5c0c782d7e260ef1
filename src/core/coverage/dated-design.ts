import type { CompiledPlan } from './compile-plan.ts';
import type { CoverageKind, PlanDesign } from './plan-design.ts';

/** A design of a plan with the first plan year in which it holds, compiled for both kinds of coverage. */
export interface DatedDesign {
  /** -Infinity for the design that a plan begins with. */
  readonly fromPlanYear: number;
  readonly design: PlanDesign;
  readonly individual: CompiledPlan;
  readonly family: CompiledPlan;
}

/** The design that holds in a plan year, of designs in order of their first one; the first of them holds from the beginning. */
export function designIn<Dated extends { readonly fromPlanYear: number }>(
  designs: readonly Dated[],
  planYear: number,
): Dated {
  let found = designs[0]!;
  for (const design of designs) if (design.fromPlanYear <= planYear) found = design;
  return found;
}

/** The design of a kind of coverage that holds in a plan year. */
export function compiledIn(
  designs: readonly DatedDesign[],
  planYear: number,
  coverage: CoverageKind,
): CompiledPlan {
  return designIn(designs, planYear)[coverage];
}
