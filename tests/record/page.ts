// What a page does that checks a proof by itself: the rules of core/record, a SHA-256 that answers at once, and the
// browser's Ed25519, which does not. It runs in Node too.
import type { Hash } from '../../src/core/record/hashes.ts';
import { readPolicy } from '../../src/core/record/policy.ts';
import { readProofFile } from '../../src/core/record/proof-file.ts';
import {
  checkProofFile,
  seenCheckpoint,
  uncheckedCheckpoint,
} from '../../src/core/record/seen-checkpoint.ts';
import type { SignatureCheck } from '../../src/core/record/signatures.ts';
import { isRefusal } from '../../src/core/refusal.ts';

/** A proof file, its policy and the entry in hexadecimal digits. */
export interface Asked {
  readonly policy: string;
  readonly proof: string;
  readonly entry: string;
}

/** The answers to all that is asked, as JSON: what is seen of a checkpoint, or why it is refused. */
export async function answerAll(text: string): Promise<string> {
  const asked: Asked[] = JSON.parse(text);
  return JSON.stringify(await Promise.all(asked.map(answer)));
}

async function answer({ policy: policyText, proof, entry }: Asked): Promise<unknown> {
  const policy = readPolicy(sha256, policyText);
  if (isRefusal(policy)) return policy;
  const file = readProofFile(proof);
  if (isRefusal(file)) return file;
  const unchecked = uncheckedCheckpoint(policy, file.checkpoint);
  if (isRefusal(unchecked)) return unchecked;
  const seen = seenCheckpoint(policy, unchecked, await Promise.all(unchecked.checks.map(holds)));
  if (isRefusal(seen)) return seen;
  const { cosigners, quorumSince } = seen;
  return checkProofFile(sha256, file, Uint8Array.fromHex(entry), seen) ?? { cosigners, quorumSince };
}

async function holds({ key, message, signature }: SignatureCheck): Promise<boolean> {
  const { subtle } = crypto;
  const imported = await subtle.importKey('raw', key.publicKey.slice(), 'Ed25519', false, ['verify']);
  return subtle.verify('Ed25519', imported, signature.slice(), message.slice());
}

/** The first 32 bits behind the point of a root of each of the first primes. */
function rootsOfPrimes(count: number, root: (prime: number) => number): Int32Array {
  const primes: number[] = [];
  for (let number = 2; primes.length < count; number += 1)
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  return Int32Array.from(primes, (prime) => Math.floor((root(prime) % 1) * 2 ** 32));
}

const START = rootsOfPrimes(8, Math.sqrt);
const ROUNDS = rootsOfPrimes(64, Math.cbrt);
const turned = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits));

/** SHA-256 (FIPS 180-4, section 6.2). */
export const sha256: Hash = (bytes) => {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const words = new DataView(padded.buffer);
  words.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  const state = START.slice();
  const schedule = new Int32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let at = 0; at < 64; at += 1) {
      if (at < 16) schedule[at] = words.getInt32(block + 4 * at);
      else {
        const [older, newer] = [schedule[at - 15]!, schedule[at - 2]!];
        const low = turned(older, 7) ^ turned(older, 18) ^ (older >>> 3);
        const high = turned(newer, 17) ^ turned(newer, 19) ^ (newer >>> 10);
        schedule[at] = schedule[at - 16]! + low + schedule[at - 7]! + high;
      }
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    for (let at = 0; at < 64; at += 1) {
      const choice = (e & f) ^ (~e & g);
      const one =
        (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice + ROUNDS[at]! + schedule[at]!) | 0;
      const majority = (a & b) ^ (a & c) ^ (b & c);
      const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority) | 0;
      [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
    }
    for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) state[at] = state[at]! + word;
  }
  const digest = new DataView(new ArrayBuffer(32));
  for (const [at, word] of state.entries()) digest.setInt32(4 * at, word);
  return new Uint8Array(digest.buffer);
};
