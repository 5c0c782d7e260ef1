// The tree: published vectors, the naive twin, and the same root by every way to it.
import { expect, test } from 'vitest';
import { NaiveLog } from '../../../tests/naive/record.ts';
import { entryOf, sha256 } from '../../../tests/record/parties.ts';
import { consistencyProof } from './consistency.ts';
import { leafHash, nodeHash } from './hashes.ts';
import { inclusionProof } from './inclusion.ts';
import { append, EMPTY_TREE, rootOf, subtreesOver, type Tree, treeOf } from './tree.ts';

const ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS: readonly (readonly [number, string])[] = [
  [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
];

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));
const leaves = ENTRIES.map((entry) => leafHash(sha256, Uint8Array.fromHex(entry)));

function grown(hashes: readonly Uint8Array[]): Tree {
  return hashes.reduce((tree, leaf) => append(sha256, tree, leaf).tree, EMPTY_TREE);
}

test('leaves and nodes are hashed with what they are before them', () => {
  expect(leafHash(sha256, bytesOf('L123456')).toHex()).toBe(
    '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
  );
  expect(nodeHash(sha256, bytesOf('N123'), bytesOf('N456')).toHex()).toBe(
    'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
  );
});

test.each(ROOTS)('%i leaves come to their root', (size, root) => {
  expect(rootOf(sha256, grown(leaves.slice(0, size))).toHex()).toBe(root);
  expect(rootOf(sha256, treeOf(subtreesOver(sha256, leaves), size)).toHex()).toBe(root);
});

test('the proof from 6 to 8 leaves is the one published', () => {
  const proof = consistencyProof(sha256, subtreesOver(sha256, leaves), 6, 8);
  expect(proof.map((hash) => hash.toBase64())).toEqual([
    'DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=',
    'yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=',
    '037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=',
  ]);
});

const text = (hashes: readonly Uint8Array[]) =>
  hashes.map((hash) => Buffer.from(hash).toString('hex')).join(' ');

/** Roots and proofs of a size beside those of the naive twin. */
function expectAgreement(
  naive: NaiveLog,
  ours: ReturnType<typeof subtreesOver>,
  size: number,
  others: Iterable<number>,
) {
  for (const other of others) {
    if (other < size && text(inclusionProof(sha256, ours, other, size)) !== text(naive.path(other, 0, size)))
      expect.fail(`the way of leaf ${other} of ${size} is not that of RFC 6962`);
    if (other > 0 && text(consistencyProof(sha256, ours, other, size)) !== text(naive.proof(other, size)))
      expect.fail(`the proof from ${other} to ${size} is not that of RFC 6962`);
  }
}

test('agrees with RFC 6962 written down, at every size up to 300, for every leaf and every smaller size', () => {
  const entries = Array.from({ length: 300 }, (_, at) => entryOf(at));
  const naive = new NaiveLog(entries);
  const hashes = entries.map((entry) => leafHash(sha256, entry));
  const kept = subtreesOver(sha256, hashes);
  let tree = EMPTY_TREE;
  for (let size = 0; size <= 300; size += 1) {
    expect(text([rootOf(sha256, tree)])).toBe(text([naive.root(0, size)]));
    expectAgreement(naive, kept, size, Array(size + 1).keys());
    if (size < 300) tree = append(sha256, tree, hashes[size]!).tree;
  }
});

test('agrees with it at sizes at random and around powers of two', () => {
  const entries = Array.from({ length: 5000 }, (_, at) => entryOf(at));
  const naive = new NaiveLog(entries);
  const kept = subtreesOver(
    sha256,
    entries.map((entry) => leafHash(sha256, entry)),
  );
  let random = 20_261_122;
  const below = (limit: number) => {
    random = (random * 48_271) % 2_147_483_647;
    return random % limit;
  };
  const sizes = [
    511,
    512,
    513,
    1023,
    1024,
    1025,
    4095,
    4096,
    4097,
    ...Array.from({ length: 100 }, () => 1 + below(5000)),
  ];
  for (const size of sizes) {
    expect(text([rootOf(sha256, treeOf(kept, size))])).toBe(text([naive.root(0, size)]));
    expectAgreement(naive, kept, size, [0, size - 1, ...Array.from({ length: 20 }, () => below(size))]);
  }
});

test('hands out each subtree once, when its last leaf comes, and it is never another one later', () => {
  const hashes = Array.from({ length: 137 }, (_, at) => leafHash(sha256, entryOf(at)));
  const kept = subtreesOver(sha256, hashes);
  const seen = new Set<string>();
  let tree = EMPTY_TREE;
  for (const leaf of hashes) {
    const step = append(sha256, tree, leaf);
    for (const { level, index, hash } of step.completed) {
      expect(hash).toEqual(kept({ level, index }));
      expect((index + 1) * 2 ** level, 'it ends with the leaf').toBe(step.tree.size);
      seen.add(`${level}/${index}`);
    }
    tree = step.tree;
  }
  expect(seen.size).toBe(137 + 68 + 34 + 17 + 8 + 4 + 2 + 1);
  expect(() => kept({ level: 1, index: 68 })).toThrow('no complete subtree');
});
