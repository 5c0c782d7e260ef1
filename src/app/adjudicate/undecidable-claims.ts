import { eligibilityOn } from '../../core/coverage/eligibility.ts';
import type { ChangesInput } from '../ports/changes.ts';
import type { PartitionInput } from '../ports/run.ts';
import type { RunTerms } from './run-terms.ts';

/** A claim that cannot be decided: its person's coverage is gone, or is under a plan that the document does not hold. */
export interface UndecidableClaim {
  readonly claimId: number;
  /** The plan that is not there; undefined where the person has no coverage on record at all. */
  readonly planId: number | undefined;
}

const MOST = 20;

/**
 * The first undecidable claim of each person of a partition, up to 20: when it is put right, so mostly are the person's
 * others. A plan may be gone under which no claim falls any more; so the lines are looked at.
 */
export function undecidableClaims(terms: RunTerms, { staged, spans }: PartitionInput): UndecidableClaim[] {
  const { claims, claimId, personId, firstLine, serviceDay } = staged;
  const found = new Map<number, UndecidableClaim>();
  const isVanished = (planId: number) => !terms.plans.has(planId);
  const doubtful = new Set<number>();
  for (const [person, all] of spans) if (all.some(({ planId }) => isVanished(planId))) doubtful.add(person);
  for (let claim = 0; claim < claims && found.size < MOST; claim += 1) {
    const person = personId[claim]!;
    const coverage = spans.get(person);
    if (coverage !== undefined && !doubtful.has(person)) continue;
    if (found.has(person)) continue;
    if (coverage === undefined) {
      found.set(person, { claimId: claimId[claim]!, planId: undefined });
      continue;
    }
    for (let line = firstLine[claim]!; line < firstLine[claim + 1]!; line += 1) {
      const met = eligibilityOn(coverage, serviceDay[line]!);
      const { planId } = met.covered ? met.span : met.nearest;
      if (!isVanished(planId)) continue;
      found.set(person, { claimId: claimId[claim]!, planId });
      break;
    }
  }
  return [...found.values()];
}

/** The same of lines that are to be decided again. */
export function undecidableLines(terms: RunTerms, { lines, spans }: ChangesInput): UndecidableClaim[] {
  const found = new Map<number, UndecidableClaim>();
  for (const { claimId, personId, serviceDay, isCurrent } of lines) {
    if (!isCurrent || found.has(personId) || found.size === MOST) continue;
    const coverage = spans.get(personId);
    const met = coverage && eligibilityOn(coverage, serviceDay);
    const planId = met && (met.covered ? met.span : met.nearest).planId;
    if (planId === undefined || !terms.plans.has(planId)) found.set(personId, { claimId, planId });
  }
  return [...found.values()];
}
