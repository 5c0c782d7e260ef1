import type { FastifyInstance } from 'fastify';
import type { Identity } from '../app/ports/identity.ts';
import type { DemoPeople } from '../app/ports/service.ts';
import { refuse } from '../core/refusal.ts';
import { sendRefusal } from './bind.ts';

/**
 * The people of the demonstration, for the switch between its roles: who there is, and to become one of them without a
 * password. Only where the demonstration is served; else both are not found, like any path that is not there.
 */
export function addDemoPeople(
  service: FastifyInstance,
  identity: Identity,
  origin: string,
  demo: () => DemoPeople | undefined,
): void {
  const url = '/api/demo/people';
  const absent = refuse('not_found', 'path', 'a path that /api/openapi.json lists', url);
  service.get(url, { schema: { hide: true } }, async (_request, reply) => {
    const people = demo()?.people;
    return people === undefined ? sendRefusal(reply, absent) : { people };
  });
  service.post<{ Body: unknown }>(url, { schema: { hide: true } }, async ({ body, headers, ip }, reply) => {
    const [shown, email] = [demo(), (body as { readonly email?: unknown } | null)?.email];
    if (shown === undefined) return sendRefusal(reply, absent);
    const person = shown.people.find((one) => one.email === email);
    if (person === undefined)
      return sendRefusal(reply, refuse('unknown_reference', 'email', 'somebody of the demonstration', email));
    const asked = new Request(new URL('/api/auth/sign-in/email', origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: headers.origin ?? '' },
      body: JSON.stringify({ email: person.email, password: shown.password }),
    });
    const answer = await identity.answer(asked, ip);
    for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
    return reply
      .code(answer.ok ? 200 : answer.status)
      .header('cache-control', 'no-store')
      .send(answer.ok ? person : JSON.parse(await answer.text()));
  });
}
