/** SHA-256 and Ed25519 as the record's rules ask for them, by Node. */
import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';
import type { Hash } from '../core/record/hashes.ts';
import type { Verify } from '../core/record/signatures.ts';

/** What stands before the 32 bytes of a key where Node reads it (RFC 8410). */
const SECRET_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** The bytes of a secret, from which its public key follows. */
export const SEED_BYTES = 32;

/** SHA-256. It is taken as a text of bytes, which is quicker than as new memory of the platform's. */
export const sha256: Hash = (bytes) => {
  const text = hash('sha256', bytes, 'latin1');
  const digest = new Uint8Array(text.length);
  for (let at = 0; at < digest.length; at += 1) digest[at] = text.charCodeAt(at);
  return digest;
};

export const verifyEd25519: Verify = (publicKey, message, signature) => {
  const key = { key: Buffer.concat([PUBLIC_PREFIX, publicKey]), format: 'der', type: 'spki' } as const;
  return verify(null, message, createPublicKey(key), signature);
};

/** The secret of a seed of 32 bytes. */
export function secretOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([SECRET_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}

export function publicKeyOf(secret: KeyObject): Uint8Array {
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  return new Uint8Array(spki.subarray(PUBLIC_PREFIX.length));
}

export function signEd25519(secret: KeyObject, message: Uint8Array): Uint8Array {
  return new Uint8Array(sign(null, message, secret));
}
