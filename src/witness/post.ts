/** One request to a witness over HTTP, with an end in time and a limit to what is read of the answer. */
import { type Refusal, refuse } from '../core/refusal.ts';

export interface Posted {
  readonly status: number;
  readonly body: Uint8Array;
}

/** An answer holds a few signature lines; this has room for those of longer types. */
const MOST_BYTES = 65_536;

/**
 * Posts a text. Refused: `witness_silent` where nothing answers, or not to the end in time, or `ended` says that nobody
 * waits any more; `wrong_answer` for more than a witness ever answers.
 */
export async function post(
  url: string,
  text: string,
  milliseconds: number,
  ended?: AbortSignal,
): Promise<Posted | Refusal> {
  const inTime = AbortSignal.timeout(milliseconds);
  const signal = ended === undefined ? inTime : AbortSignal.any([inTime, ended]);
  try {
    // Nobody says where else a checkpoint shall be sent: a redirection is an answer like another.
    const response = await fetch(url, { method: 'POST', body: text, redirect: 'manual', signal });
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    // Leaving the loop ends the request.
    for await (const piece of response.body ?? []) {
      bytes += piece.length;
      if (bytes > MOST_BYTES) return refuse('wrong_answer', url, `at most ${MOST_BYTES} bytes`, bytes);
      pieces.push(piece);
    }
    return { status: response.status, body: new Uint8Array(Buffer.concat(pieces)) };
  } catch (error) {
    const why = inTime.aborted ? `nothing in ${milliseconds} ms` : causeOf(error as Error);
    return refuse('witness_silent', url, 'an answer', why);
  }
}

/** What the network said; `fetch` itself says only that it failed. */
function causeOf({ message, cause }: Error): string {
  return cause instanceof Error && cause.message !== '' ? cause.message : message;
}
