import { createHmac, hash } from 'node:crypto';
import type { Hmac } from '../../core/record/fact.ts';
import type { Hash } from '../../core/record/hashes.ts';

/** SHA-256, for the record. */
export const sha256: Hash = (bytes) => hash('sha256', bytes, 'buffer');

/** HMAC-SHA-256, for salts. */
export const hmacSha256: Hmac = (key, message) => createHmac('sha256', key).update(message).digest();
