import type { FastifyInstance } from 'fastify';
import type { Identity } from '../app/ports/identity.ts';

/**
 * Sign-on itself, under /api/auth/: requests are handed to the library behind `identity`, and its answers on. Beside it, to
 * whoever asks: the ways to sign on that a page has to know of before anybody is there.
 */
export function addSignOn(service: FastifyInstance, identity: Identity, origin: string): void {
  service.get('/api/ways', { schema: { hide: true } }, async () => ({
    provider: identity.hasProvider === true,
  }));
  service.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    schema: { hide: true },
    async handler({ method, url, headers, body, ip }, reply) {
      const given = new Headers();
      for (const [name, value] of Object.entries(headers))
        if (name !== 'content-length') given.set(name, String(value));
      const answer = await identity.answer(
        new Request(new URL(url, origin), {
          ...{ method, headers: given },
          ...(body !== undefined && body !== null && { body: JSON.stringify(body) }),
        }),
        ip,
      );
      reply.code(answer.status);
      for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value);
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
      return reply.header('cache-control', 'no-store').send(await answer.text());
    },
  });
}
