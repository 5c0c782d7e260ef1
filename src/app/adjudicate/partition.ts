import { monthOf } from '../../core/calendar/month.ts';
import { onOrAfter } from '../../core/calendar/weekday.ts';
import {
  acceptRefund,
  adjudicateLine,
  denyToPerson,
  denyToProvider,
  emptyDecision,
  type LineDecision,
} from '../../core/claims/adjudicate.ts';
import { EDIT_REASON } from '../../core/claims/edits.ts';
import { type CoverageSpan, eligibilityOn } from '../../core/coverage/eligibility.ts';
import type { PartitionInput, PartitionOutput } from '../ports/run.ts';
import { Billings } from './billings.ts';
import { fillLine, openDecidedLines } from './decided-lines.ts';
import { decidingOrder } from './deciding-order.ts';
import { PartitionAccumulators } from './partition-accumulators.ts';
import { PartitionSums } from './partition-sums.ts';
import { type NumberedPlan, numberedPlans, type RunTerms } from './run-terms.ts';

/**
 * Decides the claims of a partition in order and returns all that follows: decisions, what accumulators gained,
 * rollups, and the entries that post them. Pure: the same input gives the same output. Nothing is allocated by line.
 */
export function decidePartition(terms: RunTerms, input: PartitionInput): PartitionOutput {
  const { staged, spans: coverage } = input;
  const { firstLine, serviceDay, charge, allowed, names } = staged;
  const order = decidingOrder(staged);
  const decided = openDecidedLines(staged.claims, staged.lines);
  const accumulators = new PartitionAccumulators(input.accumulators);
  const billings = new Billings(staged.billing, input.decidedBefore);
  const sums = new PartitionSums();
  const planUnder = numberedPlans(terms, names);
  const decision = emptyDecision();
  let person = Number.NaN;
  let spans: readonly CoverageSpan[] = [];
  let span: CoverageSpan | undefined;
  let plan: NumberedPlan | undefined;

  for (let at = 0; at < order.length; at += 1) {
    const claim = order[at]!;
    const isDuplicate = !billings.add(claim);
    const personId = staged.personId[claim]!;
    if (personId !== person) {
      person = personId;
      spans = coverage.get(personId)!;
      span = undefined;
    }
    const receivedDay = staged.receivedDay[claim]!;
    const paidDay = onOrAfter(receivedDay, terms.paymentWeekday);
    decided.paidDay[claim] = paidDay;
    sums.openClaim(names[staged.benefit[claim]!]!, monthOf(receivedDay), monthOf(paidDay));
    for (let line = firstLine[claim]!; line < firstLine[claim + 1]!; line += 1) {
      const day = serviceDay[line]!;
      let denied: 'before coverage' | 'after coverage' | undefined;
      if (span === undefined || day < span.from || (span.to !== undefined && day > span.to)) {
        const found = eligibilityOn(spans, day);
        const next = found.covered ? found.span : found.nearest;
        if (!found.covered) denied = found.when;
        if (next !== span) {
          span = next;
          plan = planUnder(span);
        }
      }
      if (isDuplicate) denyToProvider(charge[line]!, allowed[line]!, EDIT_REASON.duplicate, decision);
      else if (charge[line]! < 0) acceptRefund(charge[line]!, allowed[line]!, decision);
      else if (denied !== undefined) {
        denyToPerson(charge[line]!, allowed[line]!, EDIT_REASON[denied], decision);
      } else if (plan === undefined) {
        denyToProvider(charge[line]!, allowed[line]!, EDIT_REASON['other payer'], decision);
      } else decideLine(input, accumulators, claim, line, span, plan, decision);
      fillLine(decided, line, span.memberId, span.planId, decision);
      sums.addLine(span, monthOf(day), charge[line]!, decision);
    }
  }
  return {
    staged,
    decided,
    accumulators: accumulators.added(),
    rollups: sums.rollups(),
    entries: sums.entries(),
  };
}

function decideLine(
  { staged }: PartitionInput,
  accumulators: PartitionAccumulators,
  claim: number,
  line: number,
  span: CoverageSpan,
  plan: NumberedPlan,
  decision: LineDecision,
): void {
  const service = plan.serviceOf[staged.service[line]!]!;
  const network = plan.networkOf[staged.network[line]!]!;
  const [charge, allowed] = [staged.charge[line]!, staged.allowed[line]!];
  if (service < 0 || network < 0) {
    denyToPerson(charge, allowed, EDIT_REASON['not in plan'], decision);
    return;
  }
  const year = accumulators.yearOf(
    plan.design,
    span.planId,
    plan.planYearOf(staged.serviceDay[line]!),
    staged.personId[claim]!,
    staged.subscriberId[claim]!,
  );
  adjudicateLine(plan.design, year, service, network, charge, allowed, decision);
}
