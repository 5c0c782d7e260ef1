// The shared record for tests: SHA-256 and Ed25519 of Node, keys from seeds, and a log of numbered entries.
import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';
import type { Hash } from '../../src/core/record/hashes.ts';
import { makeKey, type NoteKey } from '../../src/core/record/key.ts';
import type { Note } from '../../src/core/record/note.ts';
import { messageToSign, signatureLine, type Verify } from '../../src/core/record/signatures.ts';
import { isRefusal, type Refusal } from '../../src/core/refusal.ts';

export const sha256: Hash = (bytes) => new Uint8Array(hash('sha256', bytes, 'buffer'));

/** What stands before the 32 bytes of a key of Ed25519 where Node reads it (RFC 8410). */
const SECRET_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

export const verifyEd25519: Verify = (publicKey, message, signature) => {
  const key = { key: Buffer.concat([PUBLIC_PREFIX, publicKey]), format: 'der', type: 'spki' } as const;
  return verify(null, message, createPublicKey(key), signature);
};

/** A value that is no refusal; a refusal fails the test with what it says. */
export function accepted<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(`refused: ${JSON.stringify(value)}`);
  return value;
}

/** Somebody who signs: a log (type 1) or a witness (type 4). */
export interface Party {
  readonly key: NoteKey;
  readonly secret: KeyObject;
}

/** A party by name, its secret made of the name, or of another text where it has a second key: the same in each run. */
export function party(name: string, type: number, made = name): Party {
  const seed = sha256(Buffer.from(`${made} ${type}`));
  const secret = createPrivateKey({
    key: Buffer.concat([SECRET_PREFIX, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  const key = accepted(makeKey(sha256, name, type, new Uint8Array(spki.subarray(PUBLIC_PREFIX.length))));
  return { key, secret };
}

/** A note with one more signature. */
export function signedBy({ key, secret }: Party, { text, signatures }: Note, seconds?: number): Note {
  const signature = new Uint8Array(sign(null, messageToSign(key, text, seconds), secret));
  return { text, signatures: [...signatures, signatureLine(key, signature, seconds)] };
}

/** Entries as ours are: 32 bytes each, by number. */
export function entryOf(index: number): Uint8Array {
  return sha256(Buffer.from(`entry ${index}`));
}

/** A copy of a text with one thing changed, by three numbers: a character replaced, taken out, doubled or put in. */
export function mutated(text: string, kind: number, place: number, what: number): string {
  const at = place % text.length;
  const other = 'aA0=+ \n\u2014/z9\u00a0'[what % 12]!;
  if (kind % 4 === 0) return text.slice(0, at) + other + text.slice(at + 1);
  if (kind % 4 === 1) return text.slice(0, at) + text.slice(at + 1);
  if (kind % 4 === 2) return text.slice(0, at + 1) + text.slice(at);
  return text.slice(0, at) + other + text.slice(at);
}
