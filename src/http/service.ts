import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import Fastify, { type FastifyError, type FastifyInstance, LogController } from 'fastify';
import { EnvironmentFailure } from '../app/failure.ts';
import { today } from '../app/import/today.ts';
import { openLiveClaims } from '../app/live/live-claims.ts';
import type { Identity } from '../app/ports/identity.ts';
import type { Mail } from '../app/ports/mail.ts';
import type { DemoPeople } from '../app/ports/service.ts';
import type { Stores } from '../app/ports/stores.ts';
import { Receipts } from '../app/record/receipt.ts';
import type { Day } from '../core/calendar/day.ts';
import { type Refusal, refuse } from '../core/refusal.ts';
import { openTrail } from './access-trail.ts';
import { bind, sendRefusal } from './bind.ts';
import { addConsole, isOfConsole } from './console.ts';
import { addDemoPeople } from './demo-people.ts';
import { UPLOADED } from './given.ts';
import { addMetrics } from './metrics.ts';
import { addDocument } from './openapi.ts';
import { PROBLEM_TYPE, problemOfBug, problemOfFailure } from './problem.ts';
import { addRecordFiles } from './record-files.ts';
import { keepBytes } from './request-bytes.ts';
import { routes } from './routes/index.ts';
import { addSignOn } from './sign-on.ts';

export interface ServiceOptions {
  readonly stores: Stores;
  readonly identity: Identity;
  /** The day on which what is done is done; default: the machine's. */
  readonly today?: () => Day;
  readonly mail: Mail;
  /** Where people find the service, such as https://pool.example: links lead there, and browsers come from there alone. */
  readonly origins: readonly [string, ...string[]];
  /** The addresses of proxies whose X-Forwarded-For is to be believed; default: none. */
  readonly proxies?: readonly string[];
  /** The folder that the console was built into; default: no console. */
  readonly console?: string;
  /** The page by which anybody checks files of the record, one file; default: none. */
  readonly verifyPage?: string;
  /** The people of a demonstration, whom anybody may become; default: none. */
  readonly demo?: () => DemoPeople | undefined;
  /** Structured lines of what happens, without personal data; default: none. */
  readonly log?: boolean | { readonly level: string };
  /** Requests a minute by one asker; default 6000. */
  readonly requestsPerMinute?: number;
  /** Lines of claims of a consortium that may wait to be decided before further ones are turned away. */
  readonly mostLinesWaiting?: number;
  /** How far the event loop may lag, in milliseconds, before requests are turned away (0: any); default 1000. */
  readonly mostLagMilliseconds?: number;
}

const MOST_BODY_BYTES = 8 * 1024 * 1024;

