import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isRefusal, joinPath, type Refusal, refuse } from '../core/refusal.ts';
import type { Route } from './route.ts';

/** What came, read by a schema; the first thing that is wrong with it is refused with its path. */
export function readGiven(schema: z.ZodType, given: unknown, at: string): { value: unknown } | Refusal {
  const read = schema.safeParse(given);
  if (read.success) return { value: read.data };
  const issue = read.error.issues[0]!;
  const path = pathOf(at, issue.path);
  const came = valueAt(given, issue.path);
  if (issue.code === 'unrecognized_keys')
    return refuse(
      'unknown_field',
      pathOf(at, [...issue.path, issue.keys[0]!]),
      'no such field',
      issue.keys[0],
    );
  if (came === undefined && issue.code === 'invalid_type')
    return refuse('missing_field', path, issue.message, undefined);
  const isOutOfRange = issue.code === 'too_small' || issue.code === 'too_big';
  return isOutOfRange
    ? refuse('out_of_range', path, issue.message, came)
    : refuse('wrong_type', path, issue.message, came);
}

/** What a verb refuses of an option, at the parameter of the query that it came as: `--large-above` is `query.largeAbove`. */
export function atQuery(refusal: Refusal): Refusal {
  if (!refusal.path.startsWith('--')) return refusal;
  const option = refusal.path.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return { ...refusal, path: `query.${option}` };
}

/** What a verb does not find: of that the address names nothing is there, all else is a reference that the body makes. */
export function atPath(refusal: Refusal, params: unknown): Refusal {
  const name = refusal.path.replace(/^params\./, '');
  const isOfPath = typeof params === 'object' && params !== null && Object.hasOwn(params, name);
  return refusal.code === 'unknown_reference' && isOfPath ? { ...refusal, code: 'not_found' } : refusal;
}

function pathOf(at: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (joined, key) => joinPath(joined, typeof key === 'number' ? `[${key}]` : String(key)),
    at,
  );
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    given,
  );
}

/** Where a text or the name of a field has the null character, which the database cannot keep. */
function nullIn(value: unknown, at: string): string | undefined {
  if (typeof value === 'string') return value.includes('\u0000') ? at : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const path = pathOf(at, [Array.isArray(value) ? Number(key) : key]);
    const found = key.includes('\u0000') ? path : nullIn(inner, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The JSON Schema of a shape as it stands in the OpenAPI document (draft 2020-12, which OpenAPI 3.1 takes). */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

/** The media types of files that are sent in. */
export const UPLOADED = ['text/csv', 'application/octet-stream'];

/** All that came with a request, read by the schemas of its route. */
export function readAll(
  route: Route,
  { params, query, body }: FastifyRequest,
): { params: unknown; query: unknown; body: unknown } | Refusal {
  const { consortium: _, ...own } = params as Record<string, unknown>;
  const takesFile = route.scope === 'effect' && route.receive !== undefined;
  if (body instanceof Readable && !takesFile)
    return refuse('wrong_media_type', 'Content-Type', 'application/json', UPLOADED.join(' or '));
  const read: Record<string, unknown> = {};
  for (const [at, schema, given] of [
    ['params', route.params, own],
    ['query', route.query, query],
    ['body', route.body, body],
  ] as const) {
    if (at === 'body' && takesFile) continue;
    if (schema === undefined) {
      const [first] = typeof given === 'object' && given !== null ? Object.keys(given) : [];
      if (first !== undefined) return refuse('unknown_field', `${at}.${first}`, 'no such field', first);
      continue;
    }
    const found = readGiven(schema, given, at);
    if (isRefusal(found)) return found;
    const unstorable = nullIn(given, at);
    if (unstorable !== undefined)
      return refuse('wrong_type', unstorable, 'text without the null character', 'one with it');
    read[at] = found.value;
  }
  return { params: read.params, query: read.query, body: read.body };
}
