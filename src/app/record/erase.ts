import { type Refusal, refuse } from '../../core/refusal.ts';
import type { StoredLeaf } from '../ports/record.ts';
import { type Log, personDigest, type RecordStores, saltLeaves, withFacts } from './commit-facts.ts';
import { openLog } from './log-keys.ts';
import { sequenceFacts } from './sequence.ts';

/** What was forgotten of a person. */
export interface Erased {
  readonly personId: number;
  /** Leaves that hold a digest of the person from now on, and stand. */
  readonly leaves: number;
}

export interface ErasureQuestion {
  /** The person's code, as enrolment knows it. */
  readonly person: string;
  readonly reason: string;
  readonly recordedBy: string;
}

/**
 * Forgets a person: the name goes, and the one key under which everything of the person was committed. What was paid stays in
 * the books under a number, every leaf and every proof stands, and nobody can show or guess any more whom they are about.
 * For good: no backup of the facts holds the key. Refused: `unknown_reference`. Broken off, it is asked for again.
 */
export async function erasePerson(
  stores: RecordStores,
  consortium: { readonly consortiumId: number; readonly code: string },
  { person, reason, recordedBy }: ErasureQuestion,
): Promise<Erased | Refusal> {
  const { records, salts } = stores;
  const { consortiumId, code } = consortium;
  const personId = await records.personId(consortiumId, person);
  if (personId === undefined)
    return refuse('unknown_reference', 'person', 'a person who is or was enrolled', person);
  const { origin } = await openLog(stores, consortiumId, code);
  const log = { consortiumId, origin };
  for (;;) {
    await sequenceFacts(stores, consortiumId);
    await keepDigests(stores, log, await records.leavesOfPerson(consortiumId, personId));
    const isForgotten = await records.onceAllIsKept(consortiumId, personId, () =>
      salts.forget(consortiumId, personId),
    );
    if (!isForgotten) continue;
    await records.erase(consortiumId, personId, { reason, recordedBy });
    return { personId, leaves: (await records.leavesOfPerson(consortiumId, personId)).length };
  }
}

async function keepDigests(stores: RecordStores, log: Log, leaves: readonly StoredLeaf[]): Promise<void> {
  const open = withFacts(leaves).filter(({ erasedDigest }) => erasedDigest === undefined);
  const salted = await saltLeaves(stores, log, open);
  const digests = open.map(({ index }, at) => ({ index, digest: personDigest(salted[at]!) }));
  await stores.records.keepDigests(log.consortiumId, digests);
}
