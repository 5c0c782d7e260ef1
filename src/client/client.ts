import createClient, { type Client } from 'openapi-fetch';
import { EnvironmentFailure } from '../app/failure.ts';
import type { Refusal } from '../core/refusal.ts';
import type { paths } from './api-types.ts';

/** The API of a server. */
export type Api = Client<paths>;

/** What a call of the API comes to. */
export type Call<T> = Promise<{
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}>;

/** A server as its client sees it. */
export interface Server {
  readonly api: Api;
  /**
   * What the server answers. A problem comes back as the refusal that it was there; a server that cannot be reached, or has
   * trouble with what is around it, as a failure of the environment.
   */
  answer<T>(call: Call<T>): Promise<T | Refusal>;
}

/** Speaks with the server of an address, as the holder of a key. */
export function openServer({ url, key }: { readonly url: string; readonly key: string }): Server {
  const headers = key === '' ? {} : { authorization: `Bearer ${key}` };
  const api = createClient<paths>({ baseUrl: url.replace(/\/+$/, ''), headers });
  return { api, answer: (call) => answerOf(url, call) };
}

/** A problem document of the server (RFC 9457). */
type Problem = Partial<Refusal> & { readonly detail?: string };

const UNAVAILABLE = 503;
const BROKEN = 500;

async function answerOf<T>(url: string, call: Call<T>): Promise<T | Refusal> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (cause instanceof EnvironmentFailure) throw cause;
    // What cannot be read as JSON fails here as well.
    throw cause instanceof SyntaxError ? noService(url, 'no JSON') : unreachable(url, cause);
  });
  if (response.ok && data !== undefined) return data;
  const problem = (typeof error === 'object' && error !== null ? error : {}) as Problem;
  const { code, path = '', expected, actual = '', detail = '' } = problem;
  if (code !== undefined && response.status === UNAVAILABLE)
    throw new EnvironmentFailure(code, `The server at ${url}: ${detail}`, 'Try again a little later.');
  if (code !== undefined && response.status >= BROKEN)
    throw new EnvironmentFailure('server_failed', `The server at ${url}: ${detail}`, 'Report it.');
  // What is named in an address and is not there is not found; for a command it is a reference like any other.
  if (code === 'not_found' && path !== 'path' && path !== 'consortium' && expected !== undefined)
    return { refused: true, code: 'unknown_reference', path, expected, actual };
  if (code !== undefined && expected !== undefined) return { refused: true, code, path, expected, actual };
  throw noService(url, `status ${response.status}`);
}

function noService(url: string, why: string): EnvironmentFailure {
  return new EnvironmentFailure(
    'server_unreachable',
    `What answers at ${url} is no poolbook service (${why}).`,
    'Check the address that --server names.',
  );
}

function unreachable(url: string, cause: unknown): EnvironmentFailure {
  const why = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
  return new EnvironmentFailure(
    'server_unreachable',
    `The server at ${url} cannot be reached: ${why.replace(/\.$/, '')}.`,
    'Check that it runs and that --server names it.',
    cause,
  );
}
