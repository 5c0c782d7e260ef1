import type { Readable } from 'node:stream';

const SIGNATURE_BYTES = 11;
const FLAGS_BYTES = 4;

/**
 * The values of a one-column `COPY ... TO STDOUT (FORMAT binary)` that has no NULL.
 * Source: PostgreSQL documentation, COPY, "Binary Format".
 */
export async function copiedBytes(stream: Readable): Promise<Buffer[]> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  const values: Buffer[] = [];
  let at = SIGNATURE_BYTES + FLAGS_BYTES;
  at += 4 + bytes.readInt32BE(at);
  while (bytes.readInt16BE(at) === 1) {
    const length = bytes.readInt32BE(at + 2);
    values.push(bytes.subarray(at + 6, at + 6 + length));
    at += 6 + length;
  }
  return values;
}
