import { type Refusal, refuse } from '../refusal.ts';
import { joined } from './bytes.ts';

/** A strict decoder of UTF-8, as both Node and browsers have one; undefined where the bytes are none. */
export type Decode = (bytes: Uint8Array) => string | undefined;

/** No line of a proof or bundle is near it, and it is all that a file can make us keep. */
const MOST_BYTES = 1 << 20;
const END_OF_LINE = 0x0a;

/** Cuts bytes that come piece by piece into lines. */
export class Lines {
  readonly #decode: Decode;
  #pieces: Uint8Array[] = [];
  #kept = 0;
  #count = 0;

  constructor(decode: Decode) {
    this.#decode = decode;
  }

  /**
   * The lines that end in a piece, each without its end; after a refusal there is nothing more to be read. What is kept
   * of a piece is copied: whoever reads a file uses the memory again.
   */
  *of(piece: Uint8Array): Generator<string | Refusal> {
    for (let from = 0; from < piece.length; ) {
      const end = piece.indexOf(END_OF_LINE, from);
      const part = piece.subarray(from, end < 0 ? undefined : end);
      this.#kept += part.length;
      if (this.#kept > MOST_BYTES)
        return yield refuse('too_long', this.#path(), `${MOST_BYTES} bytes`, 'more');
      this.#pieces.push(end < 0 ? Uint8Array.from(part) : part);
      if (end < 0) return;
      yield this.rest();
      from = end + 1;
    }
  }

  /** What stands behind the last end of line; '' where nothing does. */
  rest(): string | Refusal {
    const [first = new Uint8Array(0)] = this.#pieces;
    const text = this.#decode(this.#pieces.length === 1 ? first : joined(...this.#pieces));
    const path = this.#path();
    this.#pieces = [];
    this.#kept = 0;
    this.#count += 1;
    return text ?? refuse('wrong_encoding', path, 'text in UTF-8', 'other bytes');
  }

  #path(): string {
    return `line ${this.#count + 1}`;
  }
}
