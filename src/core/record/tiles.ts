/** The tree as files that never change (C2SP tlog-tiles): 256 hashes each, at every eighth level, by place. */
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { HASH_BYTES, type Hash } from './hashes.ts';
import { type LeafRange, type Subtree, subtreesOf } from './ranges.ts';
import { rangeHash, type SubtreeHash, subtreesOver } from './tree.ts';
import { readWholeNumber } from './whole-number.ts';

export const TILE_WIDTH = 256;
/** How many levels of the tree a tile stands for. */
export const TILE_LEVELS = 8;
const HIGHEST_LEVEL = 63;

/** A tile: of hashes at a level (0: of leaves), or of the entries themselves. `width` says how many it holds. */
export interface Tile {
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
}

/** A tile of hashes. */
export interface HashTile extends Tile {
  readonly level: number;
}

/** Where a tile is served: `tile/0/x001/234`, and with `.p/112` where it is not full. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!;
  const place = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${place}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

/** The tile of a path. It is read, written again and compared, so that each tile has one path alone. */
export function readTilePath(path: string): Tile | Refusal {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  const [, level = '', place = '', width] = match ?? [];
  const index = readWholeNumber(place.replace(/[x/]/g, '').replace(/^0+(?=\d)/, ''), path);
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: isRefusal(index) ? -1 : index,
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  const isInRange = tile.level === 'entries' || tile.level <= HIGHEST_LEVEL;
  if (match !== null && isInRange && tile.index >= 0 && tile.width > 0 && tilePath(tile) === path)
    return tile;
  return refuse('wrong_tile', 'path', 'tile/<level>/<place>[.p/<width>]', path);
}

/** How many hashes or entries a tile holds in a tree of a size: 0 where there is none yet. */
export function tileWidth(level: Tile['level'], index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level));
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}

/** The tiles at the right edge of a tree that are not full, from the leaves up. */
export function partialTiles(size: number): HashTile[] {
  const tiles: HashTile[] = [];
  for (let level = 0, hashes = size; hashes > 0; level += 1) {
    const index = Math.floor(hashes / TILE_WIDTH);
    if (hashes % TILE_WIDTH > 0) tiles.push({ level, index, width: hashes % TILE_WIDTH });
    hashes = index;
  }
  return tiles;
}

/** The tile that a complete subtree is worked out from, in a tree of a size. */
export function tileOf({ level, index }: Subtree, size: number): HashTile {
  const tileLevel = Math.floor(level / TILE_LEVELS);
  const tileIndex = Math.floor((index * 2 ** (level % TILE_LEVELS)) / TILE_WIDTH);
  return { level: tileLevel, index: tileIndex, width: tileWidth(tileLevel, tileIndex, size) };
}

/** Where a complete subtree is within its tile. */
export function withinTile({ level, index }: Subtree): Subtree {
  const within = level % TILE_LEVELS;
  return { level: within, index: index % 2 ** (TILE_LEVELS - within) };
}

/** The tiles that have to be read for runs of leaves: those of a proof (`besideLeaf`, `continuation`), or of a root. */
export function tilesFor(ranges: readonly LeafRange[], size: number): HashTile[] {
  const tiles = ranges.flatMap(subtreesOf).map((subtree) => tileOf(subtree, size));
  return [...new Map(tiles.map((tile) => [tilePath(tile), tile])).values()];
}

/** The roots of subtrees, worked out from tiles that were read and checked; asks for those of `tilesFor` alone. */
export function subtreesOfTiles(hash: Hash, size: number, read: (tile: HashTile) => Uint8Array): SubtreeHash {
  return (subtree) => {
    const bytes = read(tileOf(subtree, size));
    const hashes = 2 ** (subtree.level % TILE_LEVELS);
    const from = (subtree.index * hashes) % TILE_WIDTH;
    const wanted = hashesOf(bytes).slice(from, from + hashes);
    return rangeHash(hash, subtreesOver(hash, wanted), { from: 0, to: hashes });
  };
}

/** The hashes of a tile, by their bytes. */
export function hashesOf(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, at) =>
    bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
}

/** Refuses bytes that are not as many hashes as a tile is wide. */
export function checkTile(tile: HashTile, bytes: Uint8Array): Refusal | undefined {
  const isWidth = tile.width >= 1 && tile.width <= TILE_WIDTH;
  if (isWidth && bytes.length === tile.width * HASH_BYTES) return undefined;
  return refuse(
    'wrong_tile',
    tilePath(tile),
    `${tile.width} hashes of ${HASH_BYTES} bytes`,
    `${bytes.length} bytes`,
  );
}
