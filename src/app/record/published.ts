import { writeEntryBundle } from '../../core/record/entry-bundle.ts';
import {
  type HashTile,
  hashesOf,
  readTilePath,
  TILE_WIDTH,
  type Tile,
  tileWidth,
} from '../../core/record/tiles.ts';
import { isRefusal } from '../../core/refusal.ts';
import type { RecordStore } from '../ports/record.ts';
import { withWitnesses } from './checkpoint.ts';
import type { RecordStores } from './commit-facts.ts';
import { policyText } from './policy.ts';

/** What anybody may have of a log by its path (C2SP tlog-tiles): texts, which change, and tiles, which never do. */
export type PublishedFile = { readonly text: string } | { readonly bytes: Uint8Array };

/** The checkpoint, the policy, a tile of hashes or of entries; undefined for all else, and for what is not signed yet. */
export async function publishedFile(
  stores: RecordStores,
  consortiumId: number,
  path: string,
): Promise<PublishedFile | undefined> {
  const { records } = stores;
  if (path === 'policy') return { text: await policyText(stores, consortiumId) };
  const last = await records.lastCheckpoint(consortiumId);
  if (last === undefined) return undefined;
  if (path === 'checkpoint') return { text: await withWitnesses(records, consortiumId, last) };
  const tile = readTilePath(path);
  if (isRefusal(tile)) return undefined;
  const bytes = await publishedTile(records, consortiumId, last.size, tile);
  return bytes && { bytes };
}

/** A tile of a log as it was signed at a size: what was signed can never come to anything else. */
async function publishedTile(
  records: RecordStore,
  consortiumId: number,
  size: number,
  tile: Tile,
): Promise<Uint8Array | undefined> {
  const { level, index, width } = tile;
  if (tileWidth(level, index, size) < width) return undefined;
  if (level !== 'entries') return records.tile(consortiumId, tile as HashTile);
  return entryBundle(await records.commitments(consortiumId, index * TILE_WIDTH, width));
}

/** Commitments that lie one after another, as a bundle of entries. */
export function entryBundle(commitments: Uint8Array): Uint8Array {
  return writeEntryBundle(hashesOf(commitments));
}
