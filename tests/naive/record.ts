/**
 * Naive twin of the record's tree. What makes hashes and proofs is RFC 6962, section 2.1, written down as it stands; what
 * checks them is RFC 9162, sections 2.1.3.2 and 2.1.4.2, likewise. It knows lists of entries and nothing of subtrees kept.
 */
import { createHash } from 'node:crypto';

const sha256 = (...pieces: Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
};

const same = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

/** The entries D[0:n]. Roots of D[from:to] that were worked out once are kept, as the same ones come again and again. */
export class NaiveLog {
  readonly #entries: readonly Uint8Array[];
  readonly #roots = new Map<string, Buffer>();

  constructor(entries: readonly Uint8Array[]) {
    this.#entries = entries;
  }

  /** MTH(D[from:to]). */
  root(from: number, to: number): Buffer {
    const kept = this.#roots.get(`${from}:${to}`);
    if (kept !== undefined) return kept;
    const root = this.#root(from, to);
    this.#roots.set(`${from}:${to}`, root);
    return root;
  }

  #root(from: number, to: number): Buffer {
    const n = to - from;
    if (n === 0) return sha256();
    if (n === 1) return sha256(Buffer.from([0]), this.#entries[from]!);
    const k = powerBelow(n);
    return sha256(Buffer.from([1]), this.root(from, from + k), this.root(from + k, to));
  }

  /** PATH(m, D[from:to]). */
  path(m: number, from: number, to: number): Buffer[] {
    const n = to - from;
    if (n === 1) return [];
    const k = powerBelow(n);
    if (m < k) return [...this.path(m, from, from + k), this.root(from + k, to)];
    return [...this.path(m - k, from + k, to), this.root(from, from + k)];
  }

  /** PROOF(m, D[0:n]). */
  proof(m: number, n: number): Buffer[] {
    return this.#subproof(m, 0, n, true);
  }

  #subproof(m: number, from: number, to: number, isWhole: boolean): Buffer[] {
    const n = to - from;
    if (m === n) return isWhole ? [] : [this.root(from, to)];
    const k = powerBelow(n);
    if (m <= k) return [...this.#subproof(m, from, from + k, isWhole), this.root(from + k, to)];
    return [...this.#subproof(m - k, from + k, to, false), this.root(from, from + k)];
  }
}

/** The largest power of two smaller than n. */
function powerBelow(n: number): number {
  for (let k = 1; ; k *= 2) if (k * 2 >= n) return k;
}

/** RFC 9162, section 2.1.3.2. Sizes of up to 2^31. */
export function naivelyIncluded(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let r: Uint8Array = leaf;
  for (const p of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = sha256(Buffer.from([1]), p, r);
      while (fn % 2 === 0 && fn !== 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else r = sha256(Buffer.from([1]), r, p);
    fn >>= 1;
    sn >>= 1;
  }
  return sn === 0 && same(r, root);
}

/** RFC 9162, section 2.1.4.2, for 0 < first < second. */
export function naivelyConsistent(
  first: number,
  second: number,
  proof: readonly Uint8Array[],
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
): boolean {
  if (proof.length === 0) return false;
  const path = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof] : [...proof];
  let fn = first - 1;
  let sn = second - 1;
  while (fn % 2 === 1) {
    fn >>= 1;
    sn >>= 1;
  }
  let fr = path[0]!;
  let sr = path[0]!;
  for (const c of path.slice(1)) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = sha256(Buffer.from([1]), c, fr);
      sr = sha256(Buffer.from([1]), c, sr);
      while (fn % 2 === 0 && fn !== 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else sr = sha256(Buffer.from([1]), sr, c);
    fn >>= 1;
    sn >>= 1;
  }
  return same(fr, firstRoot) && same(sr, secondRoot) && sn === 0;
}
