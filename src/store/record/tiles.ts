import { HASH_BYTES } from '../../core/record/hashes.ts';
import type { WrittenTile } from '../../core/record/tile-growth.ts';
import type { HashTile } from '../../core/record/tiles.ts';
import type { Query } from '../query.ts';

/** Tiles by their places, as far as they are kept: each cut to its width, as the one kept may have grown since. */
export async function readTiles(query: Query, tiles: readonly HashTile[]): Promise<WrittenTile[]> {
  if (tiles.length === 0) return [];
  const rows = await query.prepared<{ place: number; hashes: Buffer }>(
    `SELECT place::int4, hashes FROM unnest($1::int2[], $2::int8[]) WITH ORDINALITY wanted(level, tile_index, place)
     JOIN tile USING (level, tile_index)`,
    [tiles.map(({ level }) => level), tiles.map(({ index }) => index)],
  );
  return rows.flatMap(({ place, hashes }) => {
    const tile = tiles[place - 1]!;
    const bytes = tile.width * HASH_BYTES;
    return hashes.length < bytes ? [] : [{ tile, bytes: new Uint8Array(hashes.subarray(0, bytes)) }];
  });
}

/** Writes tiles, and those that have grown in place of what they were. */
export async function writeTiles(query: Query, tiles: readonly WrittenTile[]): Promise<void> {
  await query.prepared(
    `INSERT INTO tile (level, tile_index, hashes) SELECT * FROM unnest($1::int2[], $2::int8[], $3::bytea[])
     ON CONFLICT (consortium_id, level, tile_index) DO UPDATE SET hashes = excluded.hashes`,
    [
      tiles.map(({ tile }) => tile.level),
      tiles.map(({ tile }) => tile.index),
      tiles.map(({ bytes }) => Buffer.from(bytes)),
    ],
  );
}
