import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { Reach } from '../app/ports/reach.ts';

const PATIENCE_MILLISECONDS = 15_000;

/** How an endpoint answered: 0 and why where it did not. */
export interface PostAnswer {
  readonly status: number;
  readonly error: string;
  readonly milliseconds: number;
}

/** Sends a message, within a reach; and nobody is followed elsewhere. */
export async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  reach: Reach,
): Promise<PostAnswer> {
  const started = performance.now();
  const answer = (status: number, error = '') => ({
    ...{ status, error },
    milliseconds: Math.round(performance.now() - started),
  });
  const { promise, resolve } = Promise.withResolvers<PostAnswer>();
  const forbidden = reach.refusal(url);
  if (forbidden !== undefined) return answer(0, forbidden);
  const send = new URL(url).protocol === 'https:' ? requestSecure : requestPlain;
  const length = String(Buffer.byteLength(body));
  const request = send(url, {
    method: 'POST',
    agent: false,
    lookup: reach.lookup,
    signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    headers: {
      ...headers,
      'content-type': 'application/json',
      'content-length': length,
      'user-agent': 'poolbook',
    },
  });
  request.once('response', (response) => {
    // What it says beside its status is nothing to us, and may be without end.
    response.destroy();
    const status = response.statusCode ?? 0;
    resolve(answer(status, status >= 200 && status < 300 ? '' : `the endpoint answered ${status}`));
  });
  request.on('error', (error) => {
    const isLate = error.name === 'AbortError' || error.name === 'TimeoutError';
    resolve(answer(0, isLate ? `no answer within ${PATIENCE_MILLISECONDS / 1000} seconds` : error.message));
  });
  // Whatever ends it otherwise, such as an upgrade to another protocol (101), is no answer.
  request.once('close', () => resolve(answer(0, 'the endpoint closed the connection without an answer')));
  request.end(body);
  return promise;
}
