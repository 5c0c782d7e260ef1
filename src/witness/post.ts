/** One request to a witness over HTTP, with an end in time and a limit to what is read of the answer. */
import { once } from 'node:events';
import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { Reach } from '../app/ports/reach.ts';
import { type Refusal, refuse } from '../core/refusal.ts';

export interface Posted {
  readonly status: number;
  readonly body: Uint8Array;
}

export interface Posting {
  readonly reach: Reach;
  /** How long it may take. */
  readonly milliseconds: number;
  /** Ends it before. */
  readonly ended?: AbortSignal | undefined;
}

/** An answer holds a few signature lines; this has room for those of longer types. */
const MOST_BYTES = 65_536;

/**
 * Posts a text. Refused: `witness_silent` where nothing answers, or not to the end in time, or `ended` says that nobody
 * waits any more; `network_not_allowed` where the address is not within reach; `wrong_answer` for more than a witness ever answers.
 */
export async function post(
  url: string,
  text: string,
  { reach, milliseconds, ended }: Posting,
): Promise<Posted | Refusal> {
  const notAllowed = (why: string) => refuse('network_not_allowed', url, 'an address of the Internet', why);
  const forbidden = reach.refusal(url);
  if (forbidden !== undefined) return notAllowed(forbidden);
  const inTime = AbortSignal.timeout(milliseconds);
  const signal = ended === undefined ? inTime : AbortSignal.any([inTime, ended]);
  try {
    // Nobody says where else a checkpoint shall be sent: a redirection is an answer like another.
    const send = url.startsWith('https:') ? requestSecure : requestPlain;
    const headers = { 'content-type': 'text/plain', 'content-length': String(Buffer.byteLength(text)) };
    const request = send(url, { method: 'POST', agent: false, lookup: reach.lookup, signal, headers });
    // What ends it is told by whoever waits for it; afterwards nobody does.
    request.on('error', () => {});
    const answered = once(request, 'response', { signal });
    request.end(text);
    const [response] = (await answered) as [IncomingMessage];
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    // Leaving the loop ends the request.
    for await (const piece of response) {
      bytes += piece.length;
      if (bytes > MOST_BYTES) return refuse('wrong_answer', url, `at most ${MOST_BYTES} bytes`, bytes);
      pieces.push(piece);
    }
    return { status: response.statusCode ?? 0, body: new Uint8Array(Buffer.concat(pieces)) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'OUT_OF_REACH') return notAllowed(message);
    const why = inTime.aborted ? `nothing in ${milliseconds} ms` : message || String(code);
    return refuse('witness_silent', url, 'an answer', why);
  }
}
