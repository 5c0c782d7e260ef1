import { createHmac } from 'node:crypto';
import type { Hmac } from '../../core/record/fact.ts';

/** HMAC-SHA-256, for salts. */
export const hmacSha256: Hmac = (key, message) => createHmac('sha256', key).update(message).digest();
