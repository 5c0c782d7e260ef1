/** SHA-256 (FIPS 180-4, section 6.2) that answers at once; that of a browser cannot. */
import type { Hash } from '../core/record/hashes.ts';

const BLOCK = 64;
/** In the last block the length has eight bytes, and the bit that ends the message one before them. */
const LAST = BLOCK - 9;

const START = rootsOfPrimes(8, Math.sqrt);
const ROUNDS = rootsOfPrimes(64, Math.cbrt);

/** The first 32 bits behind the point of a root of each of the first primes. */
function rootsOfPrimes(count: number, root: (prime: number) => number): Int32Array {
  const primes: number[] = [];
  for (let number = 2; primes.length < count; number += 1)
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  return Int32Array.from(primes, (prime) => Math.floor((root(prime) % 1) * 2 ** 32));
}

const state = new Int32Array(8);
const schedule = new Int32Array(BLOCK);

export const sha256: Hash = (bytes) => {
  state.set(START);
  const whole = bytes.length - (bytes.length % BLOCK);
  for (let at = 0; at < whole; at += BLOCK) takeBlock(bytes, at);
  const rest = bytes.length - whole;
  const last = new Uint8Array(rest <= LAST ? BLOCK : 2 * BLOCK);
  last.set(bytes.subarray(whole));
  last[rest] = 0x80;
  new DataView(last.buffer).setBigUint64(last.length - 8, BigInt(bytes.length) * 8n);
  for (let at = 0; at < last.length; at += BLOCK) takeBlock(last, at);
  const digest = new DataView(new ArrayBuffer(32));
  for (let at = 0; at < 8; at += 1) digest.setInt32(4 * at, state[at]!);
  return new Uint8Array(digest.buffer);
};

const turned = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits));

function takeBlock(bytes: Uint8Array, from: number): void {
  for (let at = 0, byte = from; at < 16; at += 1, byte += 4)
    schedule[at] =
      (bytes[byte]! << 24) | (bytes[byte + 1]! << 16) | (bytes[byte + 2]! << 8) | bytes[byte + 3]!;
  for (let at = 16; at < BLOCK; at += 1) {
    const older = schedule[at - 15]!;
    const newer = schedule[at - 2]!;
    const low = turned(older, 7) ^ turned(older, 18) ^ (older >>> 3);
    const high = turned(newer, 17) ^ turned(newer, 19) ^ (newer >>> 10);
    schedule[at] = schedule[at - 16]! + low + schedule[at - 7]! + high;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let at = 0; at < BLOCK; at += 1) {
    const mixed = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const one = (h + mixed + ((e & f) ^ (~e & g)) + ROUNDS[at]! + schedule[at]!) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) state[at] = state[at]! + word;
}
