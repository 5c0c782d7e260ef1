/**
 * Writes a record as files that any host can serve as they lie (C2SP tlog-tiles): tiles and entries first, then the
 * checkpoint that covers them, each put into place whole. What is there already is not written again. All of it can be
 * deleted, and is written anew when the service is started next.
 */

import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SignedCheckpoint } from '../app/ports/record.ts';
import type { Stores } from '../app/ports/stores.ts';
import { checkpointOf, withWitnesses } from '../app/record/checkpoint.ts';
import { policyText } from '../app/record/policy.ts';
import { entryBundle } from '../app/record/published.ts';
import { HASH_BYTES } from '../core/record/hashes.ts';
import { readNote } from '../core/record/note.ts';
import { type HashTile, TILE_WIDTH, type Tile, tilePath, tileWidth } from '../core/record/tiles.ts';
import { isRefusal } from '../core/refusal.ts';

/** Tiles read at once: what lies in memory of them is half a megabyte. */
const TILES_AT_ONCE = 64;

/** The log of a consortium in a folder of its own. */
export class Publisher {
  readonly #stores: Stores;
  readonly #consortiumId: number;
  readonly #folder: string;
  /** How many leaves the files have; undefined until it was looked. */
  #size: number | undefined;
  readonly #written = new Map<string, string>();

  constructor(stores: Stores, consortiumId: number, folder: string) {
    this.#stores = stores;
    this.#consortiumId = consortiumId;
    this.#folder = folder;
  }

  /** Brings the files to where the log is signed, and the checkpoint to the witnesses that it has by now. */
  async publish(signed: SignedCheckpoint, isEnded: () => boolean): Promise<void> {
    const known = this.#size ?? (await this.#sizeOnDisk(signed));
    const before = known <= signed.size ? known : 0;
    for (const tiles of tilesBetween(before, signed.size)) {
      if (isEnded()) return;
      await this.#writeTiles(tiles);
    }
    this.#size = signed.size;
    const { records } = this.#stores;
    await this.#writeText('policy', await policyText(this.#stores, this.#consortiumId));
    await this.#writeText('checkpoint', await withWitnesses(records, this.#consortiumId, signed));
  }

  /** None where there is nothing, or a checkpoint of another log. */
  async #sizeOnDisk(signed: SignedCheckpoint): Promise<number> {
    const text = await readFile(join(this.#folder, 'checkpoint'), 'utf8').catch(() => '');
    if (text === '' || isRefusal(readNote(text))) return 0;
    const found = checkpointOf({ ...signed, note: text });
    return found.origin === checkpointOf(signed).origin ? found.size : 0;
  }

  async #writeTiles(tiles: readonly Tile[]): Promise<void> {
    const { records } = this.#stores;
    const [first] = tiles;
    if (first!.level !== 'entries') {
      const read = await records.tiles(this.#consortiumId, tiles as HashTile[]);
      if (read.length < tiles.length) throw new Error(`the log has lost a tile after ${tilePath(first!)}`);
      for (const { tile, bytes } of read) await this.#writeTile(tile, bytes);
      return;
    }
    const count = tiles.reduce((sum, { width }) => sum + width, 0);
    const all = await records.commitments(this.#consortiumId, first!.index * TILE_WIDTH, count);
    let at = 0;
    for (const tile of tiles) {
      const to = at + tile.width * HASH_BYTES;
      await this.#writeTile(tile, entryBundle(all.subarray(at, to)));
      at = to;
    }
  }

  async #writeTile(tile: Tile, bytes: Uint8Array): Promise<void> {
    await this.#write(tilePath(tile), bytes);
    // A tile that is full stands for all that it was before.
    if (tile.width === TILE_WIDTH)
      await rm(join(this.#folder, `${tilePath(tile)}.p`), { recursive: true, force: true });
  }

  async #writeText(name: string, text: string): Promise<void> {
    if (this.#written.get(name) === text) return;
    await this.#write(name, text);
    this.#written.set(name, text);
  }

  /**
   * Beside its place first, and onto the disk: whoever reads finds all of it, or what was there before, and after a power cut
   * too no checkpoint stands that covers more than the tiles.
   */
  async #write(name: string, content: string | Uint8Array): Promise<void> {
    const path = join(this.#folder, name);
    await mkdir(dirname(path), { recursive: true });
    const file = await open(`${path}.${process.pid}.new`, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.${process.pid}.new`, path);
  }
}

/** The tiles that a log has at a size and had not, or not so wide, at one before; some at a time, of one level each. */
export function* tilesBetween(before: number, size: number): Generator<Tile[]> {
  const levels: Tile['level'][] = ['entries'];
  for (let level = 0; tileWidth(level, 0, size) > 0; level += 1) levels.push(level);
  for (const level of levels) {
    let tiles: Tile[] = [];
    const leavesOfTile = TILE_WIDTH ** (level === 'entries' ? 1 : level + 1);
    for (let index = Math.floor(before / leavesOfTile); tileWidth(level, index, size) > 0; index += 1) {
      const width = tileWidth(level, index, size);
      if (width > tileWidth(level, index, before)) tiles.push({ level, index, width });
      if (tiles.length < TILES_AT_ONCE) continue;
      yield tiles;
      tiles = [];
    }
    if (tiles.length > 0) yield tiles;
  }
}
