import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusedTo } from '../app/capabilities.ts';
import { findConsortium } from '../app/consortium.ts';
import type { LiveClaims } from '../app/live/live-claims.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { Identity, Principal } from '../app/ports/identity.ts';
import type { Mail } from '../app/ports/mail.ts';
import type { Stores } from '../app/ports/stores.ts';
import type { Receipts } from '../app/record/receipt.ts';
import type { Viewer } from '../app/viewer.ts';
import type { Day } from '../core/calendar/day.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import type { AccessTrail } from './access-trail.ts';
import { effectOf, etagOf, nameOf, type Text, written } from './effect.ts';
import { atPath, readAll } from './given.ts';
import { PROBLEM_TYPE, problemOfRefusal } from './problem.ts';
import { addReceipt } from './receipts.ts';
import type { Pieces, Route } from './route.ts';
import { name } from './shapes.ts';

/** What the routes work with. */
export interface Workings {
  readonly stores: Stores;
  readonly identity: Identity;
  readonly trail: AccessTrail;
  readonly receipts: Receipts;
  readonly today: () => Day;
  readonly liveClaims: LiveClaims;
  readonly mail: Mail;
  /** Where people find the service; a browser's session may change something from there alone. */
  readonly origins: readonly [string, ...string[]];
  /** Says that the service ends. */
  readonly until: AbortSignal;
}

/** An answer in pieces. */
interface Streamed {
  readonly status: number;
  readonly media: string;
  readonly pieces: Pieces;
}

type Result = Text | Streamed | Refusal;

const SAFE_METHODS = ['GET', 'HEAD'];

/** Puts a route in the service: who asks, whether it may, what came, the answer or the refusal. */
export function bind(service: FastifyInstance, route: Route, workings: Workings): void {
  service.route({
    method: route.method,
    url: `/api/v1${route.path}`,
    schema: { summary: route.summary, tags: [route.tag] },
    // What is answered in pieces has no HEAD: it would be made to its end, and nobody reads it.
    exposeHeadRoute: !('media' in route && route.media !== undefined),
    // A grouped route is kept within bounds by its queue: a system that sends claims has thousands a minute.
    config: { route, ...(route.scope === 'grouped' && { rateLimit: false }) },
    async handler(request, reply) {
      const principal = await workings.identity.principalOf(
        new Headers(request.headers as Record<string, string>),
      );
      for (const cookie of principal?.session?.cookies ?? []) reply.header('set-cookie', cookie);
      const result = await answer(route, request, reply, workings, principal);
      // What nobody has read of a body is not waited for.
      if (request.body instanceof Readable && !request.body.readableEnded)
        reply.header('connection', 'close');
      if (isRefusal(result)) return sendRefusal(reply, result);
      if ('pieces' in result) {
        // Nothing in between may keep pieces back until there are more.
        reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no');
        // A service that ends waits for its connections: this one ends with its answer.
        reply.header('connection', 'close');
        return reply.code(result.status).type(result.media).send(Readable.from(result.pieces));
      }
      if (result.etag !== undefined) {
        reply.header('etag', result.etag);
        if (request.headers['if-none-match'] === result.etag) return reply.code(304).send();
      }
      return reply.code(result.status).type('application/json; charset=utf-8').send(result.text);
    },
  });
}

export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const problem = problemOfRefusal(refusal);
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="poolbook"');
  return reply.code(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem));
}

async function answer(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  workings: Workings,
  principal: Principal | undefined,
): Promise<Result> {
  if (principal === undefined)
    return refuse('not_signed_on', 'authorization', 'a session, or a key as a bearer token', undefined);
  const { mail, origins } = workings;
  // A browser sends its cookie whoever tells it to; which page told it is in Origin, which no page can set.
  if (principal.session !== undefined && !SAFE_METHODS.includes(request.method)) {
    const { origin } = request.headers;
    if (origin === undefined || !origins.includes(origin))
      return refuse('not_allowed', 'Origin', `a request from ${origins.join(' or ')}`, origin);
  }
  if (route.scope === 'general') {
    const given = readAll(route, request);
    if (isRefusal(given)) return given;
    return written(
      await route.handle({
        ...given,
        principal,
        mail,
        origin: origins[0],
        stores: workings.stores,
        today: workings.today,
      }),
      route.status,
    );
  }
  const code = (request.params as { consortium: string }).consortium;
  const viewer = viewerOf(principal, code);
  const isCode = name.safeParse(code).success;
  const consortium = viewer && isCode ? await consortiumOf(route, workings.stores, code) : undefined;
  // A consortium that is not there and one that is another's look the same.
  if (viewer === undefined || consortium === undefined || isRefusal(consortium))
    return refuse('not_found', 'consortium', 'a consortium that you have to do with', code);
  const found = await answerWithin(route, request, workings, principal, viewer, consortium);
  const result = isRefusal(found) ? atPath(found, request.params) : found;
  if (route.scope === 'reading' || isRefusal(result))
    workings.trail.note(consortium.consortiumId, {
      ...{ actor: viewer.name, role: viewer.role, method: request.method, path: request.url },
      ...{ status: isRefusal(result) ? problemOfRefusal(result).status : result.status, at: Date.now() },
    });
  if (!isRefusal(result) && 'text' in result)
    await addReceipt(workings.receipts, route, request, reply, consortium, result.text);
  return result;
}

/** Consortia as they were last found: what is grouped looks itself whether the document is still that. */
const lastFound = new WeakMap<Stores, Map<string, Consortium>>();

async function consortiumOf(route: Route, stores: Stores, code: string): Promise<Consortium | Refusal> {
  const found = lastFound.get(stores) ?? new Map<string, Consortium>();
  lastFound.set(stores, found);
  const last = found.get(code);
  if (route.scope === 'grouped' && last !== undefined) return last;
  const consortium = await findConsortium(stores.consortia, code);
  if (!isRefusal(consortium)) found.set(code, consortium);
  return consortium;
}

function viewerOf(principal: Principal, code: string): Viewer | undefined {
  return principal.isOperator ? { role: 'operator', name: principal.name } : principal.viewers.get(code);
}

async function answerWithin(
  route: Exclude<Route, { scope: 'general' }>,
  request: FastifyRequest,
  { stores: operator, today, liveClaims, mail, origins, until }: Workings,
  principal: Principal,
  asHeld: Viewer,
  consortium: Consortium,
): Promise<Result> {
  const { member } = asHeld;
  const viewer = member === undefined ? asHeld : { ...asHeld, memberId: consortium.members.get(member) };
  const refused = refusedTo(viewer, route.capability);
  if (refused !== undefined) return refused;
  const given = readAll(route, request);
  if (isRefusal(given)) return given;
  const stores = operator.as(viewer);
  const lastEventId = request.headers['last-event-id'] as string | undefined;
  const asked = {
    ...given,
    ...{ until, lastEventId },
    principal,
    viewer,
    consortium,
    stores,
    operator,
    today,
    mail,
    origin: origins[0],
  };
  if (route.scope === 'effect') return effectOf(route, request, asked);
  if (route.scope === 'grouped') {
    const named = nameOf(request, asked.body);
    if (isRefusal(named)) return named;
    const kept = await route.handle({ ...asked, request: named, liveClaims });
    return isRefusal(kept) ? kept : { status: kept.status, text: kept.answer };
  }
  const answered = await route.handle(asked);
  if (route.media !== undefined && !isRefusal(answered))
    return { status: route.status ?? 200, media: route.media, pieces: answered as Pieces };
  const result = written(answered, route.status);
  return isRefusal(result) || route.method !== 'GET' ? result : { ...result, etag: etagOf(result.text) };
}
