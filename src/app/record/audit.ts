import { sameBytes } from '../../core/record/bytes.ts';
import type { Checkpoint } from '../../core/record/checkpoint.ts';
import { leafHash } from '../../core/record/hashes.ts';
import { growTiles, type WrittenTile } from '../../core/record/tile-growth.ts';
import { hashesOf, TILE_WIDTH, tileOf, tilePath, withinTile } from '../../core/record/tiles.ts';
import { rangeHash, type SubtreeHash, subtreesOver } from '../../core/record/tree.ts';
import { type Finding, tampered, unproved, type Verdict, verdictOf } from '../../core/record/verdict.ts';
import { refuse } from '../../core/refusal.ts';
import { sha256 } from '../../witness/ed25519.ts';
import { holdCheckpoints } from './audit-checkpoints.ts';
import { holdLeaves } from './audit-leaves.ts';
import { factName, type Log, type RecordStores } from './commit-facts.ts';

/** What an audit of the record as it is stored came to. */
export interface Audit {
  readonly verdict: Verdict;
  readonly origin: string;
  /** Leaves whose facts were worked out again. */
  readonly leaves: number;
  /** Of them those of persons who were forgotten: what they hold of the person is a digest alone. */
  readonly erased: number;
  /** Leaves that could not be worked out, as keys of theirs are lost. */
  readonly withoutKeys: number;
  /** Facts that wait for a leaf: they are not proved yet, and nothing is wrong with that. */
  readonly waiting: number;
  readonly checkpoint: Checkpoint | undefined;
  /** The first findings, in the order of the log. */
  readonly findings: readonly Finding[];
}

export interface AuditOptions {
  /** Told how many leaves are done, of how many. */
  readonly progress?: (done: number, total: number) => void;
  /** After how many findings to stop. */
  readonly mostFindings?: number;
}

const MOST_FINDINGS = 20;
const LEAVES_AT_ONCE = 4096;

/**
 * Holds all that is stored to the record: each leaf is worked out again from the rows of its fact, the tree from the leaves,
 * each tile and every checkpoint from the tree, each signature from the keys, and every fact of the tables has a leaf or
 * waits for one. Answers undefined where there is no record.
 */
