// Tiles for many proofs at once: read together, each once, and asked for again where they could not be read.
import { expect, test } from 'vitest';
import type { RecordStore } from '../../src/app/ports/record.ts';
import { TileReads } from '../../src/app/record/tile-reads.ts';
import { HASH_BYTES } from '../../src/core/record/hashes.ts';
import { type HashTile, hashesOf, tilePath } from '../../src/core/record/tiles.ts';
import { subtreesOver } from '../../src/core/record/tree.ts';
import { sha256 } from '../../src/witness/ed25519.ts';

const WIDTH = 4;
const tileAt = (index: number): HashTile => ({ level: 0, index, width: WIDTH });
const bytesOf = ({ index }: HashTile) => new Uint8Array(WIDTH * HASH_BYTES).fill(index % 251);

/** A store of tiles that tells what was read of it; one read ends only when it is let. */
function tileStore() {
  const reads: { readonly consortiumId: number; readonly paths: string[] }[] = [];
  const lost = new Set<string>();
  const held: (() => void)[] = [];
  let isHeld = false;
  let broken: Error | undefined;
  const records = {
    async tiles(consortiumId: number, tiles: readonly HashTile[]) {
      reads.push({ consortiumId, paths: tiles.map(tilePath) });
      if (isHeld) await new Promise<void>((resolve) => held.push(resolve));
      if (broken !== undefined) throw broken;
      return tiles
        .filter((tile) => !lost.has(tilePath(tile)))
        .map((tile) => ({ tile, bytes: bytesOf(tile) }));
    },
  } as Pick<RecordStore, 'tiles'> as RecordStore;
  return {
    ...{ records, reads, lost },
    hold() {
      isHeld = true;
    },
    let() {
      isHeld = false;
      for (const go of held.splice(0)) go();
    },
    fail(error: Error | undefined) {
      broken = error;
    },
  };
}

test('what is asked for at once is read together, each tile once, as it was worked out from its bytes', async () => {
  const { records, reads } = tileStore();
  const tiles = new TileReads(records);
  const asked = Array.from({ length: 100 }, (_, at) => tileAt(at % 40));
  const found = await Promise.all(asked.map((tile) => tiles.subtreesOf(1, tile)));
  expect(reads).toEqual([{ consortiumId: 1, paths: asked.slice(0, 40).map(tilePath) }]);
  for (const [at, tile] of asked.entries()) {
    const expected = subtreesOver(sha256, hashesOf(bytesOf(tile)));
    for (const subtree of [
      { level: 0, index: 3 },
      { level: 1, index: 0 },
      { level: 2, index: 0 },
    ])
      expect(found[at]!(subtree)).toEqual(expected(subtree));
  }
  await tiles.subtreesOf(1, tileAt(7));
  expect(reads).toHaveLength(1);
});

test('what is asked for during a read goes with the next one; another log does not wait for it', async () => {
  const store = tileStore();
  const tiles = new TileReads(store.records);
  store.hold();
  const first = tiles.subtreesOf(1, tileAt(0));
  await expect.poll(() => store.reads.length).toBe(1);
  const next = [1, 2, 3].map((index) => tiles.subtreesOf(1, tileAt(index)));
  const other = tiles.subtreesOf(2, tileAt(0));
  await expect.poll(() => store.reads.length).toBe(2);
  store.let();
  await Promise.all([first, other, ...next]);
  expect(store.reads).toEqual([
    { consortiumId: 1, paths: [tilePath(tileAt(0))] },
    { consortiumId: 2, paths: [tilePath(tileAt(0))] },
    { consortiumId: 1, paths: [1, 2, 3].map((index) => tilePath(tileAt(index))) },
  ]);
});

test('more than a thousand tiles are not kept: the one asked for longest ago is read again', async () => {
  const { records, reads } = tileStore();
  const tiles = new TileReads(records);
  const all = Array.from({ length: 1000 }, (_, index) => tileAt(index));
  await Promise.all(all.map((tile) => tiles.subtreesOf(1, tile)));
  const before = reads.length;
  await tiles.subtreesOf(1, tileAt(0));
  await tiles.subtreesOf(1, tileAt(1000));
  expect(reads.slice(before).flatMap(({ paths }) => paths)).toEqual([tilePath(tileAt(1000))]);
  await tiles.subtreesOf(1, tileAt(0));
  await tiles.subtreesOf(1, tileAt(1));
  expect(reads.slice(before + 1).flatMap(({ paths }) => paths)).toEqual([tilePath(tileAt(1))]);
});

test('a tile that the log has lost fails alone, and is asked for again', async () => {
  const { records, reads, lost } = tileStore();
  lost.add(tilePath(tileAt(1)));
  const tiles = new TileReads(records);
  const [kept, gone] = await Promise.allSettled([0, 1].map((index) => tiles.subtreesOf(1, tileAt(index))));
  expect(kept!.status).toBe('fulfilled');
  expect(gone).toMatchObject({
    status: 'rejected',
    reason: new Error(`the log has lost its tile ${tilePath(tileAt(1))}`),
  });
  lost.clear();
  await tiles.subtreesOf(1, tileAt(1));
  expect(reads.map(({ paths }) => paths.length)).toEqual([2, 1]);
});

test('a read that fails is told to all who asked, and the next one is tried', async () => {
  const store = tileStore();
  const tiles = new TileReads(store.records);
  const broken = new Error('the connection was lost');
  store.fail(broken);
  const asked = await Promise.allSettled([0, 1].map((index) => tiles.subtreesOf(1, tileAt(index))));
  expect(asked.map((one) => (one as PromiseRejectedResult).reason)).toEqual([broken, broken]);
  store.fail(undefined);
  await Promise.all([0, 1].map((index) => tiles.subtreesOf(1, tileAt(index))));
  expect(store.reads).toHaveLength(2);
});
