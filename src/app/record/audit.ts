import { sameBytes } from '../../core/record/bytes.ts';
import type { Checkpoint } from '../../core/record/checkpoint.ts';
import { leafHash } from '../../core/record/hashes.ts';
import { readKey } from '../../core/record/key.ts';
import { readNote } from '../../core/record/note.ts';
import { verifyNote } from '../../core/record/signatures.ts';
import { growTiles, type WrittenTile } from '../../core/record/tile-growth.ts';
import { tilePath } from '../../core/record/tiles.ts';
import { append, EMPTY_TREE, rootOf } from '../../core/record/tree.ts';
import {
  type Finding,
  type Place,
  tampered,
  unproved,
  type Verdict,
  verdictOf,
} from '../../core/record/verdict.ts';
import { isRefusal, refuse } from '../../core/refusal.ts';
import { sha256, verifyEd25519 } from '../../witness/ed25519.ts';
import type { SignedCheckpoint, StoredLeaf } from '../ports/record.ts';
import { checkpointOf } from './checkpoint.ts';
import { commitFacts, factName, type Log, type NamedFact, type RecordStores } from './commit-facts.ts';

/** What an audit of the record as it is stored came to. */
export interface Audit {
  readonly verdict: Verdict;
  readonly origin: string;
  /** Leaves whose facts were worked out again. */
  readonly leaves: number;
  /** Of them those of persons who were forgotten: what they hold of the person is a digest alone. */
  readonly erased: number;
  /** Facts that wait for a leaf: they are not proved yet, and nothing is wrong with that. */
  readonly waiting: number;
  readonly checkpoint: Checkpoint | undefined;
  /** The first findings, in the order of the log. */
  readonly findings: readonly Finding[];
}

const MOST_FINDINGS = 20;
const LEAVES_AT_ONCE = 4096;
const COMMITMENT_BYTES = 32;

/**
 * Holds all that is stored to the record: each leaf is worked out again from the rows of its fact, the tree from the leaves,
 * each tile and the last checkpoint from the tree, and every fact of the tables has a leaf or waits for one. `progress` is
 * told how many leaves are done, of how many.
 */
export async function auditRecord(
  stores: RecordStores,
  consortiumId: number,
  progress: (done: number, total: number) => void = () => {},
): Promise<Audit | undefined> {
  const { records } = stores;
  const head = await records.head(consortiumId);
  if (head === undefined) return undefined;
  const log: Log = { consortiumId, origin: head.origin };
  const findings: Finding[] = [];
  const last = await records.lastCheckpoint(consortiumId);
  const signed = last === undefined ? undefined : await signedCheckpoint(stores, consortiumId, last);
  if (signed !== undefined && isRefusal(signed)) findings.push(tampered(signed));
  const checkpoint = signed === undefined || isRefusal(signed) ? undefined : signed;
  if (checkpoint === undefined && findings.length === 0)
    findings.push(unproved(refuse('not_signed', 'checkpoint', 'a signed checkpoint', 'none yet')));
  if (checkpoint !== undefined && checkpoint.size > head.size)
    findings.push(
      tampered(refuse('record_shrinks', 'size', `the ${checkpoint.size} leaves that were signed`, head.size)),
    );
  let tree = EMPTY_TREE;
  let edge: readonly WrittenTile[] = [];
  let erased = 0;
  while (tree.size < head.size && findings.length < MOST_FINDINGS) {
    const from = tree.size;
    const leaves = await records.leaves(consortiumId, from, Math.min(LEAVES_AT_ONCE, head.size - from));
    findings.push(...(await differences(stores, log, from, leaves)));
    if (leaves.length === 0) break;
    const hashes = leaves.map(({ commitment }) => leafHash(sha256, commitment));
    for (const hash of hashes) {
      tree = append(sha256, tree, hash).tree;
      if (checkpoint?.size === tree.size && !sameBytes(rootOf(sha256, tree), checkpoint.root))
        findings.push(
          tampered(
            refuse(
              'record_forked',
              'root',
              `the root ${checkpoint.root.toBase64()} that was signed`,
              rootOf(sha256, tree).toBase64(),
            ),
          ),
        );
    }
    erased += leaves.filter(({ erasedDigest }) => erasedDigest !== undefined).length;
    const grown = growTiles(sha256, from, edge, hashes);
    findings.push(...(await differingTiles(stores, consortiumId, tree.size, head.size, grown)));
    edge = [...edge, ...grown];
    edge = edge.filter(
      ({ tile }) => edge.findLast((other) => other.tile.level === tile.level)?.tile === tile,
    );
    progress(tree.size, head.size);
  }
  for (const name of await records.unrecorded(consortiumId, MOST_FINDINGS)) {
    const { kind, id } = factName(name);
    findings.push(
      tampered(refuse('not_recorded', `${kind} ${id}`, 'a leaf, or a place in the outbox', 'neither')),
    );
  }
  const shown = findings.slice(0, MOST_FINDINGS);
  const waiting = await records.waiting(consortiumId);
  return {
    verdict: verdictOf(shown),
    origin: head.origin,
    leaves: tree.size,
    erased,
    waiting,
    checkpoint,
    findings: shown,
  };
}

/** The last checkpoint, if every signature of the log's keys holds. */
async function signedCheckpoint({ records }: RecordStores, consortiumId: number, last: SignedCheckpoint) {
  const note = readNote(last.note, 'checkpoint');
  if (isRefusal(note)) return note;
  const keys = (await records.keys(consortiumId)).flatMap(({ verifierKey }) => {
    const key = readKey(sha256, verifierKey);
    return isRefusal(key) ? [] : [key];
  });
  const checked = verifyNote(note, keys, verifyEd25519);
  return isRefusal(checked) ? checked : checkpointOf(last);
}

/** Where leaves are not what their facts come to. */
async function differences(
  stores: RecordStores,
  log: Log,
  from: number,
  leaves: readonly StoredLeaf[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const place = ({ index, name }: StoredLeaf): Place => ({ leaf: index, ...factName(name) });
  const gap = leaves.findIndex(({ index }, at) => index !== from + at);
  if (gap >= 0 || leaves.length === 0)
    return [tampered(refuse('not_recorded', `leaf ${from + Math.max(gap, 0)}`, 'a leaf', 'none'))];
  for (const leaf of leaves)
    if (leaf.fact === undefined)
      findings.push(tampered(refuse('not_recorded', 'fact', 'the rows of the fact', 'none'), place(leaf)));
  const there = leaves.filter(({ fact }) => fact !== undefined);
  const commitments = await commitFacts(stores, log, there as NamedFact[], false);
  for (const [at, leaf] of there.entries()) {
    const worked = commitments.subarray(at * COMMITMENT_BYTES, (at + 1) * COMMITMENT_BYTES);
    if (sameBytes(worked, leaf.commitment)) continue;
    const refusal = refuse(
      'proof_fails',
      'commitment',
      `what was committed to, ${leaf.commitment.toBase64()}`,
      worked.toBase64(),
    );
    findings.push(tampered(refusal, place(leaf)));
  }
  return findings.sort((one, other) => one.place!.leaf - other.place!.leaf);
}

/** The tiles of the store that are not what the leaves come to. Those that grow on are looked at when they have. */
async function differingTiles(
  { records }: RecordStores,
  consortiumId: number,
  sizeNow: number,
  size: number,
  grown: readonly WrittenTile[],
): Promise<Finding[]> {
  const settled = sizeNow === size ? grown : grown.filter(({ tile }) => tile.width === 256);
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
