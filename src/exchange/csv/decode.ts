import { type Refusal, refuse } from '../../core/refusal.ts';

const NEWLINE = 10;
const QUOTE = 34;
/** No record of a file of ours is longer. */
export const LONGEST_RECORD = 1 << 20;

/** Text that could be read, and what is wrong with the bytes after it. */
export interface Decoded {
  readonly text: string;
  readonly problem?: Refusal;
}

/**
 * Bytes into text: UTF-8, with or without its byte order mark, cut at ends of lines. `line` says in which line the
 * bytes begin, where that is asked. Refused, after the text of the lines before it: `wrong_encoding` for anything else,
 * naming what it looks like, and `too_long` for a line of more than a megabyte.
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
  push(bytes: Uint8Array, line: () => number): Decoded {
    const first = bytes.indexOf(NEWLINE) + 1;
    const last = bytes.lastIndexOf(NEWLINE) + 1;
    // The line that began before is small; what follows it is not copied.
    const begun =
      this.#rest.length === 0 ? bytes.subarray(0, first) : joined(this.#rest, bytes.subarray(0, first));
    if (first === 0) return this.#keep(joined(this.#rest, bytes), line);
    const one = this.#decode(begun, line);
    if (one.problem !== undefined) return one;
    const others = this.#decode(bytes.subarray(first, last), () => line() + 1);
    const text = one.text + others.text;
    if (others.problem !== undefined) return { ...others, text };
    const kept = this.#keep(new Uint8Array(bytes.subarray(last)), () => line() + text.split('\n').length - 1);
    return { ...kept, text };
  }

  /** Keeps the beginning of a line. It is a copy, because the source may use its buffer again. */
  #keep(rest: Uint8Array, line: () => number): Decoded {
    this.#rest = rest;
    if (rest.length <= LONGEST_RECORD) return { text: '' };
    const problem =
      this.#firstProblem(rest, line())?.problem ??
      refuse('too_long', `${this.#name}:${line()}`, 'lines of at most a megabyte', 'a longer one');
    return { text: '', problem };
  }

  /** The text after the last end of line. */
  end(line: () => number): Decoded {
    return this.#decode(this.#rest, line);
  }

  #decode(given: Uint8Array, line: () => number): Decoded {
    const mark = this.#isFirst ? markLength(given) : 0;
    if (mark === undefined) {
      return { text: '', problem: this.#refuse(`${line()}:1`, 'UTF-16 by its byte order mark') };
    }
    this.#isFirst = false;
    const bytes = mark === 0 ? given : given.subarray(mark);
    try {
      const text = this.#decoder.decode(bytes);
      if (!text.includes('\0')) return { text };
    } catch {
      // What is wrong, and where, is looked for below.
    }
    const { problem, start } = this.#firstProblem(bytes, line())!;
    return { text: this.#decoder.decode(bytes.subarray(0, start)), problem };
  }

  /** The first line that is not text, with where it begins; undefined where all are. */
  #firstProblem(bytes: Uint8Array, line: number): { problem: Refusal; start: number } | undefined {
    for (let at = line, start = 0; ; at++) {
      const end = bytes.indexOf(NEWLINE, start);
      const piece = bytes.subarray(start, end < 0 ? bytes.length : end);
      const wrong = firstWrong(piece, this.#decoder);
      if (wrong !== undefined) {
        const problem = this.#refuse(`${at}:${this.#columnOf(piece, wrong)}`, looksLike(piece));
        return { problem, start };
      }
      if (end < 0) return undefined;
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
