import { leafHash } from '../../core/record/hashes.ts';
import { growTiles } from '../../core/record/tile-growth.ts';
import type { NewLeaves, WaitingFacts } from '../ports/record.ts';
import { type RecordStores, saltFacts } from './commit-facts.ts';
import { sha256 } from './hashing.ts';

/** As many leaves as sixteen tiles: what a transaction takes, and loses if it is broken off. */
const MOST_IN_ONE = 4096;
const COMMITMENT_BYTES = 32;

export interface SequenceOptions {
  /** Told how many there are so far; ends it by answering false. */
  readonly progress?: (sequenced: number) => boolean;
  /** Leaves to a transaction; fewer where others wait for the same thread. */
  readonly mostInOne?: number;
}

/**
 * Makes leaves of all facts that wait, some thousands to a transaction; answers how many. It may be broken off anywhere: what
 * was not written waits on.
 */
export async function sequenceFacts(
  stores: RecordStores,
  consortiumId: number,
  { progress = () => true, mostInOne = MOST_IN_ONE }: SequenceOptions = {},
): Promise<number> {
  let sequenced = 0;
  for (;;) {
    const taken = await stores.records.sequence(consortiumId, mostInOne, (waiting) =>
      newLeaves(stores, consortiumId, waiting),
    );
    sequenced += taken;
    if (taken === 0 || !progress(sequenced)) return sequenced;
  }
}

async function newLeaves(
  stores: RecordStores,
  consortiumId: number,
  { head, names, facts, edge }: WaitingFacts,
): Promise<NewLeaves> {
  const log = { consortiumId, origin: head.origin };
  const waiting = names.map((name, at) => ({ name, fact: facts[at]! }));
  const commitments = new Uint8Array(names.length * COMMITMENT_BYTES);
  const salted = await saltFacts(stores, log, waiting, true);
  const leaves = salted.map(({ commitment }, at) => {
    commitments.set(commitment, at * COMMITMENT_BYTES);
    return leafHash(sha256, commitment);
  });
  return { commitments, tiles: growTiles(sha256, head.size, edge, leaves) };
}
