import { setTimeout } from 'node:timers/promises';
import { leafHash } from '../../core/record/hashes.ts';
import { growTiles, type WrittenTile } from '../../core/record/tile-growth.ts';
import { hashesOf } from '../../core/record/tiles.ts';
import { sha256 } from '../../witness/ed25519.ts';
import type { LeafWriter, LogEdge } from '../ports/record.ts';
import { commitFacts, type Log, type NamedFact, type RecordStores } from './commit-facts.ts';

/** What a transaction takes, and loses if it is broken off: half a second's work. */
const MOST_IN_ONE = 32_768;

export interface SequenceOptions {
  /** Told how many there are so far; ends it by answering false. */
  readonly progress?: (sequenced: number) => boolean;
  /** Leaves to a transaction; fewer where others wait for the same thread. */
  readonly mostInOne?: number;
  /** True where a run under way has most of the machine: the record rests four times as long as it works. */
  readonly isPolite?: boolean;
}

const RESTS = 4;

/**
 * Makes leaves of all facts that wait, some thousands to a transaction; answers how many. It may be broken off anywhere: what
 * was not written waits on.
 */
export async function sequenceFacts(
  stores: RecordStores,
  consortiumId: number,
  { progress = () => true, mostInOne = MOST_IN_ONE, isPolite = false }: SequenceOptions = {},
): Promise<number> {
  let sequenced = 0;
  for (;;) {
    const begun = performance.now();
    const taken = await stores.records.sequence(consortiumId, mostInOne, (edge) => {
      const { origin } = edge.head;
      return new NewLeaves(stores, { consortiumId, origin }, edge);
    });
    sequenced += taken;
    if (taken === 0 || !progress(sequenced)) return sequenced;
    if (isPolite && (await stores.records.isRunning(consortiumId)))
      await setTimeout(RESTS * (performance.now() - begun));
  }
}

/** Commits to what is taken, chunk by chunk, and keeps the tiles that come of it. */
class NewLeaves implements LeafWriter {
  readonly #stores: RecordStores;
  readonly #log: Log;
  #size: number;
  readonly #tiles = new Map<string, WrittenTile>();

  constructor(stores: RecordStores, log: Log, { head, edge }: LogEdge) {
    this.#stores = stores;
    this.#log = log;
    this.#size = head.size;
    for (const written of edge) this.#tiles.set(placeOf(written), written);
  }

  async commit(facts: readonly NamedFact[]): Promise<Uint8Array> {
    const commitments = await commitFacts(this.#stores, this.#log, facts, true);
    const leaves = hashesOf(commitments).map((entry) => leafHash(sha256, entry));
    const grown = growTiles(sha256, this.#size, [...this.#tiles.values()], leaves);
    this.#size += leaves.length;
    for (const written of grown) this.#tiles.set(placeOf(written), written);
    return commitments;
  }

  get tiles(): WrittenTile[] {
    return [...this.#tiles.values()];
  }
}

const placeOf = ({ tile }: WrittenTile) => `${tile.level} ${tile.index}`;
