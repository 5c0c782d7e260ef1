import { monthOf } from '../../core/calendar/month.ts';
import { planYearFinder } from '../../core/calendar/plan-year.ts';
import { onOrAfter, type Weekday } from '../../core/calendar/weekday.ts';
import {
  acceptRefund,
  adjudicateLine,
  denyToPerson,
  denyToProvider,
  emptyDecision,
  type LineDecision,
} from '../../core/claims/adjudicate.ts';
import { duplicateKey, EDIT_REASON } from '../../core/claims/edits.ts';
import type { CompiledPlan } from '../../core/coverage/compile-plan.ts';
import { type CoverageSpan, eligibilityOn } from '../../core/coverage/eligibility.ts';
import { BatchEntries } from '../../core/postings/batch-entries.ts';
import type { DecisionRow, PartitionInput, PartitionOutput, StagedLine } from '../ports/run.ts';
import { PartitionAccumulators } from './partition-accumulators.ts';
import { Rollups } from './rollups.ts';

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

/**
 * Decides the lines of a partition in their order and returns all that follows: decisions, what accumulators gained,
 * rollups, and the entries that post them. Pure: the same input gives the same output.
 */
export function decidePartition(terms: RunTerms, input: PartitionInput): PartitionOutput {
  const accumulators = new PartitionAccumulators(input.accumulators);
  const families = familiesOf(input.lines, input.accumulators);
  const years = new Map(
    [...terms.plans].map(([id, plan]) => [
      id,
      plan.individual && planYearFinder(plan.individual.planYearStart),
    ]),
  );
  const seen = new Set<string>();
  for (const claim of claimsOf(input.decidedBefore)) remember(seen, claim);
  const decisions: DecisionRow[] = [];
  const rollups = new Rollups();
  const entries = new BatchEntries();
  const decision = emptyDecision();

  for (const claim of claimsOf(input.lines)) {
    const isDuplicate = !remember(seen, claim);
    for (const line of claim) {
      const found = eligibilityOn(input.spans.get(line.personId)!, line.serviceDay);
      const span = found.covered ? found.span : found.nearest;
      const plan = planFor(terms, span);
      if (isDuplicate) denyToProvider(line.charge, line.allowed, EDIT_REASON.duplicate, decision);
      else if (line.charge < 0) acceptRefund(line.charge, line.allowed, decision);
      else if (!found.covered) denyToPerson(line.charge, line.allowed, EDIT_REASON[found.when], decision);
      else if (plan === undefined)
        denyToProvider(line.charge, line.allowed, EDIT_REASON['other payer'], decision);
      else {
        const service = line.service === '' ? 0 : plan.serviceIndex.get(line.service);
        const network = plan.networkIndex.get(line.network);
        if (service === undefined || network === undefined) {
          denyToPerson(line.charge, line.allowed, EDIT_REASON['not in plan'], decision);
        } else {
          const planYear = years.get(span.planId)!(line.serviceDay);
          const family = families.get(line.subscriberId)!;
          const year = accumulators.yearOf(
            plan,
            span.planId,
            planYear,
            line.personId,
            line.subscriberId,
            family,
          );
          adjudicateLine(plan, year, service, network, line.charge, line.allowed, decision);
        }
      }
      const row = rowOf(line, span, onOrAfter(line.receivedDay, terms.paymentWeekday), decision);
      decisions.push(row);
      rollups.add(
        {
          memberId: row.memberId,
          planId: row.planId,
          benefit: line.benefit,
          incurredDay: line.serviceDay,
          paidDay: row.paidDay,
        },
        { ...decision, charge: line.charge },
      );
      entries.add('claims incurred', monthOf(line.receivedDay), row.memberId, row.planPays);
      entries.add('claims paid', monthOf(row.paidDay), row.memberId, row.planPays);
    }
  }
  return {
    decisions,
    accumulators: accumulators.added(),
    rollups: rollups.rows(),
    entries: entries.entries(),
  };
}

function planFor(terms: RunTerms, span: CoverageSpan): CompiledPlan | undefined {
  const plan = terms.plans.get(span.planId)!;
  return terms.familyTiers.has(span.tier) ? plan.family : plan.individual;
}

function rowOf(line: StagedLine, span: CoverageSpan, paidDay: number, decision: LineDecision): DecisionRow {
  return {
    line,
    memberId: span.memberId,
    planId: span.planId,
    paidDay,
    copay: decision.copay,
    deductible: decision.deductible,
    coinsurance: decision.coinsurance,
    planPays: decision.planPays,
    notCovered: decision.notCovered,
    writeOff: decision.writeOff,
    balanceBill: decision.balanceBill,
    reason: decision.reason,
  };
}

/** The claims of lines that stand together. */
function* claimsOf(lines: readonly StagedLine[]): Generator<StagedLine[]> {
  let claim: StagedLine[] = [];
  for (const line of lines) {
    if (claim.length > 0 && claim[0]!.claimId !== line.claimId) {
      yield claim;
      claim = [];
    }
    claim.push(line);
  }
  if (claim.length > 0) yield claim;
}

/** Remembers what a claim bills; false where the same was billed before. */
function remember(seen: Set<string>, claim: readonly StagedLine[]): boolean {
  const { personId, provider } = claim[0]!;
  const key = duplicateKey({ personId, provider, lines: claim });
  if (key === undefined) return true;
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

/** The persons of each subscriber who have lines or have used something. */
function familiesOf(
  lines: readonly StagedLine[],
  used: PartitionInput['accumulators'],
): Map<number, Set<number>> {
  const families = new Map<number, Set<number>>();
  for (const { personId, subscriberId } of [...lines, ...used]) {
    const family = families.get(subscriberId);
    if (family === undefined) families.set(subscriberId, new Set([personId]));
    else family.add(personId);
  }
  return families;
}
