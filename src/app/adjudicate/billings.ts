const WORDS = 4;

/** What claims billed, by the four words that are equal for equal bills: a set in one array, half empty at least. */
export class Billings {
  readonly #slots: Uint32Array;
  readonly #mask: number;

  /** Room for so many, and those of claims that were decided before. */
  constructor(most: number, before: Uint32Array) {
    const wanted = 2 * (most + before.length / WORDS) + 2;
    const slots = 2 ** Math.ceil(Math.log2(wanted));
    this.#mask = slots - 1;
    this.#slots = new Uint32Array(slots * WORDS);
    for (let at = 0; at < before.length; at += WORDS) this.add(before, at);
  }

  /** Remembers the four words at a place; false where the same were there before. Zeros say nothing and are always new. */
  add(words: Uint32Array, at: number): boolean {
    const [a, b, c, d] = [words[at]!, words[at + 1]!, words[at + 2]!, words[at + 3]!];
    if ((a | b | c | d) === 0) return true;
    const slots = this.#slots;
    for (let slot = a & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const to = slot * WORDS;
      if ((slots[to]! | slots[to + 1]! | slots[to + 2]! | slots[to + 3]!) === 0) {
        slots[to] = a;
        slots[to + 1] = b;
        slots[to + 2] = c;
        slots[to + 3] = d;
        return true;
      }
      if (slots[to] === a && slots[to + 1] === b && slots[to + 2] === c && slots[to + 3] === d) return false;
    }
  }
}
