import { setImmediate } from 'node:timers/promises';
import { type HashTile, hashesOf, tilePath } from '../../core/record/tiles.ts';
import { type SubtreeHash, subtreesOver } from '../../core/record/tree.ts';
import { sha256 } from '../../witness/ed25519.ts';
import type { RecordStore } from '../ports/record.ts';

/** Tiles that were read, with all that can be worked out of them; one of a width never changes. About thirty megabytes at most. */
const MOST_KEPT = 1000;
/** Tiles to a read: two megabytes. */
const MOST_IN_ONE = 256;
/** So many tiles are worked out before others have their turn: some milliseconds. */
const AT_ONCE = 16;

interface Asked {
  readonly tile: HashTile;
  readonly answer: PromiseWithResolvers<SubtreeHash>;
}

/**
 * The tiles of logs as proofs need them. Of a log one read is under way at a time, and what is asked for meanwhile is read
 * together next: many proofs at once cost few reads. Those asked for last are kept.
 */
export class TileReads {
  readonly #records: RecordStore;
  readonly #kept = new Map<string, Promise<SubtreeHash>>();
  /** What waits to be read, by consortium; one is here as long as it is being read. */
  readonly #asked = new Map<number, Asked[]>();

  constructor(records: RecordStore) {
    this.#records = records;
  }

  /** The subtrees of a tile. Throws where the store has no such tile: then the log has lost it. */
  subtreesOf(consortiumId: number, tile: HashTile): Promise<SubtreeHash> {
    const key = `${consortiumId} ${tilePath(tile)}`;
    const known = this.#kept.get(key);
    if (known !== undefined) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known;
    }
    const answer = Promise.withResolvers<SubtreeHash>();
    this.#kept.set(key, answer.promise);
    // The tile that was asked for longest ago goes first.
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    // What failed is asked for again.
    answer.promise.catch(() => this.#kept.delete(key));
    const asked = this.#asked.get(consortiumId);
    if (asked === undefined) void this.#readAll(consortiumId, [{ tile, answer }]);
    else asked.push({ tile, answer });
    return answer.promise;
  }

  async #readAll(consortiumId: number, asked: Asked[]): Promise<void> {
    this.#asked.set(consortiumId, asked);
    // Whoever asks in the same moment is read with the first.
    await Promise.resolve();
    while (asked.length > 0) {
      const together = asked.splice(0, MOST_IN_ONE);
      try {
        await this.#read(consortiumId, together);
      } catch (error) {
        for (const { answer } of together) answer.reject(error);
      }
    }
    this.#asked.delete(consortiumId);
  }

  async #read(consortiumId: number, together: readonly Asked[]): Promise<void> {
    const tiles = together.map(({ tile }) => tile);
    const stored = await this.#records.tiles(consortiumId, tiles);
    const bytesOf = new Map(stored.map(({ tile, bytes }) => [tilePath(tile), bytes]));
    for (const [at, { tile, answer }] of together.entries()) {
      if (at > 0 && at % AT_ONCE === 0) await setImmediate();
      const bytes = bytesOf.get(tilePath(tile));
      if (bytes === undefined) answer.reject(new Error(`the log has lost its tile ${tilePath(tile)}`));
      else answer.resolve(subtreesOver(sha256, hashesOf(bytes)));
    }
  }
}
