/**
 * What a log signs of a request that it took: who was asked what, and what was answered. With it anybody shows later that
 * something was handed in and is missing from the record.
 */
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { readWholeNumber } from './whole-number.ts';

export interface Receipt {
  readonly origin: string;
  readonly method: string;
  /** The address that was asked, with its query. */
  readonly path: string;
  /** SHA-256 of the bytes that were sent, and of those that were answered. */
  readonly requestSha256: Uint8Array;
  readonly answerSha256: Uint8Array;
  /** Since 1970. */
  readonly seconds: number;
}

/** No log has this name: a receipt is never taken for a checkpoint, whose first line is its log's. */
const FIRST_LINE = 'poolbook-receipt@v1';

/** Writes the text of the note that is signed. */
export function writeReceipt({ origin, method, path, ...rest }: Receipt): string {
  const { requestSha256, answerSha256, seconds } = rest;
  const lines = [
    FIRST_LINE,
    origin,
    `${method} ${path}`,
    requestSha256.toHex(),
    answerSha256.toHex(),
    seconds,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Reads the text of a note, which is refused where it would be written in another way. */
export function readReceipt(text: string, path = 'receipt'): Receipt | Refusal {
  const malformed = (expected: string, actual: unknown) =>
    refuse('malformed_receipt', path, expected, actual);
  const [first, origin = '', asked = '', sent = '', answered = '', time = '', ...rest] = text.split('\n');
  if (first !== FIRST_LINE) return malformed(FIRST_LINE, first);
  if (rest.length !== 1 || rest[0] !== '') return malformed('six lines', text.split('\n').length - 1);
  if (origin === '') return malformed('the name of a log', origin);
  const [, method, address] = /^([A-Z]+) (\/[^ ]*)$/.exec(asked) ?? [];
  if (method === undefined || address === undefined) return malformed('a method and a path', asked);
  const odd = [sent, answered].find((hash) => !/^[0-9a-f]{64}$/.test(hash));
  if (odd !== undefined) return malformed('SHA-256 in small hexadecimal digits', odd);
  const seconds = readWholeNumber(time, path);
  if (isRefusal(seconds)) return seconds;
  return {
    ...{ origin, method, path: address, seconds },
    ...{ requestSha256: Uint8Array.fromHex(sent), answerSha256: Uint8Array.fromHex(answered) },
  };
}
