import { planYearOf } from '../core/calendar/plan-year.ts';
import { emptyDecision, type LineDecision } from '../core/claims/adjudicate.ts';
import { EDIT_REASON } from '../core/claims/edits.ts';
import { type CodedStep, explainLine, type WriteAmount } from '../core/claims/explain.ts';
import { reasonWords } from '../core/claims/reason-words.ts';
import { eligibilityOn } from '../core/coverage/eligibility.ts';
import { formatAmount } from '../core/money/amount.ts';
import { type AccumulatorUse, limitsUsed, usesBetween } from './accumulator-use.ts';
import { decideLine, emptyLine } from './adjudicate/line-to-decide.ts';
import { PartitionAccumulators } from './adjudicate/partition-accumulators.ts';
import { numberedPlans, type RunTerms, runTermsOf } from './adjudicate/run-terms.ts';
import { readRecorded } from './consortium.ts';
import type { LineParts } from './ports/changes.ts';
import type { ClaimVersion, DecisionOnRecord, FamilyAsOf, FamilyLine } from './ports/claims.ts';
import type { Consortium } from './ports/consortium.ts';
import type { AccumulatorRow } from './ports/run.ts';
import type { Stores } from './ports/stores.ts';
import { byService } from './readjudicate/redecide.ts';
import { UsedSums, usedBy } from './readjudicate/used.ts';

export { STEP_CODES } from '../core/claims/explain.ts';

/** How a line came to its decision; `isReproduced` is false where the same facts now give another one. */
export interface LineExplained {
  readonly lineNumber: number;
  readonly plan: string;
  readonly member: string;
  readonly steps: readonly CodedStep[];
  /** What it used of the plan year's limits; none where the plan's terms did not come to bear. */
  readonly uses: readonly AccumulatorUse[];
  readonly isReproduced: boolean;
  /** What the facts give, where that is not what is stored. */
  readonly reproduced: LineDecision;
}

/** The decision in force of a claim's current version; undefined where it waits or is voided. */
export function decisionInForce(versions: readonly ClaimVersion[]): DecisionOnRecord | undefined {
  const last = versions.at(-1)?.decisions.at(-1);
  return versions.at(-1)?.isVoided === true || last?.isReversal === true ? undefined : last;
}

/**
 * Decides each line of the decision in force again, from the facts that are stored: the terms of the version of the
 * document by which it was decided, coverage, and what the family had used before it. What had been used is that of the
 * batches before, with the lines of its own batch that come first; a decision that a change brought about comes in order
 * of service among all that are in force.
 */
export async function explainClaim(
  { claims, runs }: Pick<Stores, 'claims' | 'runs'>,
  { consortiumId, plans, members, document }: Consortium,
  claim: ClaimVersion,
  decision: DecisionOnRecord,
): Promise<LineExplained[]> {
  const family = await claims.familyAsOf(consortiumId, claim.subscriberId, decision.batchId);
  const termsOf = new Map<number, RunTerms>();
  for (const { version, content } of await runs.documents(consortiumId))
    termsOf.set(version, runTermsOf({ plans, document: readRecorded(content) }));
  const terms = termsOf.get(family.documentVersion)!;
  const [planOf, memberOf] = [codesOf(plans), codesOf(members)];
  const write: WriteAmount = (minor) => formatAmount(minor, document.currency);
  const own = family.lines.filter((line) => line.claimId === claim.claimId && line.version === claim.version);
  return own.map((line) => {
    const used = usedBeforeLine(line, family, termsOf);
    const { reproduced, steps, uses } = explained(line, family, terms, used, write);
    const stored = line.decision!;
    return {
      lineNumber: line.lineNumber,
      plan: planOf.get(stored.planId)!,
      member: memberOf.get(stored.memberId)!,
      steps,
      uses,
      isReproduced: PARTS.every((part) => stored[part] === reproduced[part]),
      reproduced,
    };
  });
}

const PARTS: readonly (keyof LineParts)[] = [
  ...(['copay', 'deductible', 'coinsurance', 'planPays', 'notCovered', 'writeOff', 'balanceBill'] as const),
  'reason',
];

function codesOf(numbers: ReadonlyMap<string, number>): Map<number, string> {
  return new Map([...numbers].map(([code, id]) => [id, code]));
}

