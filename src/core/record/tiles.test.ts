// Tiles: their paths and widths, growth from leaves, and roots and proofs worked out from them alone.
import { array, assert, integer, nat, property } from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { accepted, entryOf, mutated, sha256 } from '../../../tests/record/parties.ts';
import { checkConsistency, consistencyProof } from './consistency.ts';
import { readEntryBundle, writeEntryBundle } from './entry-bundle.ts';
import { leafHash } from './hashes.ts';
import { checkInclusion, inclusionProof } from './inclusion.ts';
import { besideLeaf, continuation } from './ranges.ts';
import { growTiles, type WrittenTile } from './tile-growth.ts';
import {
  checkTile,
  type HashTile,
  partialTiles,
  readTilePath,
  subtreesOfTiles,
  tilePath,
  tilesFor,
  tileWidth,
} from './tiles.ts';
import { append, EMPTY_TREE, rootOf, type SubtreeHash, subtreesOver, type Tree, treeOf } from './tree.ts';

describe('a path', () => {
  test.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 273, width: 112 }, 'tile/0/273.p/112'],
    [{ level: 1, index: 1, width: 17 }, 'tile/1/001.p/17'],
    [{ level: 2, index: 0, width: 1 }, 'tile/2/000.p/1'],
    [{ level: 0, index: 1000, width: 256 }, 'tile/0/x001/000'],
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 'entries' as const, index: 999, width: 255 }, 'tile/entries/999.p/255'],
    [{ level: 63, index: 0, width: 256 }, 'tile/63/000'],
  ])('of %j is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(readTilePath(path)).toEqual(tile);
  });

  test.each([
    '',
    'tile',
    'tile/0/0',
    'tile/0/00',
    'tile/0/0000',
    'tile/0/x000/001',
    'tile/0/001/234',
    'tile/0/x001',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/entry/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/../000',
    'tile/0/x999/x999/x999/x999/x999/999',
  ])('%j is refused', (path) => {
    expect(readTilePath(path)).toMatchObject({ code: 'wrong_tile' });
  });

  test('comes back as it was, and stands for one tile alone', () => {
    const anyTile = [
      integer({ min: 0, max: 63 }),
      nat(10_000_000_000),
      integer({ min: 1, max: 256 }),
    ] as const;
    assert(
      property(...anyTile, nat(3), nat(), nat(), (level, index, width, kind, place, what) => {
        const path = tilePath({ level, index, width });
        expect(readTilePath(path)).toEqual({ level, index, width });
        const changed = readTilePath(mutated(path, kind, place, what));
        if ('width' in changed) expect(tilePath(changed)).toBe(mutated(path, kind, place, what));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the right edge', () => {
  test('of 70,000 leaves is three partial tiles', () => {
    expect(partialTiles(70_000).map(tilePath)).toEqual([
      'tile/0/273.p/112',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ]);
    expect([272, 273, 274].map((index) => tileWidth(0, index, 70_000))).toEqual([256, 112, 0]);
    expect([0, 1, 2].map((index) => tileWidth(1, index, 70_000))).toEqual([256, 17, 0]);
    expect(tileWidth('entries', 273, 70_000)).toBe(112);
  });

  test('of 256 leaves is a full tile below one of a single hash, and of none is nothing', () => {
    expect(partialTiles(256).map(tilePath)).toEqual(['tile/1/000.p/1']);
    expect(partialTiles(65_536).map(tilePath)).toEqual(['tile/2/000.p/1']);
    expect(partialTiles(0)).toEqual([]);
  });
});

/** Tiles as a server keeps them: by path, each written once. */
class Store {
  readonly tiles = new Map<string, Uint8Array>();
  size = 0;

  add(leaves: readonly Uint8Array[]): void {
    const edge = partialTiles(this.size).map((tile): WrittenTile => ({ tile, bytes: this.read(tile) }));
    for (const { tile, bytes } of growTiles(sha256, this.size, edge, leaves)) {
      expect(checkTile(tile, bytes)).toBeUndefined();
      expect(this.tiles.has(tilePath(tile)), 'a tile never changes').toBe(false);
      this.tiles.set(tilePath(tile), bytes);
    }
    this.size += leaves.length;
  }

  readonly read = (tile: HashTile): Uint8Array => {
    const bytes = this.tiles.get(tilePath(tile));
    if (bytes === undefined) throw new Error(`no tile ${tilePath(tile)}`);
    return bytes;
  };
}

describe('70,000 leaves', () => {
  const SIZE = 70_000;
  const store = new Store();
  let leaves: Uint8Array[];
  let kept: SubtreeHash;
  let tree: Tree = EMPTY_TREE;

  beforeAll(() => {
    leaves = Array.from({ length: SIZE }, (_, at) => leafHash(sha256, entryOf(at)));
    kept = subtreesOver(sha256, leaves);
    for (const leaf of leaves) tree = append(sha256, tree, leaf).tree;
    // Lots of all sizes: below a tile, at its edge, across many.
    for (let from = 0, lot = 1; from < SIZE; from += lot, lot = (lot * 3) % 10_007) {
      const size = Math.min(lot, SIZE - from);
      lot = size;
      store.add(leaves.slice(from, from + size));
    }
  });

  test('end in the tiles that they have to, and come to one root by all ways', () => {
    expect(store.size).toBe(SIZE);
    for (const tile of partialTiles(SIZE)) expect(store.tiles.has(tilePath(tile))).toBe(true);
    const full = [...store.tiles.keys()].filter((path) => !path.includes('.p/'));
    expect([full.filter((path) => path.startsWith('tile/0/')).length, full.length]).toEqual([273, 274]);
    const ofTiles = subtreesOfTiles(sha256, SIZE, store.read);
    expect(rootOf(sha256, treeOf(ofTiles, SIZE))).toEqual(rootOf(sha256, tree));
    expect(rootOf(sha256, treeOf(kept, SIZE))).toEqual(rootOf(sha256, tree));
    expect(tilesFor([{ from: 0, to: SIZE }], SIZE).map(tilePath)).toEqual([
      'tile/2/000.p/1',
      'tile/1/001.p/17',
      'tile/0/273.p/112',
    ]);
  });

  test('have proofs from the tiles named for them alone', () => {
    const root = rootOf(sha256, tree);
    assert(
      property(nat(SIZE - 1), integer({ min: 1, max: SIZE }), (index, before) => {
        const ofOnly = (ranges: Parameters<typeof tilesFor>[0]) => {
          const tiles = new Map(tilesFor(ranges, SIZE).map((tile) => [tilePath(tile), store.read(tile)]));
          return subtreesOfTiles(sha256, SIZE, (tile) => tiles.get(tilePath(tile))!);
        };
        const way = inclusionProof(sha256, ofOnly(besideLeaf(index, SIZE)), index, SIZE);
        const claim = { leaf: leaves[index]!, index, size: SIZE, root };
        expect(checkInclusion(sha256, claim, way)).toBeUndefined();
        const { common, beside } = continuation(before, SIZE);
        const proof = consistencyProof(sha256, ofOnly([common, ...beside]), before, SIZE);
        const smaller = { size: before, root: rootOf(sha256, treeOf(kept, before)) };
        expect(checkConsistency(sha256, smaller, { size: SIZE, root }, proof)).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });

  test('have no right proof from a tile in which a bit is changed', () => {
    const root = rootOf(sha256, tree);
    assert(
      property(nat(SIZE - 1), nat(), nat(), (index, which, bit) => {
        const tiles = tilesFor(besideLeaf(index, SIZE), SIZE);
        const spoiled = tiles[which % tiles.length]!;
        const bytes = store.read(spoiled);
        const changed = bytes.with(bit % bytes.length, bytes[bit % bytes.length]! ^ (1 << (bit % 8)));
        const read = (tile: HashTile) => (tilePath(tile) === tilePath(spoiled) ? changed : store.read(tile));
        const right = inclusionProof(sha256, subtreesOfTiles(sha256, SIZE, store.read), index, SIZE);
        const way = inclusionProof(sha256, subtreesOfTiles(sha256, SIZE, read), index, SIZE);
        const claim = { leaf: leaves[index]!, index, size: SIZE, root };
        // A tile holds more than one proof reads: where the changed hash is of those, it is found.
        const isRead = way.some((hash, at) => Buffer.compare(hash, right[at]!) !== 0);
        expect(checkInclusion(sha256, claim, way)?.code).toBe(isRead ? 'proof_fails' : undefined);
        const all = subtreesOfTiles(sha256, SIZE, read);
        const whole = { level: 8 * spoiled.level, index: spoiled.index * 256 };
        expect(all({ ...whole, index: whole.index + Math.floor((bit % bytes.length) / 32) })).not.toEqual(
          kept({ ...whole, index: whole.index + Math.floor((bit % bytes.length) / 32) }),
        );
      }),
      { numRuns: 40 },
    );
  });
});

test('growth in lots at random is growth at once', () => {
  assert(
    property(array(integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 6 }), (lots) => {
      const store = new Store();
      const leaves = lots.map((lot, at) => Array.from({ length: lot }, (_, one) => entryOf(at * 1000 + one)));
      for (const lot of leaves) store.add(lot);
      const atOnce = growTiles(sha256, 0, [], leaves.flat());
      for (const { tile, bytes } of atOnce) expect(store.read(tile)).toEqual(bytes);
    }),
    { numRuns: 12 },
  );
});

test('growth without the edge is a bug', () => {
  expect(() => growTiles(sha256, 300, [], [entryOf(0)])).toThrow('level 0 is missing');
});

test.each([
  ['too few', 112, 111 * 32],
  ['too many', 112, 113 * 32],
  ['a torn hash', 112, 112 * 32 - 1],
  ['none', 0, 0],
  ['more than a tile holds', 257, 257 * 32],
])('a tile of %s is refused', (_what, width, length) => {
  const tile = { level: 0, index: 273, width };
  expect(checkTile(tile, new Uint8Array(length))).toMatchObject({ code: 'wrong_tile' });
});

describe('a bundle of entries', () => {
  const tile = { level: 'entries' as const, index: 0, width: 3 };
  const entries = [entryOf(1), new Uint8Array(0), new Uint8Array(300).fill(7)];

  test('comes back as it was', () => {
    expect(accepted(readEntryBundle(tile, writeEntryBundle(entries)))).toEqual(entries);
    expect(writeEntryBundle(entries).slice(0, 2)).toEqual(Uint8Array.of(0, 32));
  });

  test('that is torn, or of another width, is refused', () => {
    const bytes = writeEntryBundle(entries);
    for (let length = 0; length < bytes.length; length += 1)
      expect(readEntryBundle(tile, bytes.slice(0, length))).toMatchObject({ code: 'wrong_tile' });
    expect(readEntryBundle(tile, Uint8Array.of(...bytes, 0, 0))).toMatchObject({ code: 'wrong_tile' });
  });

  test('takes no entry that is longer than its length can say', () => {
    expect(() => writeEntryBundle([new Uint8Array(65_536)])).toThrow('65536');
  });
});
