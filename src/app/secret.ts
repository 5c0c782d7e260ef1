import { createHash, randomBytes } from 'node:crypto';

/** The beginning of every machine's key, by which a leaked one is recognised. */
export const KEY_PREFIX = 'pbk_';

/** A text nobody can guess: 256 bits of chance. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a secret: its SHA-256. Nothing slower is needed, as there is nothing to guess. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
