import { readFile } from 'node:fs/promises';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifySchema } from 'fastify';
import type { z } from 'zod';
import { CAPABILITIES } from '../app/capabilities.ts';
import { jsonSchemaOf, UPLOADED } from './given.ts';
import { PROBLEM_TYPE } from './problem.ts';
import type { Route } from './route.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    route?: Route;
  }
}

const ERRORS_PAGE = new URL('../../docs/errors.md', import.meta.url);

/** The OpenAPI document at /api/openapi.json, made from the routes, and a page to read it at /api/docs. */
export async function addDocument(service: FastifyInstance): Promise<void> {
  await service.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Poolbook',
        version: '1',
        description:
          'The books, claims and governance of insurance consortia. Amounts are decimal texts in the currency of the consortium. An error is a problem document (RFC 9457) with a stable code.',
      },
      components: {
        schemas: { Problem: PROBLEM_SCHEMA },
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'poolbook.session_token' },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    transform: ({ schema, url, route }) => {
      const ours = (route.config as { route?: Route } | undefined)?.route;
      return { schema: ours === undefined ? schema : schemaOf(ours), url };
    },
  });
  service.get('/api/openapi.json', { schema: { hide: true } }, async () => service.swagger());
  // Where the `type` of a problem leads.
  service.get('/api/errors', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/markdown; charset=utf-8').send(await readFile(ERRORS_PAGE, 'utf8')),
  );
  await service.register(swaggerUi, { routePrefix: '/api/docs' });
}

const TEXT = { type: 'string' as const };
const PROBLEM_SCHEMA = {
  type: 'object' as const,
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    ...{ type: TEXT, title: TEXT, status: { type: 'integer' as const }, detail: TEXT, code: TEXT },
    ...{ path: TEXT, expected: TEXT, actual: TEXT },
  },
  additionalProperties: false,
};

const problem = (description: string) => ({
  description,
  content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** The errors of every route, and those that a route can have by what it is. */
function errorsOf(route: Route): object {
  const isOfConsortium = route.scope !== 'general';
  const changes = route.method !== 'GET';
  return {
    401: problem('Nobody has signed on.'),
    ...((isOfConsortium || changes) && { 403: problem('Not for the role of whoever asks.') }),
    ...(isOfConsortium && { 404: problem('Not there, or nothing that whoever asks has to do with.') }),
    ...(isOfConsortium && {
      409: problem('Against something else that is on record, or a key used before.'),
    }),
    ...('changes' in route && { 412: problem('Changed by another since it was read.') }),
    ...(changes && { 413: problem('Too many bytes.'), 415: problem('Of a media type not taken here.') }),
    422: problem('Cannot be accepted; the path says what of it, the code why.'),
    ...('changes' in route && { 428: problem('If-Match is missing.') }),
    429: problem('Too many requests within a minute; Retry-After says how long to wait.'),
    503: problem('Too much to do, or the database is away; Retry-After says how long to wait.'),
    default: problem('A bug: to be reported with the number of the request.'),
  };
}

const IN_CONSORTIUM = { consortium: { type: 'string', description: 'The code of the consortium.' } };

function schemaOf(route: Route): FastifySchema {
  const { params, query, body, answer, status = 200, summary, tag } = route;
  const own = params === undefined ? undefined : jsonSchemaOf(params, 'input');
  const properties = {
    ...(route.scope === 'general' ? {} : IN_CONSORTIUM),
    ...(own?.properties as object | undefined),
  };
  const takesFile = route.scope === 'effect' && route.receive !== undefined;
  const media = route.scope === 'reading' ? route.media : undefined;
  const isVersioned = route.scope === 'reading' && route.method === 'GET' && media === undefined;
  const schema = {
    summary,
    tags: [tag],
    operationId: operationId(route),
    ...(route.scope === 'general' ? {} : { description: rolesText(route.capability) }),
    ...(Object.keys(properties).length > 0 && {
      params: { type: 'object', properties, required: Object.keys(properties) },
    }),
    ...(query !== undefined && { querystring: jsonSchemaOf(query, 'input') }),
    ...(body !== undefined && { body: jsonSchemaOf(body, 'input') }),
    ...(takesFile && { consumes: UPLOADED, body: { type: 'string', format: 'binary' } }),
    ...((route.scope === 'effect' || route.scope === 'grouped') && { headers: headersOf(route) }),
    ...(isVersioned && { headers: OF_VERSION }),
    response: {
      [status]: {
        description: 'Done.',
        ...((route.scope === 'effect' || route.scope === 'grouped') && { headers: OF_RECEIPT }),
        ...(isVersioned && {
          headers: { ETag: { type: 'string', description: 'The version of the answer.' } },
        }),
        ...answerSchema(answer, media),
      },
      ...(isVersioned && { 304: { description: 'Still the version of If-None-Match.', type: 'null' } }),
      ...errorsOf(route),
    },
  };
  return schema as FastifySchema;
}

const OF_RECEIPT = {
  'Poolbook-Receipt': {
    type: 'string',
    description: 'A note signed by the log of the record, in base64, of what was asked and answered.',
  },
};

const OF_VERSION = {
  type: 'object',
  properties: { 'If-None-Match': { type: 'string', description: 'The ETag of what is known already.' } },
};

const answerSchema = (answer: z.ZodType, media?: string) => ({
  content:
    media === undefined
      ? { 'application/json': { schema: jsonSchemaOf(answer, 'output') } }
      : { [media]: { schema: { type: 'string' } } },
});

function headersOf(route: Extract<Route, { scope: 'effect' | 'grouped' }>): object {
  const isOfVersion = 'changes' in route && route.changes !== undefined;
  return {
    type: 'object',
    properties: {
      'Idempotency-Key': {
        type: 'string',
        description: 'The same request again under the same key is done once.',
      },
      ...(route.scope === 'grouped' && {
        'Poolbook-Receipt': { type: 'string', enum: ['yes'], description: 'To be answered with a receipt.' },
      }),
      ...(isOfVersion && {
        'If-Match': { type: 'string', description: 'The ETag of what is changed, as it was read.' },
      }),
    },
    ...(isOfVersion && { required: ['If-Match'] }),
  };
}

function rolesText(capability: keyof typeof CAPABILITIES): string {
  return `For the roles ${CAPABILITIES[capability].join(', ')}.`;
}

function operationId({ method, path }: Route): string {
  const words = path
    .split('/')
    .filter((word) => word !== '' && word !== 'consortia' && word !== ':consortium')
    .map((word) => word.replace(/^:/, 'by-'));
  return [method.toLowerCase(), ...words]
    .join('-')
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
