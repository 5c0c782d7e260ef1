import { createHash, type Hash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** What came of a request's body: all of it, or the hash of what was read of a file. */
const came = new WeakMap<FastifyRequest, Buffer | Hash>();

/** Reads JSON as the service does by itself, and keeps the bytes as they came, which a receipt is of. */
export function keepBytes(service: FastifyInstance): void {
  const parse = service.getDefaultJsonParser('error', 'error');
  service.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    came.set(request, body);
    return parse(request, body.toString('utf8'), done);
  });
}

/** A file that is sent in, hashed as it is read. */
export async function* hashed(
  request: FastifyRequest,
  file: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  came.set(request, hash);
  for await (const bytes of file) {
    hash.update(bytes);
    yield bytes;
  }
}

/** SHA-256 of the body of a request; of no bytes where it had none. */
export function bodySha256(request: FastifyRequest): Uint8Array {
  const found = came.get(request) ?? Buffer.alloc(0);
  return Buffer.isBuffer(found) ? createHash('sha256').update(found).digest() : found.copy().digest();
}
