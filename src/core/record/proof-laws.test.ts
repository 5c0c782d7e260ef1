// Proofs at random: every right one is accepted, every one in which something is changed is refused.
import { describe, expect, test } from 'vitest';
import { naivelyConsistent, naivelyIncluded } from '../../../tests/naive/record.ts';
import { entryOf, sha256 } from '../../../tests/record/parties.ts';
import { checkConsistency, consistencyProof, type TreeHead } from './consistency.ts';
import { leafHash } from './hashes.ts';
import { checkInclusion, type Inclusion, inclusionProof } from './inclusion.ts';
import { rootOf, subtreesOver, treeOf } from './tree.ts';

/** As many right proofs, and as many wrong ones; half of them of inclusion. `RECORD_PROOFS` asks for more. */
const PROOFS = Number(process.env.RECORD_PROOFS ?? 50_000);
const LARGEST = 3000;

const leaves = Array.from({ length: LARGEST }, (_, at) => leafHash(sha256, entryOf(at)));
const kept = subtreesOver(sha256, leaves);
const roots = Array.from({ length: LARGEST + 1 }, (_, size) => rootOf(sha256, treeOf(kept, size)));

/** Whole numbers below a limit, the same in each run. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}

type Below = ReturnType<typeof numbers>;

/** Small sizes as often as large ones. */
const sizeAtRandom = (below: Below) => 1 + below([8, 70, 600, LARGEST][below(4)]!);

function flipped(bytes: Uint8Array, below: Below): Uint8Array {
  const copy = bytes.slice();
  copy[below(copy.length)]! ^= 1 << below(8);
  return copy;
}

/** A number of 0 to a limit, another one than that given. */
const otherThan = (value: number, limit: number, below: Below) => (value + 1 + below(limit)) % (limit + 1);

/** Ways to spoil the hashes of a proof, whichever it is of. Those that need hashes leave none as it is and are not taken. */
function spoiledProof(proof: readonly Uint8Array[], kind: number, below: Below): Uint8Array[] | undefined {
  const at = below(Math.max(1, proof.length));
  const [one, next] = [proof[at], proof[at + 1]];
  if (kind === 0) return proof.toSpliced(below(proof.length + 1), 0, leaves[below(LARGEST)]!);
  if (one === undefined) return undefined;
  if (kind === 1) return proof.with(at, flipped(one, below));
  if (kind === 2) return proof.toSpliced(at, 1);
  if (next === undefined) return undefined;
  return proof.with(at, next).with(at + 1, one);
}

/** Two hashes with a byte moved from one to the other: side by side, in one order or the other, they are the same bytes. */
function shifted(one: Uint8Array, other: Uint8Array, isFirst: boolean): [Uint8Array, Uint8Array] {
  if (isFirst) return [one.subarray(0, -1), Uint8Array.of(one.at(-1)!, ...other)];
  return [one.subarray(1), Uint8Array.of(...other, one[0]!)];
}

describe('proofs of inclusion', () => {
  test('hold, and hold no longer with anything changed', () => {
    const below = numbers(7);
    const refused = new Map<string, number>();
    for (let done = 0; done < PROOFS / 2; ) {
      const size = sizeAtRandom(below);
      const index = below(size);
      const claim: Inclusion = { leaf: leaves[index]!, index, size, root: roots[size]! };
      const proof = inclusionProof(sha256, kept, index, size);
      if (checkInclusion(sha256, claim, proof) !== undefined)
        expect.fail(`leaf ${index} of ${size} is refused`);
      const kind = below(9);
      const wrong = spoiledInclusion(claim, proof, kind, below);
      if (wrong === undefined) continue;
      const refusal = checkInclusion(sha256, wrong.claim, wrong.proof);
      // The one that no proof can tell: a size of which the leaf's way is the same.
      const isSameWay =
        kind === 8 &&
        naivelyIncluded(wrong.claim.leaf, index, wrong.claim.size, wrong.proof, wrong.claim.root);
      if ((refusal === undefined) !== isSameWay)
        expect.fail(`kind ${kind} for leaf ${index} of ${size} is accepted`);
      if (isSameWay) continue;
      refused.set(`${kind}`, (refused.get(`${kind}`) ?? 0) + 1);
      done += 1;
    }
    expect([...refused.keys()].sort(), 'each kind was tried').toEqual([...'012345678']);
  });
});

function spoiledInclusion(claim: Inclusion, proof: readonly Uint8Array[], kind: number, below: Below) {
  const { leaf, index, size, root } = claim;
  if (kind === 4) {
    if (proof[0] === undefined) return undefined;
    const [short, long] = shifted(leaf, proof[0], below(2) === 0);
    return { claim: { ...claim, leaf: short }, proof: proof.with(0, long) };
  }
  if (kind === 5) return { claim: { ...claim, leaf: flipped(leaf, below) }, proof };
  if (kind === 6) return { claim: { ...claim, root: flipped(root, below) }, proof };
  if (kind === 7) return { claim: { ...claim, index: otherThan(index, size, below) }, proof };
  if (kind === 8) return { claim: { ...claim, size: otherThan(size, LARGEST, below) }, proof };
  const spoiled = spoiledProof(proof, kind, below);
  return spoiled && { claim, proof: spoiled };
}

