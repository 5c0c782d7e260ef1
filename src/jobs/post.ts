import { lookup } from 'node:dns';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

const PATIENCE_MILLISECONDS = 15_000;

/** How an endpoint answered: 0 and why where it did not. */
export interface PostAnswer {
  readonly status: number;
  readonly error: string;
  readonly milliseconds: number;
}

/**
 * Sends a message. What an address means is looked up once and held to `mayReach` at the very moment of connecting, so
 * that no name can mean one machine when it is checked and another when it is reached; and nobody is followed elsewhere.
 */
export async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  mayReach: (address: string) => boolean,
): Promise<PostAnswer> {
  const started = performance.now();
  const answer = (status: number, error = '') => ({
    ...{ status, error },
    milliseconds: Math.round(performance.now() - started),
  });
  const { promise, resolve } = Promise.withResolvers<PostAnswer>();
  const { hostname, protocol } = new URL(url);
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !mayReach(literal)) return answer(0, forbidden(literal));
  const send = protocol === 'https:' ? requestSecure : requestPlain;
  const length = String(Buffer.byteLength(body));
  const request = send(url, {
    method: 'POST',
    agent: false,
    lookup: guarded(mayReach),
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
  request.end(body);
  return promise;
}

const forbidden = (address: string) => `${address} is in a private network that the operator has not allowed`;

/** Looks a name up, and finds none where any of its addresses may not be reached. */
function guarded(mayReach: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '', 0);
      const refused = addresses.find(({ address }) => !mayReach(address));
      if (refused !== undefined) return callback(new Error(forbidden(refused.address)), '', 0);
      if (options.all === true) return callback(null, addresses);
      const [first] = addresses;
      return callback(null, first!.address, first!.family);
    });
  };
}
