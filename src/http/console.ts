import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Files whose names change with their content. */
const NAMED_BY_CONTENT = /\/assets\//;

/**
 * True for a file of the console or its page, which cost next to nothing: a service with too much to do still gives them,
 * as without them nobody is told that it has.
 */
export const isOfConsole = ({ method, url }: FastifyRequest) =>
  (method === 'GET' || method === 'HEAD') && !/^\/(api|record|health|ready|metrics)(\/|\?|$)/.test(url);

/** True for what a browser asks of the console as a page, and not as a file. */
const isPage = (request: FastifyRequest) =>
  isOfConsole(request) &&
  !request.url.startsWith('/assets/') &&
  (request.headers.accept ?? '').includes('text/html');

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