export async function auditRecord(
  stores: RecordStores,
  consortiumId: number,
  { progress = () => {}, mostFindings = MOST_FINDINGS }: AuditOptions = {},
): Promise<Audit | undefined> {
  const { records } = stores;
  const head = await records.head(consortiumId);
  if (head === undefined) return undefined;
  const { size } = head;
  const log: Log = { consortiumId, origin: head.origin };
  const { bySize, last, refusals } = await holdCheckpoints(stores, consortiumId, head.origin);
  const findings: Finding[] = refusals.map((refusal) => tampered(refusal));
  if (bySize.size === 0 && refusals.length === 0)
    findings.push(unproved(refuse('not_signed', 'checkpoint', 'a signed checkpoint', 'none yet')));
  if (last !== undefined && last.size > size)
    findings.push(
      tampered(refuse('record_shrinks', 'size', `the ${last.size} leaves that were signed`, size)),
    );
  const signed = [...bySize.values()]
    .filter((one) => one.size > 0)
    .sort((one, other) => one.size - other.size);
  /** Leaves that are in the tree so far, and what was signed of it that is held to it. */
  let done = 0;
  let held = 0;
  let edge: readonly WrittenTile[] = [];
  let erased = 0;
  let withoutKeys = 0;
  const countFrom = (from: number) => Math.min(LEAVES_AT_ONCE, size - from);
  // While some are worked out the store reads the next.
  const read = (from: number) => {
    const reading = records.leaves(consortiumId, from, countFrom(from));
    // What fails meanwhile is told when it is waited for, and is nobody's bug before.
    reading.catch(() => {});
    return reading;
  };
  let next = read(0);
  for (let from = 0; from < size && findings.length < mostFindings; from += LEAVES_AT_ONCE) {
    const leaves = await next;
    if (from + LEAVES_AT_ONCE < size) next = read(from + LEAVES_AT_ONCE);
    const of = await holdLeaves(stores, log, { from, count: countFrom(from) }, leaves);
    findings.push(...of.findings);
    if (withoutKeys === 0 && of.lost !== undefined) findings.push(of.lost);
    withoutKeys += of.withoutKeys;
    erased += of.erased;
    if (leaves.length === 0) break;
    const hashes = leaves.map(({ commitment }) => leafHash(sha256, commitment));
    const grown = growTiles(sha256, done, edge, hashes);
    done += hashes.length;
    const tiles = [...edge, ...grown];
    const rootAt = rootsOver(tiles);
    for (; held < signed.length && signed[held]!.size <= done; held += 1)
      findings.push(...differingRoot(rootAt, signed[held]!));
    findings.push(...(await differingTiles(stores, consortiumId, done, size, grown)));
    edge = tiles.filter(
      ({ tile }) => tiles.findLast((other) => other.tile.level === tile.level)?.tile === tile,
    );
    progress(done, size);
  }
  for (const name of await records.unrecorded(consortiumId, mostFindings)) {
    const { kind, id } = factName(name);
    const expected = 'a leaf, or a place in the outbox';
    findings.push(tampered(refuse('not_recorded', `${kind} ${id}`, expected, 'neither')));
  }
  const shown = findings.slice(0, mostFindings);
  return {
    ...{ verdict: verdictOf(findings), origin: head.origin, leaves: done, erased, withoutKeys },
    ...{ waiting: await records.waiting(consortiumId), checkpoint: last, findings: shown },
  };
}

/** The roots that a tree had while it grew by some tiles, of which those at the edge before are the first. */
function rootsOver(tiles: readonly WrittenTile[]): (size: number) => Uint8Array {
  const written = new Map(tiles.map(({ tile, bytes }) => [`${tile.level} ${tile.index}`, bytes]));
  const worked = new Map<string, SubtreeHash>();
  return (size) => {
    const subtreeHash: SubtreeHash = (subtree) => {
      const { level, index } = tileOf(subtree, size);
      const key = `${level} ${index}`;
      const subtrees = worked.get(key) ?? subtreesOver(sha256, hashesOf(written.get(key)!));
      worked.set(key, subtrees);
      return subtrees(withinTile(subtree));
    };
    return rangeHash(sha256, subtreeHash, { from: 0, to: size });
  };
}

function differingRoot(
  rootAt: (size: number) => Uint8Array,
  { size, root: expected }: Checkpoint,
): Finding[] {
  const root = rootAt(size);
  if (sameBytes(root, expected)) return [];
  const signed = `the root ${expected.toBase64()} that was signed`;
  return [tampered(refuse('record_forked', `checkpoint ${size}.root`, signed, root.toBase64()))];
}

/** The tiles of the store that are not what the leaves come to. Those that grow on are looked at when they have. */
async function differingTiles(
  { records }: RecordStores,
  consortiumId: number,
  sizeNow: number,
  size: number,
  grown: readonly WrittenTile[],
): Promise<Finding[]> {
  const settled = sizeNow === size ? grown : grown.filter(({ tile }) => tile.width === TILE_WIDTH);
  const stored = await records.tiles(
    consortiumId,
    settled.map(({ tile }) => tile),
  );
  const bytesOf = new Map(stored.map(({ tile, bytes }) => [tilePath(tile), bytes]));
  return settled.flatMap(({ tile, bytes }) => {
    const kept = bytesOf.get(tilePath(tile));
    if (kept !== undefined && sameBytes(kept, bytes)) return [];
    const actual = kept === undefined ? 'none' : 'other hashes';
    return [tampered(refuse('wrong_tile', tilePath(tile), 'what the leaves come to', actual))];
  });
}
