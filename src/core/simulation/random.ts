/** Whatever gives numbers from 0 up to but never 1, all alike likely. */
export interface Uniform {
  uniform(): number;
}

/**
 * A stream of random numbers: xoshiro128** (Blackman and Vigna 2018), 32 bits a step, period 2^128 - 1.
 * Whole-number arithmetic only, so that the same seed gives the same numbers on every machine.
 */
export class RandomStream implements Uniform {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** A generator in a given state: four 32-bit words, not all 0. `streamOf` makes one from a seed. */
  constructor(a: number, b: number, c: number, d: number) {
    this.#a = a | 0;
    this.#b = b | 0;
    this.#c = c | 0;
    this.#d = d | 0;
  }

  /** The next whole number from 0 to 2^32 - 1. */
  next(): number {
    const scrambled = Math.imul(rotate(Math.imul(this.#b, 5), 7), 9);
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotate(this.#d, 11);
    return scrambled >>> 0;
  }

  /** A number from 0 up to but never 1, with 53 random bits. */
  uniform(): number {
    const high = this.next() >>> 5;
    const low = this.next() >>> 6;
    return (high * 67_108_864 + low) / 9_007_199_254_740_992;
  }

  /** A whole number from 0 to count - 1; `count` up to 2^32. The bias is below count / 2^53. */
  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }
}

/**
 * The stream of a seed and a path of whole numbers (a purpose, a member, a person, a year): another path gives an
 * independent stream, so what is drawn for one person never depends on how many others there are.
 */
export function streamOf(seed: number, ...path: readonly number[]): RandomStream {
  const words: number[] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667];
  for (const key of [seed, ...path]) {
    const low = key | 0;
    const high = Math.floor(key / 4_294_967_296) | 0;
    for (let index = 0; index < 4; index += 1) {
      words[index] = mix(mix(words[index]! ^ low) + Math.imul(high, 0x85ebca6b) + index);
    }
  }
  const [a, b, c, d] = words as [number, number, number, number];
  return new RandomStream(a, b, c, (a | b | c | d) === 0 ? 1 : d);
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** Spreads every bit of a 32-bit word over all of them (the finalizer of MurmurHash3, Appleby 2011). */
function mix(word: number): number {
  let mixed = (word + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
