/** New tiles from new leaves: the right edge is taken up, filled, and what is full goes up a level as one hash. */
import { joined } from './bytes.ts';
import type { Hash } from './hashes.ts';
import { type HashTile, hashesOf, partialTiles, TILE_WIDTH, tileWidth } from './tiles.ts';
import { rangeHash, subtreesOver } from './tree.ts';

/** A tile and its bytes. */
export interface WrittenTile {
  readonly tile: HashTile;
  readonly bytes: Uint8Array;
}

/**
 * The tiles that a tree of `size` leaves has to write for more of them: all that become full, and the partial ones
 * that change. `edge` are its partial tiles (`partialTiles`), of any order; anything else is a bug, and throws.
 */
export function growTiles(
  hash: Hash,
  size: number,
  edge: readonly WrittenTile[],
  leaves: readonly Uint8Array[],
): WrittenTile[] {
  const written: WrittenTile[] = [];
  for (let [level, coming] = [0, leaves]; coming.length > 0; level += 1) {
    const before = Math.floor(size / TILE_WIDTH ** level);
    const first = Math.floor(before / TILE_WIDTH);
    const begun = before % TILE_WIDTH === 0 ? [] : hashesAt(edge, level, first, size);
    const hashes = [...begun, ...coming];
    const above: Uint8Array[] = [];
    for (let at = 0; at < hashes.length; at += TILE_WIDTH) {
      const held = hashes.slice(at, at + TILE_WIDTH);
      const tile = { level, index: first + at / TILE_WIDTH, width: held.length };
      written.push({ tile, bytes: joined(...held) });
      if (held.length === TILE_WIDTH)
        above.push(rangeHash(hash, subtreesOver(hash, held), { from: 0, to: TILE_WIDTH }));
    }
    coming = above;
  }
  return written;
}

function hashesAt(edge: readonly WrittenTile[], level: number, index: number, size: number): Uint8Array[] {
  const width = tileWidth(level, index, size);
  const held = edge.find(({ tile }) => tile.level === level && tile.index === index && tile.width === width);
  if (held === undefined)
    throw new Error(
      `the edge of ${size} leaves is ${partialTiles(size).length} tiles; level ${level} is missing`,
    );
  return hashesOf(held.bytes);
}
