import { type Refusal, refuse } from '../../core/refusal.ts';

const NEWLINE = 10;
const QUOTE = 34;
/** No record of a file of ours is longer. */
export const LONGEST_RECORD = 1 << 20;

/**
 * Bytes into text: UTF-8, with or without its byte order mark, cut at ends of lines. `line` says in which line the
 * bytes begin, where that is asked. Refused (`wrong_encoding`): anything else, naming what it looks like.
 */
export class Utf8Lines {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  readonly #name: string;
  readonly #delimiter: number;
  #rest: Uint8Array = new Uint8Array();
  #isFirst = true;

  constructor(name: string, delimiter: string) {
    this.#name = name;
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** The text of the lines that these bytes end. */
  push(bytes: Uint8Array, line: () => number): string | Refusal {
    const all = this.#rest.length === 0 ? bytes : joined(this.#rest, bytes);
    const cut = all.lastIndexOf(NEWLINE) + 1;
    // A copy, because the source may use its buffer again. (`slice` of a Buffer, which is a Uint8Array too, is none.)
    this.#rest = new Uint8Array(all.subarray(cut));
    if (this.#rest.length > LONGEST_RECORD) return this.#unlikeText(this.#rest, line());
    return cut === 0 ? '' : this.#decode(all.subarray(0, cut), line);
  }

  /** The text after the last end of line. */
  end(line: () => number): string | Refusal {
    return this.#decode(this.#rest, line);
  }

  #decode(bytes: Uint8Array, line: () => number): string | Refusal {
    const from = this.#isFirst ? markLength(bytes) : 0;
    if (from === undefined) return this.#refuse(`${line()}:1`, 'UTF-16 by its byte order mark');
    this.#isFirst = false;
    try {
      const text = this.#decoder.decode(from === 0 ? bytes : bytes.subarray(from));
      return text.includes('\0') ? this.#unlikeText(bytes, line()) : text;
    } catch {
      return this.#unlikeText(bytes, line());
    }
  }

  /** Finds the first byte that is not as it should be. */
  #unlikeText(bytes: Uint8Array, line: number): Refusal {
    let start = 0;
    for (let at = line; ; at++) {
      const end = bytes.indexOf(NEWLINE, start);
      const piece = bytes.subarray(start, end < 0 ? bytes.length : end);
      const wrong = firstWrong(piece, this.#decoder);
      if (wrong !== undefined) return this.#refuse(`${at}:${this.#columnOf(piece, wrong)}`, looksLike(bytes));
      if (end < 0) return this.#tooLong(at);
      start = end + 1;
    }
  }

  #columnOf(line: Uint8Array, end: number): number {
    let column = 1;
    let isQuoted = false;
    for (const byte of line.subarray(0, end)) {
      if (byte === QUOTE) isQuoted = !isQuoted;
      else if (byte === this.#delimiter && !isQuoted) column += 1;
    }
    return column;
  }

  #tooLong(line: number): Refusal {
    return refuse('too_long', `${this.#name}:${line}`, 'lines of at most a megabyte', 'a longer one');
  }

  #refuse(place: string, appearance: string): Refusal {
    const { code, path, expected } = refuse('wrong_encoding', `${this.#name}:${place}`, 'text in UTF-8', '');
    return { refused: true, code, path, expected, actual: `bytes that look like ${appearance}` };
  }
}

/** The length of the byte order mark of UTF-8; undefined where it is one of UTF-16. */
function markLength(bytes: Uint8Array): number | undefined {
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return undefined;
  return first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
}

function firstWrong(line: Uint8Array, decoder: TextDecoder): number | undefined {
  const nul = line.indexOf(0);
  if (nul >= 0) return nul;
  try {
    decoder.decode(line);
    return undefined;
  } catch {
    // The longest beginning that is UTF-8, by halving; a character cut in two counts as not yet wrong.
    let [good, bad] = [0, line.length];
    while (bad - good > 1) {
      const middle = (good + bad) >> 1;
      if (isBeginning(line.subarray(0, middle))) good = middle;
      else bad = middle;
    }
    return good;
  }
}

function isBeginning(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function looksLike(bytes: Uint8Array): string {
  if (bytes.includes(0))
    return bytes.length % 2 === 0 || bytes.indexOf(0) < 2 ? 'UTF-16' : 'UTF-16 or no text';
  return bytes.some((byte) => byte >= 0x80 && byte < 0xa0) ? 'Windows-1252' : 'Latin-1 (ISO 8859-1)';
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
