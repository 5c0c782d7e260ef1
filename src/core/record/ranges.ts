/**
 * Which runs of leaves a proof is about. RFC 6962, sections 2.1.1 and 2.1.2, splits a tree at the largest power of two
 * below its size, again and again; that shape alone says what a proof holds, how it is checked and which tiles it reads.
 */

/** Leaves one after another: `from` is the first, `to` the first after them. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** A complete subtree: the 2^level leaves from index * 2^level on. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/** What is beside the way from a leaf to the root, from the leaf on: 0 <= index < size. */
export function besideLeaf(index: number, size: number): LeafRange[] {
  const beside: LeafRange[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    beside.push(index < middle ? { from: middle, to } : { from, to: middle });
    if (index < middle) to = middle;
    else from = middle;
  }
  return beside.reverse();
}

/** The last subtree that a smaller tree and a larger have in common, and what is beside its way to the root of the larger. */
export interface Continuation {
  readonly common: LeafRange;
  readonly beside: readonly LeafRange[];
}

/** How a tree of `after` leaves continues its first `before`: 0 < before <= after. */
export function continuation(before: number, after: number): Continuation {
  const beside: LeafRange[] = [];
  let [from, to] = [0, after];
  while (to !== before) {
    const middle = from + splitOf(to - from);
    beside.push(before <= middle ? { from: middle, to } : { from, to: middle });
    if (before <= middle) to = middle;
    else from = middle;
  }
  return { common: { from, to }, beside: beside.reverse() };
}

/** The complete subtrees of a run of leaves, left to right, each smaller than the one before. */
export function subtreesOf({ from, to }: LeafRange): Subtree[] {
  const subtrees: Subtree[] = [];
  for (let at = from; at < to; ) {
    let [level, leaves] = [0, 1];
    while (leaves * 2 <= to - at) {
      level += 1;
      leaves *= 2;
    }
    subtrees.push({ level, index: at / leaves });
    at += leaves;
  }
  return subtrees;
}

/** The largest power of two below a size of 2 or more. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}
