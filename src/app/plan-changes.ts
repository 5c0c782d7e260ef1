import { isDeepStrictEqual } from 'node:util';
import { type Day, dayOf } from '../core/calendar/day.ts';
import { planYearWindow } from '../core/calendar/plan-year.ts';
import { designIn } from '../core/coverage/dated-design.ts';
import type { ConsortiumDocument, ConsortiumPlan } from '../exchange/json/consortium-document.ts';

/** Days on which another version of the document has other terms for a plan; without an end where `to` is undefined. */
export interface PlanChange {
  readonly plan: string;
  readonly from: Day;
  readonly to: Day | undefined;
}

/** Before any day that a file may name. */
const EVER = dayOf(1900, 1, 1)!;

/**
 * Where two versions of a document decide claims differently: plans whose design, administration or plan year differ, and
 * all plans where a tier covers others than before. Plans that are paid elsewhere in both decide nothing.
 */
export function planChanges(before: ConsortiumDocument, after: ConsortiumDocument): PlanChange[] {
  const sameTiers = [...before.tiers].every(
    ([name, { coverage }]) => after.tiers.get(name)?.coverage === coverage,
  );
  return before.plans.flatMap((was) => {
    const is = after.plans.find(({ code }) => code === was.code)!;
    if (was.administration === 'paid elsewhere' && is.administration === 'paid elsewhere') return [];
    const sameFrame =
      sameTiers &&
      was.administration === is.administration &&
      isDeepStrictEqual(was.planYearStart, is.planYearStart);
    return sameFrame ? designChanges(was, is) : [{ plan: was.code, from: EVER, to: undefined }];
  });
}

/** The stretches of plan years in which the designs differ; neighbouring ones are one. */
function designChanges(was: ConsortiumPlan, is: ConsortiumPlan): PlanChange[] {
  const starts = [...was.designs, ...is.designs].map(({ fromPlanYear }) => fromPlanYear);
  const years = [...new Set(starts)].sort((a, b) => a - b);
  const stretches: { from: number; before: number }[] = [];
  for (const [index, from] of years.entries()) {
    if (isDeepStrictEqual(designIn(was.designs, from).design, designIn(is.designs, from).design)) continue;
    const before = years[index + 1] ?? Infinity;
    const last = stretches.at(-1);
    if (last?.before === from) last.before = before;
    else stretches.push({ from, before });
  }
  const firstDay = (year: number) => planYearWindow(year, is.planYearStart).from;
  return stretches.map(({ from, before }) => ({
    plan: is.code,
    from: from === -Infinity ? EVER : firstDay(from),
    to: before === Infinity ? undefined : ((firstDay(before) - 1) as Day),
  }));
}
