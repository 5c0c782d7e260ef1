import { readNote } from '../../core/record/note.ts';
import { NO_QUORUM, type Policy } from '../../core/record/policy.ts';
import type { Cosigner } from '../../core/record/quorum.ts';
import type { SeenCheckpoint } from '../../core/record/seen-checkpoint.ts';
import { isRefusal } from '../../core/refusal.ts';
import { cosignedCheckpoint } from '../../witness/cosigned-checkpoint.ts';
import type { SignedCheckpoint } from '../ports/record.ts';
import { withWitnesses } from './checkpoint.ts';
import type { RecordStores } from './commit-facts.ts';
import { policyOf } from './policy.ts';

/** How far back is looked for a quorum: witnesses are asked for one checkpoint until it is there, so few lie between. */
const MOST_LOOKED_AT = 16;

/** The newest checkpoint that as many stand by as the policy asks for. */
export interface FinalCheckpoint {
  readonly checkpoint: SignedCheckpoint;
  readonly cosigners: readonly Cosigner[];
  /** Since when, in seconds since 1970: that of the last witness that was needed, or of the log where none is. */
  readonly sinceSeconds: number;
}

/** What is final; undefined where nothing is. A policy that asks for no witness takes the log's own word. */
export async function finalCheckpoint(
  stores: RecordStores,
  consortiumId: number,
): Promise<FinalCheckpoint | undefined> {
  const { records } = stores;
  const policy = await policyOf(stores, consortiumId);
  if (isRefusal(policy)) return undefined;
  if (policy.quorum === NO_QUORUM) {
    const checkpoint = await records.lastCheckpoint(consortiumId);
    return checkpoint && { checkpoint, cosigners: [], sinceSeconds: checkpoint.signedSeconds };
  }
  for (const checkpoint of await records.witnessed(consortiumId, MOST_LOOKED_AT)) {
    const seen = seenBy(policy, await withWitnesses(records, consortiumId, checkpoint));
    if (seen?.quorumSince !== undefined)
      return { checkpoint, cosigners: seen.cosigners, sinceSeconds: seen.quorumSince };
  }
  return undefined;
}

/** A checkpoint as the policy sees it; undefined where the log's keys of today have not signed it, or something is wrong. */
function seenBy(policy: Policy, text: string): SeenCheckpoint | undefined {
  const note = readNote(text);
  const seen = isRefusal(note) ? note : cosignedCheckpoint(policy, note);
  return isRefusal(seen) ? undefined : seen;
}
