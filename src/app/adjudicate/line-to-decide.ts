import {
  acceptRefund,
  adjudicateLine,
  denyToPerson,
  denyToProvider,
  type LineDecision,
} from '../../core/claims/adjudicate.ts';
import { EDIT_REASON } from '../../core/claims/edits.ts';
import type { PartitionAccumulators } from './partition-accumulators.ts';
import type { NumberedPlan } from './run-terms.ts';

/**
 * A line as it comes to be decided. One object may be reused for any number of lines. Service and network are numbers
 * that stand for the names of the plan's `NumberedDesign`; `denied` where its day is not covered, `plan` undefined where
 * the plan in force (or nearest) is paid elsewhere.
 */
export interface LineToDecide {
  isDuplicate: boolean;
  denied: 'before coverage' | 'after coverage' | undefined;
  plan: NumberedPlan | undefined;
  planId: number;
  personId: number;
  subscriberId: number;
  serviceDay: number;
  service: number;
  network: number;
  charge: number;
  allowed: number;
}

/** A line with nothing in it, to be filled. */
export function emptyLine(): LineToDecide {
  const who = { plan: undefined, planId: 0, personId: 0, subscriberId: 0 };
  const what = { serviceDay: 0, service: 0, network: 0, charge: 0, allowed: 0 };
  return { isDuplicate: false, denied: undefined, ...who, ...what };
}

/** Applies the edits in their order, else the plan, and adds to the person's accumulators. */
export function decideLine(
  line: LineToDecide,
  accumulators: PartitionAccumulators,
  decision: LineDecision,
): void {
  const { charge, allowed, plan } = line;
  if (line.isDuplicate) denyToProvider(charge, allowed, EDIT_REASON.duplicate, decision);
  else if (charge < 0) acceptRefund(charge, allowed, decision);
  else if (line.denied !== undefined) denyToPerson(charge, allowed, EDIT_REASON[line.denied], decision);
  else if (plan === undefined) denyToProvider(charge, allowed, EDIT_REASON['other payer'], decision);
  else applyPlan(line, plan, accumulators, decision);
}

function applyPlan(
  line: LineToDecide,
  plan: NumberedPlan,
  accumulators: PartitionAccumulators,
  decision: LineDecision,
): void {
  const { planId, personId, subscriberId, charge, allowed } = line;
  const planYear = plan.planYearOf(line.serviceDay);
  const { design, serviceOf, networkOf } = plan.designIn(planYear);
  const service = serviceOf[line.service]!;
  const network = networkOf[line.network]!;
  if (service < 0 || network < 0) {
    denyToPerson(charge, allowed, EDIT_REASON['not in plan'], decision);
    return;
  }
  const year = accumulators.yearOf(design, planId, planYear, personId, subscriberId);
  adjudicateLine(design, year, service, network, charge, allowed, decision);
}