describe('proofs of consistency', () => {
  test('hold, and hold no longer with anything changed', () => {
    const below = numbers(11);
    const refused = new Map<string, number>();
    const head = (size: number): TreeHead => ({ size, root: roots[size]! });
    for (let done = 0; done < PROOFS / 2; ) {
      const larger = sizeAtRandom(below);
      const [before, after] = [head(below(larger + 1)), head(larger)];
      const proof = consistencyProof(sha256, kept, before.size, after.size);
      if (checkConsistency(sha256, before, after, proof) !== undefined)
        expect.fail(`${before.size} to ${after.size} is refused`);
      const kind = below(9);
      const wrong = spoiledConsistency(before, after, proof, kind, below);
      if (wrong === undefined) continue;
      const refusal = checkConsistency(sha256, wrong.before, wrong.after, wrong.proof);
      const isSameShape = kind === 8 && isAcceptedNaively(wrong.before, wrong.after, wrong.proof);
      if ((refusal === undefined) !== isSameShape)
        expect.fail(`kind ${kind} from ${before.size} to ${after.size} is accepted`);
      if (isSameShape) continue;
      refused.set(`${kind}`, (refused.get(`${kind}`) ?? 0) + 1);
      done += 1;
    }
    expect([...refused.keys()].sort(), 'each kind was tried').toEqual([...'012345678']);
  });
});

function spoiledConsistency(
  before: TreeHead,
  after: TreeHead,
  proof: readonly Uint8Array[],
  kind: number,
  below: Below,
) {
  if (kind === 4) {
    if (proof[1] === undefined) return undefined;
    const [short, long] = shifted(proof[0]!, proof[1], below(2) === 0);
    return { before, after, proof: proof.with(0, short).with(1, long) };
  }
  if (kind === 5) return { before: { ...before, root: flipped(before.root, below) }, after, proof };
  // Every tree continues the empty one: only its own signature says what it comes to.
  if (kind === 6 && before.size === 0 && after.size > 0) return undefined;
  if (kind === 6) return { before, after: { ...after, root: flipped(after.root, below) }, proof };
  if (kind === 7)
    return { before: { ...before, size: otherThan(before.size, after.size, below) }, after, proof };
  if (kind === 8) return { before, after: { ...after, size: otherThan(after.size, LARGEST, below) }, proof };
  const spoiled = spoiledProof(proof, kind, below);
  return spoiled && { before, after, proof: spoiled };
}

function isAcceptedNaively(before: TreeHead, after: TreeHead, proof: readonly Uint8Array[]): boolean {
  if (before.size === 0) return after.size > 0 && proof.length === 0;
  return (
    before.size < after.size && naivelyConsistent(before.size, after.size, proof, before.root, after.root)
  );
}

describe('what is refused has a name', () => {
  test('a hash of 31 bytes, before anything is hashed', () => {
    const [before, after] = [5, 7].map((size) => ({ size, root: roots[size]! })) as [TreeHead, TreeHead];
    const proof = consistencyProof(sha256, kept, 5, 7).with(1, new Uint8Array(31));
    const expected = 'hashes of 32 bytes';
    expect(checkConsistency(sha256, before, after, proof)).toMatchObject({ code: 'proof_fails', expected });
    const claim = { leaf: leaves[0]!, index: 0, size: 1, root: leaves[0]! };
    const short = { ...claim, leaf: new Uint8Array(31) };
    expect(checkInclusion(sha256, claim, [])).toBeUndefined();
    expect(checkInclusion(sha256, short, [])).toMatchObject({ code: 'proof_fails', expected });
  });

  const [three, four] = [3, 4].map((size) => ({ size, root: roots[size]! })) as [TreeHead, TreeHead];
  const proof = consistencyProof(sha256, kept, 3, 4);

  test.each([
    ['a record that shrinks', four, three, proof, 'record_shrinks'],
    ['another tree of the same size', three, { size: 3, root: roots[4]! }, [], 'record_forked'],
    ['a proof of too few hashes', three, four, proof.slice(1), 'proof_fails'],
    ['no proof', three, four, [], 'proof_fails'],
    ['hashes where there is nothing to prove', { size: 0, root: roots[0]! }, four, proof, 'proof_fails'],
    ['an empty tree that was none', { size: 0, root: roots[1]! }, four, [], 'proof_fails'],
    ['a size that is none', { ...three, size: 2.5 }, four, proof, 'out_of_range'],
    ['a size below 0', { ...three, size: -1 }, four, proof, 'out_of_range'],
  ])('%s', (_what, before, after, hashes, code) => {
    expect(checkConsistency(sha256, before, after, hashes)).toMatchObject({ code });
  });

  test.each([
    ['a leaf behind the last', { index: 3 }, 'out_of_range'],
    ['a leaf before the first', { index: -1 }, 'out_of_range'],
    ['half a leaf', { index: 0.5 }, 'out_of_range'],
    ['a size that is no number', { size: Number.NaN }, 'out_of_range'],
    ['another leaf', { leaf: leaves[1]! }, 'proof_fails'],
    ['another root', { root: roots[4]! }, 'proof_fails'],
  ])('%s', (_what, change, code) => {
    const claim = { leaf: leaves[0]!, index: 0, size: 3, root: roots[3]! };
    const way = inclusionProof(sha256, kept, 0, 3);
    expect(checkInclusion(sha256, claim, way)).toBeUndefined();
    expect(checkInclusion(sha256, { ...claim, ...change }, way)).toMatchObject({ code });
  });

  test('sizes near 2^53 are exact', () => {
    const size = Number.MAX_SAFE_INTEGER;
    const same = () => leaves[0]!;
    const way = inclusionProof(sha256, same, size - 1, size);
    expect(way.length).toBe(52);
    const root = rootOf(sha256, treeOf(same, size));
    const claim = { leaf: leaves[0]!, index: size - 1, size, root };
    expect(checkInclusion(sha256, claim, way)).toBeUndefined();
    expect(checkInclusion(sha256, { ...claim, index: size - 2 }, way)).toMatchObject({ code: 'proof_fails' });
  });
});