/** The service: the API under /api/v1, its document and reading page, health, readiness and metrics. Listen to start it. */
export async function buildService(options: ServiceOptions): Promise<FastifyInstance> {
  const { stores, identity, mail, origins } = options;
  const service = Fastify({
    logger: loggerOf(options.log ?? false),
    bodyLimit: MOST_BODY_BYTES,
    trustProxy: options.proxies === undefined ? false : [...options.proxies],
    routerOptions: { maxParamLength: 200, caseSensitive: true },
    logController: new LogController({ disableRequestLogging: true }),
    // An address that cannot be read, or has a part that is too long to be a name.
    frameworkErrors: (_error, request, reply) => sendRefusal(reply, noSuchPath(request)),
  });
  service.setErrorHandler<FastifyError>((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal !== undefined) return sendRefusal(reply, refusal);
    if (error instanceof EnvironmentFailure) {
      reply.header('retry-after', '5');
      return reply
        .code(503)
        .type(PROBLEM_TYPE)
        .send(JSON.stringify(problemOfFailure(error)));
    }
    request.log.error(error);
    return reply
      .code(500)
      .type(PROBLEM_TYPE)
      .send(JSON.stringify(problemOfBug(request.id)));
  });
  const isSecure = origins[0].startsWith('https:');
  await service.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        ...{ 'script-src': ["'self'"], 'img-src': ["'self'", 'data:'], 'font-src': ["'self'"] },
        // Over plain HTTP a browser would else ask for the console's own files where nobody answers.
        'upgrade-insecure-requests': isSecure ? [] : null,
      },
    },
    ...(!isSecure && { strictTransportSecurity: false }),
  });
  await addConsole(service, options.console, (request, reply) => sendRefusal(reply, noSuchPath(request)));
  await service.register(underPressure, {
    maxEventLoopDelay: options.mostLagMilliseconds ?? 1000,
    // What it returns is sent; a handler that sends something itself and returns nothing lets the request go on.
    pressureHandler: (request, reply) => {
      if (isOfConsole(request)) return;
      reply.header('retry-after', '2').code(503).type(PROBLEM_TYPE);
      return JSON.stringify(problemOfFailure(OVERLOADED)) as never;
    },
  });
  await service.register(rateLimit, {
    max: options.requestsPerMinute ?? 6000,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.headers.authorization ?? request.headers.cookie ?? request.ip,
    errorResponseBuilder: (_request, { after }) =>
      Object.assign(new Error(after), { statusCode: 429, code: 'too_many_requests' }),
  });
  addMetrics(service);
  await addDocument(service);
  service.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, id } = request;
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    // The pattern of the path and not the path: a path can hold the code of a person.
    request.log.info(
      { id, method, path: routeOptions.url, status: reply.statusCode, milliseconds },
      'answered',
    );
  });
  service.get('/health', { schema: { hide: true } }, async () => ({ status: 'alive' }));
  service.get('/ready', { schema: { hide: true } }, async () => {
    await stores.consortia.codes();
    return { status: 'ready' };
  });
  // Of any size: a file is not read here, but by the route that takes it.
  keepBytes(service);
  service.addContentTypeParser(UPLOADED, (_request, payload, done) => done(null, payload));
  const ending = new AbortController();
  let isClosing = false;
  service.addHook('preClose', async () => {
    isClosing = true;
    ending.abort();
  });
  service.addHook('onSend', async (_request, reply) => {
    // Else a client that keeps its connection for later would keep the service from ending.
    if (isClosing) reply.header('connection', 'close');
  });
  const trail = openTrail(stores, (error) => service.log.error(error));
  const liveClaims = openLiveClaims(stores, options.mostLinesWaiting);
  service.addHook('onClose', () => Promise.all([trail.close(), liveClaims.close()]));
  const until = ending.signal;
  const workings = {
    ...{ stores, identity, trail, liveClaims, mail, origins, until },
    receipts: new Receipts(stores),
    today: options.today ?? today,
  };
  for (const route of routes) bind(service, route, workings);
  addRecordFiles(service, stores, options.verifyPage);
  addSignOn(service, identity, origins[0]);
  addDemoPeople(service, identity, origins[0], options.demo ?? (() => undefined));
  return service;
}

const OVERLOADED = new EnvironmentFailure(
  'overloaded',
  'The service has more to do than it can.',
  'Send the request again a little later, under the same Idempotency-Key.',
);

function loggerOf(log: boolean | { readonly level: string }) {
  if (log === false) return false;
  return {
    level: log === true ? 'info' : log.level,
    base: null,
    serializers: { req: () => ({}), res: () => ({}) },
  };
}

const noSuchPath = ({ url }: { readonly url: string }): Refusal =>
  refuse('not_found', 'path', 'a path that /api/openapi.json lists', url);

/** What Fastify itself turns away: bodies too large, of another type, or no JSON. */
function refusalOf({ code, statusCode, message }: FastifyError): Refusal | undefined {
  if (code === 'too_many_requests')
    return refuse('too_many_requests', '', 'fewer requests a minute', `more; again in ${message}`);
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return refuse('body_too_large', 'body', `at most ${MOST_BODY_BYTES} bytes`, 'more');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return refuse('wrong_media_type', 'Content-Type', 'application/json', message);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return refuse('wrong_type', 'body', 'one JSON document', message);
  return undefined;
}
