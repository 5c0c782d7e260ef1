import { type Refusal, refuse } from '../refusal.ts';

/** Pieces one after another. */
export function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** True where two hold the same bytes. What is compared is public: it need not take the same time each time. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** A text in UTF-8. A lone surrogate has none: whoever reads texts of others refuses it before (`readText`). */
export function utf8Of(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text));
  writeUtf8(text, bytes, 0);
  return bytes;
}

/** How many bytes a text has in UTF-8: the two units of a character beyond U+FFFF have two each. */
function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) length += unit < 0x800 || isSurrogate(unit) ? 1 : 2;
  }
  return length;
}

/** Writes a text in UTF-8 from a place on, where there are `utf8Length` bytes; answers the place behind it. */
export function writeUtf8(text: string, bytes: Uint8Array, from: number): number {
  let to = from;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes[to++] = unit;
    else if (unit < 0x800) {
      bytes[to++] = 0xc0 | (unit >> 6);
      bytes[to++] = tail(unit);
    } else if (isSurrogate(unit)) {
      const point = text.codePointAt(at)!;
      at += 1;
      bytes[to++] = 0xf0 | (point >> 18);
      bytes[to++] = tail(point >> 12);
      bytes[to++] = tail(point >> 6);
      bytes[to++] = tail(point);
    } else {
      bytes[to++] = 0xe0 | (unit >> 12);
      bytes[to++] = tail(unit >> 6);
      bytes[to++] = tail(unit);
    }
  }
  return to;
}

const isSurrogate = (unit: number) => unit >= 0xd800 && unit < 0xe000;
const tail = (bits: number) => 0x80 | (bits & 0x3f);

/**
 * Bytes as a text; refuses what is not UTF-8. It is read leniently, written again and compared, so that there is one way
 * alone to write each text: nothing longer than need be, no surrogate, nothing beyond U+10FFFF.
 */
export function readText(bytes: Uint8Array, path: string): string | Refusal {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at]!;
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    let point = length === 1 ? first : first & (0xff >> (length + 1));
    for (let next = 1; next < length; next += 1) point = point * 64 + ((bytes[at + next] ?? 0) & 0x3f);
    parts.push(String.fromCodePoint(Math.min(point, 0x10ffff)));
    at += length;
  }
  const text = parts.join('');
  if (text.isWellFormed() && sameBytes(utf8Of(text), bytes)) return text;
  return refuse('wrong_encoding', path, 'text in UTF-8', bytes.subarray(0, 40).toHex());
}
