import { formatDay } from '../../core/calendar/day.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import type { ClaimOnRecord } from '../ports/import-store.ts';
import {
  amountProblems,
  coverageOn,
  type KnownPersons,
  type NotEnrolled,
  type Refuser,
  termProblems,
} from './claim-checks.ts';
import type { ClaimRow } from './rows.ts';

/** Whose claim it is, and under which subscriber it meets the accumulators. */
export interface ClaimFamily {
  readonly personId: number;
  readonly subscriberId: number;
}

/**
 * Holds a claim to what is on record: whose it is; a repeat of the one of its number, with the same content; or all that
 * is wrong with it.
 */
export function checkClaim(
  refuser: Refuser,
  roster: KnownPersons,
  notEnrolled: NotEnrolled,
  row: ClaimRow,
  contentHash: string,
  known: ClaimOnRecord | undefined,
): 'repeat' | Refusal[] | ClaimFamily {
  if (known?.contentHash === contentHash) return 'repeat';
  const misplaced = misplacedClaim(refuser, row, known);
  if (misplaced !== undefined) return [misplaced];
  // A void says no more than which claim is to go: it stays that of the same person and family.
  if (row.frequency === '8') return { personId: known!.personId, subscriberId: known!.subscriberId };
  const person = roster.person(row.person);
  const problems = amountProblems(refuser, row);
  const firstDay = Math.min(...row.lines.map((line) => line.serviceDate));
  let subscriberId = 0;
  for (const line of row.lines) {
    const day = { name: 'service_date', day: line.serviceDate, text: formatDay(line.serviceDate) };
    const at = { fileLine: line.fileLine, person: row.person };
    const coverage = coverageOn(refuser, roster, person, at, day, 'adjudicated here', notEnrolled);
    if (isRefusal(coverage)) {
      problems.push(coverage);
      if (coverage.code === 'unknown_reference') break;
      continue;
    }
    if (line.serviceDate === firstDay) subscriberId = coverage.nearest.subscriberId;
    if (coverage.span !== undefined)
      problems.push(...termProblems(refuser, line, roster.plan(coverage.span.planId)));
  }
  return problems.length > 0 ? problems : { personId: person!.personId, subscriberId };
}

/** A claim number that is taken, or that has nothing to be replaced or voided. */
function misplacedClaim(
  refuser: Refuser,
  row: ClaimRow,
  known: ClaimOnRecord | undefined,
): Refusal | undefined {
  const { claim, frequency } = row;
  if (frequency === '1') {
    if (known === undefined) return undefined;
    const expected = `the claim as import ${known.importId} brought it, frequency 7 to replace it, or another claim number,`;
    return refuser.refuse(row, 'claim', 'duplicate_claim', expected, claim);
  }
  if (known === undefined) {
    const expected = 'a claim on record, as it is to be replaced or voided,';
    return refuser.refuse(row, 'claim', 'unknown_reference', expected, claim);
  }
  if (!known.voided) return undefined;
  const expected = 'a claim that is not voided (bill it again under a new claim number)';
  return refuser.refuse(row, 'frequency', 'inconsistent', expected, frequency);
}
