import { emptyDecision } from '../../core/claims/adjudicate.ts';
import { eligibilityOn } from '../../core/coverage/eligibility.ts';
import { decideLine, emptyLine } from '../adjudicate/line-to-decide.ts';
import { PartitionAccumulators } from '../adjudicate/partition-accumulators.ts';
import { numberedPlans } from '../adjudicate/run-terms.ts';
import type { LineOnRecord, LineParts } from '../ports/changes.ts';
import type { AccumulatorRow } from '../ports/run.ts';
import type { Duplicates } from './duplicates.ts';
import type { Deciding } from './touched.ts';

/** A line's new decision, and under which coverage. */
export interface Redecided {
  readonly memberId: number;
  readonly planId: number;
  readonly parts: LineParts;
}

/** Decides lines in order of service, from what was used before them. */
export function redecide(
  lines: readonly LineOnRecord[],
  duplicates: Duplicates,
  usedBefore: readonly AccumulatorRow[],
  { terms, spans }: Deciding,
): Map<LineOnRecord, Redecided> {
  const names = [...new Set(lines.flatMap(({ service, network }) => [service, network]))];
  const numbers = new Map(names.map((name, number) => [name, number]));
  const planUnder = numberedPlans(terms, names);
  const accumulators = new PartitionAccumulators(usedBefore);
  const [line, decision] = [emptyLine(), emptyDecision()];
  const redecided = new Map<LineOnRecord, Redecided>();
  for (const given of [...lines].sort(byService)) {
    const found = eligibilityOn(spans.get(given.personId)!, given.serviceDay);
    const span = found.covered ? found.span : found.nearest;
    const { personId, subscriberId, serviceDay, charge, allowed } = given;
    decideLine(
      Object.assign(line, {
        ...{ isDuplicate: duplicates.isDuplicate(given), denied: found.covered ? undefined : found.when },
        ...{
          plan: planUnder(span),
          planId: span.planId,
          personId,
          subscriberId,
          serviceDay,
          charge,
          allowed,
        },
        ...{ service: numbers.get(given.service)!, network: numbers.get(given.network)! },
      }),
      accumulators,
      decision,
    );
    const { copay, deductible, coinsurance, planPays, notCovered, writeOff, balanceBill, reason } = decision;
    const parts = { copay, deductible, coinsurance, planPays, notCovered, writeOff, balanceBill, reason };
    redecided.set(given, { memberId: span.memberId, planId: span.planId, parts });
  }
  return redecided;
}

/** The order in which lines are decided again. */
export function byService(a: LineOnRecord, b: LineOnRecord): number {
  return (
    a.serviceDay - b.serviceDay ||
    a.receivedDay - b.receivedDay ||
    a.claimId - b.claimId ||
    a.lineNumber - b.lineNumber
  );
}
