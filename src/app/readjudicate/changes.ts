import { monthOf } from '../../core/calendar/month.ts';
import { type Amount, sumOfAmounts } from '../../core/money/amount.ts';
import { BatchEntries } from '../../core/postings/batch-entries.ts';
import { PersonRollups } from '../adjudicate/person-rollups.ts';
import { Rollups } from '../adjudicate/rollups.ts';
import type { RunTerms } from '../adjudicate/run-terms.ts';
import type { ChangesInput, ChangesOutput, Correction } from '../ports/changes.ts';
import { correctFamily } from './family.ts';

/**
 * Decides again what changes touch, family by family, and returns all that follows: reversals and new decisions, what
 * accumulators gain or lose, rollups, and the entries that post the differences. Pure. `terms` are those of the run,
 * `termsOf` those of each version of the document by which a decision was made.
 */
export function decideChanges(
  terms: RunTerms,
  termsOf: (documentVersion: number) => RunTerms,
  input: ChangesInput,
): ChangesOutput {
  const deciding = { terms, termsOf, spans: input.spans };
  const changes = Map.groupBy(input.changes, ({ subscriberId }) => subscriberId);
  const used = Map.groupBy(input.accumulators, ({ subscriberId }) => subscriberId);
  const families = Map.groupBy(input.lines, ({ subscriberId }) => subscriberId);
  const corrected = [...families].map(([subscriberId, lines]) =>
    correctFamily(lines, changes.get(subscriberId)!, used.get(subscriberId) ?? [], deciding),
  );
  const corrections = corrected.flatMap((family) => family.corrections);
  return {
    corrections,
    accumulators: corrected.flatMap((family) => family.accumulators),
    ...postingOf(corrections),
  };
}

/** Rollups and entries: a reversed line counts one less, and takes back what it posted. */
function postingOf(
  corrections: readonly Correction[],
): Pick<ChangesOutput, 'rollups' | 'personRollups' | 'entries'> {
  const [rollups, persons, entries] = [new Rollups(), new PersonRollups(), new BatchEntries()];
  for (const { personId, benefit, decidedDay, paidDay, isReversal, lines } of corrections) {
    const [incurredMonth, paidMonth] = [monthOf(decidedDay), monthOf(paidDay)];
    for (const line of lines) {
      const { memberId, planId, planPays } = line;
      const serviceMonth = monthOf(line.serviceDay);
      const row = rollups.rowOf(memberId, planId, benefit, serviceMonth, paidMonth);
      row.lines += isReversal ? -1 : 1;
      row.charge += line.charge;
      row.allowed += line.allowed;
      row.memberPays += line.copay + line.deductible + line.coinsurance;
      row.planPays += planPays;
      row.notCovered += line.notCovered;
      row.writeOff += line.writeOff;
      row.balanceBill += line.balanceBill;
      persons.add(personId, serviceMonth, planPays);
      entries.add('claims incurred', incurredMonth, memberId, planPays);
      entries.add('claims paid', paidMonth, memberId, planPays);
    }
  }
  assertSafe(corrections);
  return { rollups: rollups.rows(), personRollups: persons.rows(), entries: entries.entries() };
}

/** No part of a line is larger than its charge and allowed amount, so no sum on the way was larger than all of them. */
function assertSafe(corrections: readonly Correction[]): void {
  const sizes = corrections.flatMap(({ lines }) =>
    lines.flatMap(({ charge, allowed }) => [Math.abs(charge) as Amount, Math.abs(allowed) as Amount]),
  );
  if (sumOfAmounts(sizes) === undefined)
    throw new RangeError('the corrections of a partition sum to more than 2^53 - 1 minor units');
}
