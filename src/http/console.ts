import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Files whose names change with their content. */
const NAMED_BY_CONTENT = /\/assets\//;

/** True for what a browser asks of the console: a page, not something of the API. */
const isPage = ({ method, url, headers }: FastifyRequest) =>
  (method === 'GET' || method === 'HEAD') &&
  !/^\/(api|record|health|ready|metrics|assets)(\/|\?|$)/.test(url) &&
  (headers.accept ?? '').includes('text/html');

/**
 * Serves the console from the folder it was built into: its files, and its one page for every address of it. `notFound`
 * answers what is neither. Without the folder there is no console, and all of that is not found.
 */
export async function addConsole(
  service: FastifyInstance,
  folder: string | undefined,
  notFound: (request: FastifyRequest, reply: FastifyReply) => unknown,
): Promise<void> {
  if (folder === undefined || !existsSync(join(folder, 'index.html'))) {
    service.setNotFoundHandler(notFound);
    return;
  }
  await service.register(fastifyStatic, {
    ...{ root: folder, prefix: '/', index: false, wildcard: false, preCompressed: true },
    // The page names the files of its version, so it is asked for each time.
    setHeaders: (reply, path) =>
      reply.header(
        'cache-control',
        NAMED_BY_CONTENT.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  });
  service.setNotFoundHandler((request, reply) =>
    isPage(request) ? reply.sendFile('index.html') : notFound(request, reply),
  );
}
