import { CLAIM_KERNEL } from './claim-kernel-bytes.ts';

/** The compiled claim-kernel.wat: claims drawn and paid two at a time, from two streams of xoshiro256++. */
export interface ClaimKernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** The next number of the first stream, as a signed whole number of 64 bits; the second moves on with it. */
  next(): bigint;
  /** The same as a number strictly between 0 and 1. */
  uniform(): number;
  /** Moves both streams on by the steps of the polynomial at an address. */
  advance(polynomial: number): void;
  /** The sum of what is paid of up to MOST_AT_ONCE claims that the table has as pieces. */
  pieces(claims: number, pieceBits: number, deductible: number, limit: number): number;
  /** The same of claims that the table has as columns of points. */
  points(claims: number, columns: number): number;
}

/** The most claims of one call. */
export const MOST_AT_ONCE = 1024;

/** Addresses in the kernel's memory, in bytes: the state as four vectors of two lanes, polynomials, the table. */
const STATE = 0;
const STEPS_2_128 = 64;
const STEPS_2_192 = 96;
const TABLE = 16_384;
const PAGE = 65_536;

/** WebAssembly is part of neither Node's nor a browser's library alone, so it is declared here as far as it is used. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** Kept, so that an engine that makes code faster while it runs does so once. */
let compiled: object | undefined;

/** A kernel with a table in its memory, at the beginning of the streams of a seed. */
export function openClaimKernel(table: Float64Array, seed: number): ClaimKernel {
  compiled ??= new WebAssembly.Module(Uint8Array.fromBase64(CLAIM_KERNEL));
  const kernel = new WebAssembly.Instance(compiled).exports as ClaimKernel;
  const { memory } = kernel;
  const pages = Math.ceil((TABLE + table.byteLength) / PAGE) - memory.buffer.byteLength / PAGE;
  if (pages > 0) memory.grow(pages);
  new Float64Array(memory.buffer, TABLE, table.length).set(table);
  startStreams(kernel, seedWords(seed));
  return kernel;
}

/** Puts the streams 2^128 steps on, which no block of years ever reaches. */
export function nextBlock(kernel: ClaimKernel): void {
  kernel.advance(STEPS_2_128);
}

/** The first stream begins at a state, the second 2^192 steps behind it: as far as 2^64 blocks go. */
export function startStreams(kernel: ClaimKernel, words: readonly bigint[]): void {
  const state = new BigUint64Array(kernel.memory.buffer, STATE, 8);
  state.set(words.flatMap((word) => [word, word]));
  kernel.advance(STEPS_2_192);
  for (const [index, word] of words.entries()) state[2 * index] = word;
}

/**
 * Four words from a seed, as the authors of the generator advise. Source: Steele, Lea and Flood 2014, Fast splittable
 * pseudorandom number generators (SplitMix64).
 */
export function seedWords(seed: number): bigint[] {
  const word = (value: bigint) => BigInt.asUintN(64, value);
  let state = BigInt(seed);
  return Array.from({ length: 4 }, () => {
    state = word(state + 0x9e3779b97f4a7c15n);
    let mixed = state;
    mixed = word((mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = word((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    return mixed ^ (mixed >> 31n);
  });
}
