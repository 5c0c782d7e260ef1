const WORDS = 4;

/**
 * What claims billed, by the four words of each that are equal for equal bills: a set of claims, found by their words in
 * a table that is at most half full.
 */
export class Billings {
  readonly #words: Uint32Array;
  readonly #table: Uint32Array;
  readonly #mask: number;
  readonly #first: number;

  /** The words of claims to be decided, and of those that were decided before: these are in the set at once. */
  constructor(words: Uint32Array, before: Uint32Array) {
    this.#words = before.length === 0 ? words : joined(before, words);
    this.#first = before.length / WORDS;
    const size = 2 ** Math.ceil(Math.log2((2 * this.#words.length) / WORDS + 2));
    this.#mask = size - 1;
    this.#table = new Uint32Array(size);
    for (let claim = 0; claim < this.#first; claim += 1) this.#add(claim);
  }

  /** Adds the claim at a place; false where one that bills the same is there. Zeros say nothing and are always new. */
  add(claim: number): boolean {
    return this.#add(this.#first + claim);
  }

  #add(claim: number): boolean {
    const words = this.#words;
    const at = claim * WORDS;
    const [a, b, c, d] = [words[at]!, words[at + 1]!, words[at + 2]!, words[at + 3]!];
    if ((a | b | c | d) === 0) return true;
    for (let slot = a & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const found = this.#table[slot]!;
      if (found === 0) {
        this.#table[slot] = claim + 1;
        return true;
      }
      const other = (found - 1) * WORDS;
      if (a === words[other] && b === words[other + 1] && c === words[other + 2] && d === words[other + 3])
        return false;
    }
  }
}

function joined(first: Uint32Array, second: Uint32Array): Uint32Array {
  const all = new Uint32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
