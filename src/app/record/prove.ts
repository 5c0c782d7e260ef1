import { utf8Of } from '../../core/record/bytes.ts';
import { type FactName, GROUPS, type Group, type ShownFact } from '../../core/record/fact.ts';
import { readNote } from '../../core/record/note.ts';
import { writeProofFile } from '../../core/record/proof-file.ts';
import { showFact, writeShownFact } from '../../core/record/shown-fact.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { sha256 } from '../../witness/ed25519.ts';
import type { StoredLeaf } from '../ports/record.ts';
import { checkpointOf, inclusionOf, withWitnesses } from './checkpoint.ts';
import { leafName, type RecordStores, type SaltedFact, saltLeaves } from './commit-facts.ts';
import { finalCheckpoint } from './finality.ts';

/** A proof of a fact as a file that anybody can check alone. */
export interface Proof {
  readonly leaf: number;
  readonly fact: ShownFact;
  /** The file (C2SP tlog-proof); its extra data is the fact as it is shown. */
  readonly text: string;
}

/**
 * The proof of a fact, showing some groups of its fields. It is in the newest checkpoint that the quorum stands by, else in
 * the newest of the log. Refused: `unknown_reference` where there is no such fact, `not_recorded` while it waits for its leaf,
 * or for a checkpoint to cover that.
 */
export async function proveFact(
  stores: RecordStores,
  consortiumId: number,
  name: FactName,
  shown: readonly Group[] = GROUPS,
): Promise<Proof | Refusal> {
  const { records } = stores;
  const head = await records.head(consortiumId);
  const stored = leafName(name);
  const index = await records.indexOf(consortiumId, stored);
  if (head === undefined || index === undefined) {
    const expected = 'a fact that has a leaf';
    return refuse('not_recorded', `${name.kind} ${name.id}`, expected, 'none, or one that still waits');
  }
  const final = (await finalCheckpoint(stores, consortiumId))?.checkpoint;
  const last = await records.lastCheckpoint(consortiumId);
  const checkpoint = final !== undefined && index < final.size ? final : last;
  if (checkpoint === undefined || index >= checkpoint.size)
    return refuse('not_recorded', `leaf ${index}`, 'a checkpoint that covers it', checkpoint?.size ?? 'none');
  const [leaf] = await records.leaves(consortiumId, index, 1);
  if (leaf?.fact === undefined)
    return refuse('unknown_reference', `${name.kind} ${name.id}`, 'a fact of the record', 'none');
  const log = { consortiumId, origin: head.origin };
  const [salted] = await saltLeaves(stores, log, [{ ...leaf, fact: leaf.fact }]);
  const fact = shownFact(salted!, leftOf(leaf, shown));
  const note = readNote(await withWitnesses(records, consortiumId, checkpoint));
  if (isRefusal(note)) throw new Error(JSON.stringify(note));
  const proof = await inclusionOf(records, consortiumId, index, checkpointOf(checkpoint).size);
  const text = writeProofFile({ index, proof, checkpoint: note, extra: utf8Of(writeShownFact(fact)) });
  return { leaf: index, fact, text };
}

/** Of some groups of a leaf those that can still be shown: not the person's where the person was forgotten. */
export function leftOf({ erasedDigest }: StoredLeaf, groups: readonly Group[]): readonly Group[] {
  return erasedDigest === undefined ? groups : groups.filter((group) => group !== 'person');
}

/** A fact with some of its groups shown, as its leaf holds it. */
export function shownFact({ fact, salts, digests }: SaltedFact, shown: readonly Group[]): ShownFact {
  const open = showFact(sha256, fact, salts, shown);
  return shown.includes('person') ? open : { ...open, person: { digest: digests.person } };
}
