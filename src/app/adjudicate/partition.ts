import { monthOf } from '../../core/calendar/month.ts';
import { onOrAfter } from '../../core/calendar/weekday.ts';
import { emptyDecision } from '../../core/claims/adjudicate.ts';
import { type CoverageSpan, eligibilityOn } from '../../core/coverage/eligibility.ts';
import type { PartitionInput, PartitionOutput } from '../ports/run.ts';
import { Billings } from './billings.ts';
import { fillLine, openDecidedLines } from './decided-lines.ts';
import { decidingOrder } from './deciding-order.ts';
import { decideLine, emptyLine } from './line-to-decide.ts';
import { PartitionAccumulators } from './partition-accumulators.ts';
import { PartitionSums } from './partition-sums.ts';
import { PersonRollups } from './person-rollups.ts';
import { numberedPlans, type RunTerms } from './run-terms.ts';

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
  const persons = new PersonRollups();
  const planUnder = numberedPlans(terms, names);
  const decision = emptyDecision();
  const line = emptyLine();
  let spans: readonly CoverageSpan[] = [];
  let span: CoverageSpan | undefined;

  for (let at = 0; at < order.length; at += 1) {
    const claim = order[at]!;
    line.isDuplicate = !billings.add(claim);
    line.subscriberId = staged.subscriberId[claim]!;
    const personId = staged.personId[claim]!;
    if (personId !== line.personId) {
      line.personId = personId;
      spans = coverage.get(personId)!;
      span = undefined;
    }
    const receivedDay = staged.receivedDay[claim]!;
    const paidDay = onOrAfter(receivedDay, terms.paymentWeekday);
    decided.paidDay[claim] = paidDay;
    sums.openClaim(names[staged.benefit[claim]!]!, monthOf(receivedDay), monthOf(paidDay));
    for (let place = firstLine[claim]!; place < firstLine[claim + 1]!; place += 1) {
      const day = serviceDay[place]!;
      line.denied = undefined;
      if (span === undefined || day < span.from || (span.to !== undefined && day > span.to)) {
        const found = eligibilityOn(spans, day);
        const next = found.covered ? found.span : found.nearest;
        if (!found.covered) line.denied = found.when;
        if (next !== span) {
          span = next;
          line.plan = planUnder(span);
          line.planId = span.planId;
        }
      }
      line.serviceDay = day;
      line.service = staged.service[place]!;
      line.network = staged.network[place]!;
      line.charge = charge[place]!;
      line.allowed = allowed[place]!;
      decideLine(line, accumulators, decision);
      fillLine(decided, place, span.memberId, span.planId, decision);
      const incurredMonth = monthOf(day);
      sums.addLine(span, incurredMonth, line.charge, decision);
      persons.add(personId, incurredMonth, decision.planPays);
    }
  }
  return {
    staged,
    decided,
    accumulators: accumulators.added(),
    rollups: sums.rollups(),
    personRollups: persons.rows(),
    entries: sums.entries(),
  };
}
