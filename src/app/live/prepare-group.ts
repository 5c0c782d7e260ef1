import { civilOf } from '../../core/calendar/day.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { billingOf } from '../import/claim-rows.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { ClaimOnRecord, StoredClaim } from '../ports/import-store.ts';
import type { CoveredSpan, LiveReader, Marks } from '../ports/live-claims.ts';
import type { KeptAnswer } from '../ports/requests.ts';
import type { AccumulatorRow } from '../ports/run.ts';
import { answeredBefore, checkSubmission, knownPersons } from './check-submission.ts';
import { keyOf, type Submission } from './submission.ts';

/** A new claim of a group, before it has its number. */
export interface FreshSubmission {
  readonly submission: Submission;
  readonly claim: Omit<StoredClaim, 'claimId'>;
}

/** A claim that is on record already, with the same content. */
export interface RepeatedSubmission {
  readonly submission: Submission;
  readonly known: ClaimOnRecord;
}

/** A group with all that its decisions depend on, as it was at the marks. */
export interface PreparedGroup {
  readonly consortium: Consortium;
  readonly marks: Marks;
  readonly fresh: readonly FreshSubmission[];
  readonly repeats: readonly RepeatedSubmission[];
  /** Claims that need nothing more: refused, or answered before. */
  readonly settled: readonly { readonly submission: Submission; readonly answer: KeptAnswer | Refusal }[];
  /** Claims of families of the group being written; and those that would be decided before others that came before. */
  readonly later: readonly Submission[];
  readonly spans: ReadonlyMap<number, readonly CoveredSpan[]>;
  readonly accumulators: readonly AccumulatorRow[];
  /** What claims of these families billed before. */
  readonly billed: readonly string[];
}

/** The claims of a group that are to be written, or to be answered as they are on record. */
export function submissionsOf({ fresh, repeats }: PreparedGroup): Submission[] {
  return [...fresh, ...repeats].map(({ submission }) => submission);
}

/** The families of a group: no other group may be prepared with them until it is on record. */
export function familiesOf(group: PreparedGroup | undefined): ReadonlySet<number> {
  return new Set(group?.fresh.map(({ claim }) => claim.subscriberId));
}

/**
 * Reads and checks claims. What is refused, or was answered before, falls out. Within a group a family's claims are decided
 * in order of the days on which they were received: one that was received before another that has come waits for the next
 * group, so that claims are decided in the order in which they came, however they are grouped.
 */
export async function prepareGroup(
  reader: LiveReader,
  consortium: Consortium,
  marks: Marks,
  submissions: readonly Submission[],
  inFlight: ReadonlySet<number>,
): Promise<PreparedGroup> {
  const names = submissions.map(({ viewer, asked }) => ({ actor: viewer.name, key: asked.key }));
  const answered = new Map(
    (await reader.requests(names)).map((one) => [JSON.stringify([one.actor, one.key]), one]),
  );
  const codes = [...new Set(submissions.map(({ row }) => row.claim))];
  const known = new Map((await reader.claimsOnRecord(codes)).map((claim) => [claim.code, claim]));
  const persons = await reader.persons([...new Set(submissions.map(({ row }) => row.person))]);
  const roster = knownPersons(consortium, persons);

  const fresh: FreshSubmission[] = [];
  const repeats: RepeatedSubmission[] = [];
  const later: Submission[] = [];
  const settled: { submission: Submission; answer: KeptAnswer | Refusal }[] = [];
  const waiting = new Set(inFlight);
  /** When the last claim of a family in this group was received. */
  const received = new Map<number, number>();
  for (const submission of submissions) {
    const { row, contentHash } = submission;
    const earlier = answered.get(keyOf(submission));
    const before = known.get(row.claim);
    const checked = earlier
      ? answeredBefore(submission, earlier)
      : checkSubmission(submission, roster, before);
    if (checked === 'repeat') repeats.push({ submission, known: before! });
    else if (isRefusal(checked) || 'answer' in checked) settled.push({ submission, answer: checked });
    else if (
      waiting.has(checked.subscriberId) ||
      row.received < (received.get(checked.subscriberId) ?? row.received)
    ) {
      waiting.add(checked.subscriberId);
      later.push(submission);
    } else {
      received.set(checked.subscriberId, row.received);
      const billingHash = billingOf(checked.personId, row);
      fresh.push({ submission, claim: { ...checked, version: 1, contentHash, billingHash, row } });
    }
  }
  const spans = new Map(persons.map(({ personId, spans }) => [personId, spans]));
  const used = await usedBefore(reader, fresh);
  return { consortium, marks, fresh, repeats, settled, later, spans, ...used };
}

/** What the families of new claims used and billed before; a plan year begins in the year of a service, or the one before. */
async function usedBefore(
  reader: LiveReader,
  fresh: readonly FreshSubmission[],
): Promise<Pick<PreparedGroup, 'accumulators' | 'billed'>> {
  if (fresh.length === 0) return { accumulators: [], billed: [] };
  const subscriberIds = fresh.map(({ claim }) => claim.subscriberId);
  const years = fresh.flatMap(({ claim }) => claim.row.lines.map((line) => civilOf(line.serviceDate).year));
  const [first, last] = [Math.min(...years) - 1, Math.max(...years)];
  const hashes = fresh.map(({ claim }) => claim.billingHash).filter((hash) => hash !== '');
  return {
    accumulators: await reader.accumulators(subscriberIds, first, last),
    billed: hashes.length === 0 ? [] : await reader.billed(subscriberIds, hashes),
  };
}
