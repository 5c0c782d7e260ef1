import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Stores } from '../app/ports/stores.ts';
import { publishedFile } from '../app/record/published.ts';
import { refuse } from '../core/refusal.ts';
import { sendRefusal } from './bind.ts';

/** What the page may do: run what stands in it. Nothing of what it is given leaves. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";

/**
 * The record as anybody may read it, without sign-on: the checkpoint, the tiles and the policy of each consortium (C2SP
 * tlog-tiles; hashes alone, which say nothing of what they are of), and the page by which files of it are checked.
 */
export function addRecordFiles(service: FastifyInstance, stores: Stores, page: string | undefined): void {
  const ids = new Map<string, number>();
  const idOf = async (code: string) => {
    const id = ids.get(code) ?? (await stores.consortia.find(code))?.consortiumId;
    if (id !== undefined) ids.set(code, id);
    return id;
  };
  const hidden = { schema: { hide: true } };
  service.get('/record/verify.html', hidden, async (request, reply) => {
    const html = page === undefined ? undefined : await readFile(page).catch(() => undefined);
    if (html === undefined)
      return missing(reply, request.url, 'the page, which was not built with this service');
    reply.header('content-security-policy', PAGE_POLICY).header('cache-control', 'no-cache');
    return reply.type('text/html; charset=utf-8').send(html);
  });
  service.get<{ Params: { code: string; '*': string } }>(
    '/record/:code/*',
    hidden,
    async (request, reply) => {
      const { code, '*': path } = request.params;
      const id = code.includes('\u0000') ? undefined : await idOf(code);
      const file = id === undefined ? undefined : await publishedFile(stores, id, path);
      if (file === undefined)
        return missing(
          reply,
          request.url,
          'checkpoint, policy or a tile, of a log and as far as it is signed',
        );
      // Any page may read it: those who check a log do not sit at its address.
      reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
      if ('text' in file)
        return reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(file.text);
      reply.header('cache-control', 'public, max-age=31536000, immutable');
      return reply.type('application/octet-stream').send(Buffer.from(file.bytes));
    },
  );
}

function missing(reply: FastifyReply, url: string, expected: string): FastifyReply {
  return sendRefusal(reply, refuse('not_found', 'path', expected, url));
}
