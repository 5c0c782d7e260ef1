/** That a tree continues a smaller one and changes none of its leaves: RFC 6962, section 2.1.2. */
import { type Refusal, refuse } from '../refusal.ts';
import { sameBytes } from './bytes.ts';
import { emptyRoot, HASH_BYTES, type Hash, nodeHash } from './hashes.ts';
import { continuation } from './ranges.ts';
import { rangeHash, type SubtreeHash } from './tree.ts';

/** How many leaves there are and what they come to. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * The hashes that prove that the tree of `after` leaves continues that of `before`: 0 <= before <= after. They begin
 * with the last subtree that both have, unless that is the whole smaller tree, whose root the reader has.
 */
export function consistencyProof(
  hash: Hash,
  subtreeHash: SubtreeHash,
  before: number,
  after: number,
): Uint8Array[] {
  if (before === 0) return [];
  const { common, beside } = continuation(before, after);
  const proven = common.from === 0 ? beside : [common, ...beside];
  return proven.map((range) => rangeHash(hash, subtreeHash, range));
}

/** Refuses a tree that is smaller than one seen before, and another one of the same size: that needs no proof. */
export function checkOrder(before: TreeHead, after: TreeHead): Refusal | undefined {
  const odd = [before, after].find(({ size }) => !Number.isSafeInteger(size) || size < 0);
  if (odd !== undefined) return refuse('out_of_range', 'size', 'a whole number', odd.size);
  if (after.size < before.size)
    return refuse('record_shrinks', 'size', `at least the ${before.size} leaves seen before`, after.size);
  if (after.size === before.size && !sameBytes(before.root, after.root))
    return refuse(
      'record_forked',
      'root',
      `the root seen before, ${before.root.toBase64()}`,
      after.root.toBase64(),
    );
  return undefined;
}

/** Refuses what `checkOrder` does, and a proof that does not prove that the tree continues the one seen before. */
export function checkConsistency(
  hash: Hash,
  before: TreeHead,
  after: TreeHead,
  proof: readonly Uint8Array[],
): Refusal | undefined {
  const disorder = checkOrder(before, after);
  if (disorder !== undefined) return disorder;
  if (before.size === 0) return checkFromNothing(hash, before, after, proof);
  const { common, beside } = continuation(before.size, after.size);
  const [first, rest] = common.from === 0 ? [before.root, proof] : [proof[0], proof.slice(1)];
  if (first === undefined || rest.length !== beside.length)
    return refuse('proof_fails', 'proof', `the hashes from ${before.size} to ${after.size}`, proof.length);
  if ([first, ...rest].some(({ length }) => length !== HASH_BYTES))
    return refuse('proof_fails', 'proof', `hashes of ${HASH_BYTES} bytes`, 'another length');
  let [smaller, larger] = [first, first];
  for (const [at, { from }] of beside.entries()) {
    const isLeft = from < common.from;
    if (isLeft) smaller = nodeHash(hash, rest[at]!, smaller);
    larger = isLeft ? nodeHash(hash, rest[at]!, larger) : nodeHash(hash, larger, rest[at]!);
  }
  return differs(smaller, before) ?? differs(larger, after);
}

/** Every tree continues the empty one; nothing is left to prove but that it was empty. */
function checkFromNothing(
  hash: Hash,
  before: TreeHead,
  after: TreeHead,
  proof: readonly Uint8Array[],
): Refusal | undefined {
  if (proof.length > 0) return refuse('proof_fails', 'proof', 'no hashes from 0 leaves', proof.length);
  const empty = { size: 0, root: emptyRoot(hash) };
  return differs(before.root, empty) ?? (after.size === 0 ? differs(after.root, empty) : undefined);
}

function differs(reached: Uint8Array, { size, root }: TreeHead): Refusal | undefined {
  if (sameBytes(reached, root)) return undefined;
  return refuse('proof_fails', 'proof', `the root ${root.toBase64()} of ${size} leaves`, reached.toBase64());
}
