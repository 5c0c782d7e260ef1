/** A Merkle tree of leaves in order: it grows at its right edge alone, and what is complete never changes. */
import { emptyRoot, type Hash, nodeHash } from './hashes.ts';
import { type LeafRange, type Subtree, subtreesOf } from './ranges.ts';

/** All of a tree that its growth and its root need: the roots of its complete subtrees, largest first. */
export interface Tree {
  readonly size: number;
  readonly peaks: readonly Uint8Array[];
}

/** Gives the root of a complete subtree, from wherever they are kept. */
export type SubtreeHash = (subtree: Subtree) => Uint8Array;

/** A subtree that is complete with a leaf, and its root. */
export interface Completed extends Subtree {
  readonly hash: Uint8Array;
}

export const EMPTY_TREE: Tree = { size: 0, peaks: [] };

/** The tree with one more leaf, and the subtrees that it completes: first the leaf itself, then those that end with it. */
export function append(hash: Hash, tree: Tree, leaf: Uint8Array): { tree: Tree; completed: Completed[] } {
  const peaks = [...tree.peaks];
  let last: Completed = { level: 0, index: tree.size, hash: leaf };
  const completed = [last];
  while (last.index % 2 === 1) {
    const { level, index } = last;
    last = { level: level + 1, index: (index - 1) / 2, hash: nodeHash(hash, peaks.pop()!, last.hash) };
    completed.push(last);
  }
  return { tree: { size: tree.size + 1, peaks: [...peaks, last.hash] }, completed };
}

/** The root of a tree. */
export function rootOf(hash: Hash, { peaks }: Tree): Uint8Array {
  return peaks.length === 0 ? emptyRoot(hash) : bagged(hash, peaks);
}

/** The tree of the first leaves of what is kept. */
export function treeOf(subtreeHash: SubtreeHash, size: number): Tree {
  return { size, peaks: subtreesOf({ from: 0, to: size }).map(subtreeHash) };
}

/** The root of a run of leaves that is a subtree of some tree, complete or at its right edge. */
export function rangeHash(hash: Hash, subtreeHash: SubtreeHash, range: LeafRange): Uint8Array {
  return bagged(hash, subtreesOf(range).map(subtreeHash));
}

/** Keeps the roots of all complete subtrees of leaves in memory: of a period's balances, or of a log read whole. */
export function subtreesOver(hash: Hash, leaves: readonly Uint8Array[]): SubtreeHash {
  const levels = [leaves];
  for (let below = leaves; below.length > 1; ) {
    const pairs = Math.floor(below.length / 2);
    const lower = below;
    below = Array.from({ length: pairs }, (_, at) => nodeHash(hash, lower[2 * at]!, lower[2 * at + 1]!));
    levels.push(below);
  }
  return ({ level, index }) => {
    const kept = levels[level]?.[index];
    if (kept === undefined) throw new Error(`no complete subtree ${index} at level ${level}`);
    return kept;
  };
}

/** Subtrees that stand side by side as one: the smaller ones, to the right, come together first. */
function bagged(hash: Hash, roots: readonly Uint8Array[]): Uint8Array {
  return roots.reduceRight((right, left) => nodeHash(hash, left, right));
}
