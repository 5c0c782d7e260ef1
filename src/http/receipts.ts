import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Consortium } from '../app/ports/consortium.ts';
import type { Receipts } from '../app/record/receipt.ts';
import { bodySha256 } from './request-bytes.ts';
import type { Route } from './route.ts';

/** The header of a receipt, in the answer; and in a request to a route that else gives none. */
export const RECEIPT = 'poolbook-receipt';

/** What changes something is answered with a receipt; what comes by the thousand where it was asked for. */
function hasReceipt(route: Route, request: FastifyRequest): boolean {
  return route.scope === 'effect' || (route.scope === 'grouped' && request.headers[RECEIPT] === 'yes');
}

/** Adds the receipt of what was done. That it could not be signed is no reason to say that it was not done. */
export async function addReceipt(
  receipts: Receipts,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  { consortiumId, document: { code } }: Consortium,
  answer: string,
): Promise<void> {
  if (!hasReceipt(route, request)) return;
  const answerSha256 = createHash('sha256').update(answer).digest();
  const { method, url: path } = request;
  try {
    const asked = { method, path, requestSha256: bodySha256(request), answerSha256 };
    reply.header(RECEIPT, await receipts.sign({ consortiumId, code }, asked));
  } catch (error) {
    request.log.error(error);
  }
}