function usedBeforeLine(
  line: FamilyLine,
  { runKind, lines, usedBefore, usedWith }: FamilyAsOf,
  termsOf: ReadonlyMap<number, RunTerms>,
): AccumulatorRow[] {
  const usedOf = (one: FamilyLine) =>
    usedBy(termsOf.get(one.decision!.documentVersion)!, one, one.decision!.planId, one.decision!);
  const sums = new UsedSums();
  if (runKind === 'claims') {
    sums.add(usedBefore);
    for (const one of lines)
      if (one.batchId === line.batchId && inOrderOfRun(one, line) < 0) sums.add(usedOf(one));
  } else {
    sums.add(usedWith);
    const yearOf = (one: FamilyLine) => {
      const plan = termsOf.get(one.decision!.documentVersion)!.plans.get(one.decision!.planId);
      return plan && `${plan.planId} ${planYearOf(one.serviceDay, plan.planYearStart)}`;
    };
    for (const one of lines)
      if (byService(one, line) >= 0 && yearOf(one) === yearOf(line)) sums.add(usedOf(one), -1);
  }
  return sums.rows();
}

/** The order in which a run of claims decides those of a family. */
function inOrderOfRun(a: FamilyLine, b: FamilyLine): number {
  return a.receivedDay - b.receivedDay || a.claimId - b.claimId || a.lineNumber - b.lineNumber;
}

function explained(
  given: FamilyLine,
  { lines, spans }: FamilyAsOf,
  terms: RunTerms,
  used: readonly AccumulatorRow[],
  write: WriteAmount,
): Pick<LineExplained, 'reproduced' | 'steps' | 'uses'> {
  const found = eligibilityOn(spans.get(given.personId)!, given.serviceDay);
  const span = found.covered ? found.span : found.nearest;
  const names = [given.service, given.network];
  const plan = numberedPlans(terms, names)(span);
  const original = originalOf(given, lines);
  const { personId, subscriberId, serviceDay, charge, allowed } = given;
  const line = Object.assign(emptyLine(), {
    ...{ isDuplicate: original !== undefined, denied: found.covered ? undefined : found.when },
    ...{ plan, planId: span.planId, personId, subscriberId, serviceDay, charge, allowed },
    ...{ service: 0, network: 1 },
  });
  const reproduced = emptyDecision();
  decideLine(line, new PartitionAccumulators(used), reproduced);
  const { reason } = reproduced;
  const isByPlan = original === undefined && charge >= 0 && found.covered && plan !== undefined;
  if (isByPlan) {
    const planYear = plan.planYearOf(serviceDay);
    const { design, serviceOf, networkOf } = plan.designIn(planYear);
    const [service, network] = [serviceOf[0]!, networkOf[1]!];
    if (service >= 0 && network >= 0) {
      const year = new PartitionAccumulators(used).yearOf(
        ...([design, span.planId, planYear, personId, subscriberId] as const),
      );
      const before = limitsUsed(design, year);
      const steps = explainLine(design, year, service, network, charge, allowed, emptyDecision(), write);
      const uses = usesBetween(before, limitsUsed(design, year), given.network);
      return { reproduced, steps, uses };
    }
  }
  const source =
    reason === '' ? 'a refund returns what it gives back' : `claim adjustment reason code ${reason}`;
  const formula = original === undefined ? 'the whole charge' : `the same was billed by claim ${original}`;
  const term = reason === '' ? 'refund' : reasonWords(reason);
  const code = reason === '' ? 'refund' : original === undefined ? 'denied' : 'duplicate';
  const values = {
    ...(reason !== '' && { reason }),
    ...(original !== undefined && { claim: original }),
  };
  const step: CodedStep = { ...{ code, values, term, formula, source }, result: write(charge) };
  return { reproduced, steps: [step], uses: [] };
}

/** The claim of which this one is the duplicate: it bills the same, and was decided otherwise. */
function originalOf(line: FamilyLine, lines: readonly FamilyLine[]): string | undefined {
  if (line.billingHash === '' || line.decision!.reason !== EDIT_REASON.duplicate) return undefined;
  return lines.find(
    (one) =>
      one.billingHash === line.billingHash &&
      one.claimId !== line.claimId &&
      one.decision!.reason !== EDIT_REASON.duplicate,
  )?.claim;
}
