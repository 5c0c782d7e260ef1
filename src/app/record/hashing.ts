import { createHmac, hash } from 'node:crypto';
import type { Hmac } from '../../core/record/fact.ts';
import type { Hash } from '../../core/record/hashes.ts';

/** SHA-256, for the record. Taken as a text of bytes, which is quicker than as new memory of the platform's. */
export const sha256: Hash = (bytes) => {
  const text = hash('sha256', bytes, 'latin1');
  const digest = new Uint8Array(text.length);
  for (let at = 0; at < digest.length; at += 1) digest[at] = text.charCodeAt(at);
  return digest;
};

/** HMAC-SHA-256, for salts. */
export const hmacSha256: Hmac = (key, message) => createHmac('sha256', key).update(message).digest();
