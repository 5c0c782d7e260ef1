/** That a leaf is in a tree: RFC 6962, section 2.1.1. */
import { type Refusal, refuse } from '../refusal.ts';
import { sameBytes } from './bytes.ts';
import { HASH_BYTES, type Hash, nodeHash } from './hashes.ts';
import { besideLeaf } from './ranges.ts';
import { rangeHash, type SubtreeHash } from './tree.ts';

/** That the leaf of an index, by its hash, is in the tree of a size with a root. */
export interface Inclusion {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
}

/** The hashes that prove it, from the leaf's neighbour to the root's child: 0 <= index < size. */
export function inclusionProof(
  hash: Hash,
  subtreeHash: SubtreeHash,
  index: number,
  size: number,
): Uint8Array[] {
  return besideLeaf(index, size).map((range) => rangeHash(hash, subtreeHash, range));
}

/**
 * Refuses a proof that does not prove it. The size says only of what shape the tree is: some sizes have the same way to
 * a leaf. That size and root belong together is what a checkpoint's signature says.
 */
export function checkInclusion(
  hash: Hash,
  { leaf, index, size, root }: Inclusion,
  proof: readonly Uint8Array[],
): Refusal | undefined {
  if (!Number.isSafeInteger(size) || size < 0) return refuse('out_of_range', 'size', 'a whole number', size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    return refuse('out_of_range', 'index', `a leaf of the ${size}`, index);
  const beside = besideLeaf(index, size);
  if (proof.length !== beside.length)
    return refuse(
      'proof_fails',
      'proof',
      `${beside.length} hashes for leaf ${index} of ${size}`,
      proof.length,
    );
  if ([leaf, ...proof].some(({ length }) => length !== HASH_BYTES))
    return refuse('proof_fails', 'proof', `hashes of ${HASH_BYTES} bytes`, 'another length');
  const reached = beside.reduce(
    (below, { from }, at) =>
      from > index ? nodeHash(hash, below, proof[at]!) : nodeHash(hash, proof[at]!, below),
    leaf,
  );
  if (sameBytes(reached, root)) return undefined;
  return refuse('proof_fails', 'proof', `a way to the root ${root.toBase64()}`, reached.toBase64());
}
