import { type Checkpoint, readCheckpoint, writeCheckpoint } from '../../core/record/checkpoint.ts';
import { consistencyProof } from '../../core/record/consistency.ts';
import { emptyRoot } from '../../core/record/hashes.ts';
import { inclusionProof } from '../../core/record/inclusion.ts';
import { readNote, writeNote } from '../../core/record/note.ts';
import { besideLeaf, continuation, type LeafRange } from '../../core/record/ranges.ts';
import { tileOf, tilePath, tilesFor, withinTile } from '../../core/record/tiles.ts';
import { rangeHash, type SubtreeHash } from '../../core/record/tree.ts';
import { isRefusal } from '../../core/refusal.ts';
import { sha256 } from '../../witness/ed25519.ts';
import type { RecordStore, SignedCheckpoint } from '../ports/record.ts';
import { keysMissing, type RecordStores } from './commit-facts.ts';
import { logSecrets, signAsLog } from './log-keys.ts';
import { TileReads } from './tile-reads.ts';

/** What was read of the logs of a store. */
const reads = new WeakMap<RecordStore, TileReads>();

/** The roots of the subtrees that runs of leaves need, from the tiles of the store. */
async function subtreesFor(
  records: RecordStore,
  consortiumId: number,
  size: number,
  ranges: readonly LeafRange[],
): Promise<SubtreeHash> {
  const kept = reads.get(records) ?? new TileReads(records);
  reads.set(records, kept);
  const wanted = tilesFor(ranges, size).map(
    async (tile) => [tilePath(tile), await kept.subtreesOf(consortiumId, tile)] as const,
  );
  const tiles = new Map(await Promise.all(wanted));
  return (subtree) => tiles.get(tilePath(tileOf(subtree, size)))!(withinTile(subtree));
}

/** What the first leaves of a log come to. */
export async function rootAt(records: RecordStore, consortiumId: number, size: number): Promise<Uint8Array> {
  if (size === 0) return emptyRoot(sha256);
  const all = { from: 0, to: size };
  return rangeHash(sha256, await subtreesFor(records, consortiumId, size, [all]), all);
}

/** That the log of `after` leaves continues that of `before`. */
export async function consistencyOf(
  records: RecordStore,
  consortiumId: number,
  before: number,
  after: number,
): Promise<Uint8Array[]> {
  if (before === 0 || before === after) return [];
  const { common, beside } = continuation(before, after);
  const subtrees = await subtreesFor(records, consortiumId, after, [common, ...beside]);
  return consistencyProof(sha256, subtrees, before, after);
}

/** That a leaf is in the log as it was at a size. */
export async function inclusionOf(
  records: RecordStore,
  consortiumId: number,
  index: number,
  size: number,
): Promise<Uint8Array[]> {
  const subtrees = await subtreesFor(records, consortiumId, size, besideLeaf(index, size));
  return inclusionProof(sha256, subtrees, index, size);
}

/**
 * Signs what the log has now, unless that was signed already; answers the last checkpoint, or none of an empty log. What it
 * states is durable before it is signed: the leaves are committed, and the tiles with them. Fails with `keys_missing`.
 */
export async function signCheckpoint(
  stores: RecordStores,
  consortiumId: number,
  nowSeconds: number,
): Promise<SignedCheckpoint | undefined> {
  const { records } = stores;
  const head = await records.head(consortiumId);
  const last = await records.lastCheckpoint(consortiumId);
  if (head === undefined || head.size === (last?.size ?? 0)) return last;
  const root = await rootAt(records, consortiumId, head.size);
  const text = writeCheckpoint({ origin: head.origin, size: head.size, root, extensions: [] });
  const secrets = await logSecrets(stores, consortiumId);
  if (secrets.length === 0) throw keysMissing('those by which the log signs');
  const note = writeNote({ text, signatures: secrets.map((secret) => signAsLog(secret, text)) });
  const signed = { size: head.size, note, signedSeconds: nowSeconds };
  await records.keepCheckpoint(consortiumId, signed);
  return signed;
}

/** A checkpoint as it stands in its note. */
export function checkpointOf({ note }: SignedCheckpoint): Checkpoint {
  const read = readNote(note);
  if (isRefusal(read)) throw new Error(JSON.stringify(read));
  const checkpoint = readCheckpoint(read.text);
  if (isRefusal(checkpoint)) throw new Error(JSON.stringify(checkpoint));
  return checkpoint;
}

/** A checkpoint with the lines of the witnesses that have signed it. */
export async function withWitnesses(
  records: RecordStore,
  consortiumId: number,
  checkpoint: SignedCheckpoint,
): Promise<string> {
  const lines = await records.cosignatures(consortiumId, checkpoint.size);
  return checkpoint.note + lines.map(({ line }) => line).join('');
}
