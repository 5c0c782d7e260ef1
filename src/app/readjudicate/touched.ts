import { planYearOf } from '../../core/calendar/plan-year.ts';
import { type CoverageSpan, eligibilityOn } from '../../core/coverage/eligibility.ts';
import type { RunTerms } from '../adjudicate/run-terms.ts';
import type { LineOnRecord } from '../ports/changes.ts';
import type { Change } from '../ports/import-store.ts';
import type { Duplicates } from './duplicates.ts';

/** What decides lines: the terms in force, those of earlier versions of the document, and coverage by person. */
export interface Deciding {
  readonly terms: RunTerms;
  readonly termsOf: (documentVersion: number) => RunTerms;
  readonly spans: ReadonlyMap<number, readonly CoverageSpan[]>;
}

/**
 * The lines of one family that changes touch. Directly: lines without a decision, or whose version is no longer current,
 * lines whose coverage or terms changed on their day, and claims that bill the same as one that changed. With them, in
 * every plan year whose accumulators these meet or met, all current lines from the first such day on: they come after.
 */
export function touchedLines(
  family: readonly LineOnRecord[],
  changes: readonly Change[],
  duplicates: Duplicates,
  deciding: Deciding,
): LineOnRecord[] {
  const direct = new Set(
    family.filter(
      (line) =>
        !line.isCurrent ||
        line.decision === undefined ||
        duplicates.isAsked(line) ||
        changes.some((change) => isMeant(change, line)),
    ),
  );
  const firstDays = new Map<string, number>();
  const from = (planId: number, planYear: number, day: number) => {
    const scope = `${planId} ${planYear}`;
    firstDays.set(scope, Math.min(day, firstDays.get(scope) ?? Infinity));
  };
  for (const line of direct) {
    for (const { planId, planYear } of scopesOf(line, deciding)) from(planId, planYear, line.serviceDay);
  }
  for (const { kind, planId, from: day } of changes) {
    const plan = kind === 'accumulator' ? deciding.terms.plans.get(planId) : undefined;
    if (plan !== undefined) from(planId, planYearOf(day, plan.planYearStart), -Infinity);
  }
  return family.filter(
    (line) =>
      direct.has(line) ||
      scopesOf(line, deciding).some(
        ({ planId, planYear }) => line.serviceDay >= (firstDays.get(`${planId} ${planYear}`) ?? Infinity),
      ),
  );
}

function isMeant(change: Change, { personId, serviceDay, decision }: LineOnRecord): boolean {
  if (serviceDay < change.from || (change.to !== undefined && serviceDay > change.to)) return false;
  if (change.kind === 'coverage') return change.personId === personId;
  return change.kind === 'plan' && change.planId === decision?.planId;
}

/** The plan years whose accumulators a line meets, or met by its decision in force. */
function scopesOf(
  line: LineOnRecord,
  { terms, termsOf, spans }: Deciding,
): { planId: number; planYear: number }[] {
  const { decision, serviceDay, isCurrent, personId } = line;
  const scopes: { planId: number; planYear: number }[] = [];
  const add = (planId: number, under: RunTerms) => {
    const plan = under.plans.get(planId);
    if (plan !== undefined) scopes.push({ planId, planYear: planYearOf(serviceDay, plan.planYearStart) });
  };
  if (decision !== undefined) add(decision.planId, termsOf(decision.documentVersion));
  if (isCurrent) {
    const found = eligibilityOn(spans.get(personId)!, serviceDay);
    add((found.covered ? found.span : found.nearest).planId, terms);
  }
  return scopes;
}
