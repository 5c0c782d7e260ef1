import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A new secret, as the convention writes it: base64 behind a prefix. */
export function newSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/**
 * The headers that sign a message for every secret (one, or two while one is replaced): of its id, its moment in seconds
 * since 1970 and its very bytes. Source: Standard Webhooks, "Signature scheme" and "Headers" (symmetric, `v1`).
 */
export function signedHeaders(
  secrets: readonly string[],
  id: string,
  seconds: number,
  payload: string,
): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${seconds}.${payload}`).digest('base64');
    return `v1,${signature}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
  };
}
