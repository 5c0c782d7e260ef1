import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { AskedRequest } from '../app/ports/requests.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { UPLOADED } from './given.ts';
import { hashed } from './request-bytes.ts';
import type { AskedOfConsortium, EffectRoute } from './route.ts';

/** An answer as JSON. */
export interface Text {
  readonly status: number;
  readonly text: string;
  readonly etag?: string;
}

/** A request that changes something, by the key it was sent under and all that it says. */
export function nameOf({ headers, method, url }: FastifyRequest, body: unknown): AskedRequest | Refusal {
  const key = headers['idempotency-key'];
  if (typeof key === 'string' && !/^[\x21-\x7e]{1,200}$/.test(key))
    return refuse('wrong_type', 'Idempotency-Key', '1 to 200 visible characters', key);
  const sha256 = createHash('sha256')
    .update(JSON.stringify([method, url, headers['if-match'] ?? null, body ?? null]))
    .digest('hex');
  return { key: (key as string | undefined) ?? ownKey(), method, path: url, sha256 };
}

/** The key that a request without one goes by: it is kept all the same, as what was changed by whom. */
const ownKey = () => randomUUID();

/** Does what a route changes, once under its key, on the version that it names, in one transaction with what is kept of it. */
export async function effectOf(
  route: EffectRoute,
  request: FastifyRequest,
  given: AskedOfConsortium,
): Promise<Text | Refusal> {
  let asked = given;
  if (route.receive !== undefined) {
    if (!(request.body instanceof Readable))
      return refuse(
        'wrong_media_type',
        'Content-Type',
        UPLOADED.join(' or '),
        request.headers['content-type'],
      );
    const body = await route.receive(given, hashed(request, request.body));
    if (isRefusal(body)) return body;
    asked = { ...given, body };
  }
  const wanted = request.headers['if-match'];
  const { changes } = route;
  if (changes !== undefined && wanted === undefined)
    return refuse(
      'version_missing',
      'If-Match',
      'the ETag of what is to be changed, as it was read',
      undefined,
    );
  const name = nameOf(request, asked.body);
  if (isRefusal(name)) return name;
  let told: string | undefined;
  const kept = await asked.stores.requests.effect(
    asked.consortium.consortiumId,
    { ...name, isExclusive: changes !== undefined, isWide: route.isWide },
    async (stores) => {
      const joined = { ...asked, stores };
      if (changes !== undefined) {
        const current = written(await changes.handle(joined));
        if (isRefusal(current)) return current;
        const etag = etagOf(current.text);
        if (wanted !== etag)
          return refuse('version_differs', 'If-Match', `${etag}, as it is now: read it again`, wanted);
      }
      const result = written(await route.handle(joined), route.status);
      if (isRefusal(result)) return result;
      told = result.text;
      return { status: result.status, answer: withoutFields(result.text, route.toldOnce) };
    },
  );
  return isRefusal(kept) ? kept : { status: kept.status, text: told ?? kept.answer };
}

/** A JSON text without some fields of its object. */
function withoutFields(text: string, fields: readonly string[] | undefined): string {
  if (fields === undefined) return text;
  const object = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify(Object.fromEntries(Object.entries(object).filter(([key]) => !fields.includes(key))));
}

/** An answer as it is sent, unless it is a refusal. */
export function written(result: unknown, status = 200): Text | Refusal {
  return isRefusal(result) ? result : { status, text: JSON.stringify(result) };
}

/** The version of an answer, by its text. */
export function etagOf(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}
