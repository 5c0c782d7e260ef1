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
  await service.register(swaggerUi, { routePrefix: '/api/docs' });
}

const PROBLEM = {
  description: 'Refused, or failed; the code says why.',
  content: {
    [PROBLEM_TYPE]: {
      schema: {
        type: 'object',
        required: ['type', 'title', 'status', 'detail', 'code'],
        properties: {
          ...{ type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' } },
          ...{ detail: { type: 'string' }, code: { type: 'string' } },
          ...{ path: { type: 'string' }, expected: { type: 'string' }, actual: { type: 'string' } },
        },
        additionalProperties: false,
      },
    },
  },
};

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
    response: {
      [status]: { description: 'Done.', ...answerSchema(answer, media) },
      default: PROBLEM,
    },
  };
  return schema as FastifySchema;
}

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
