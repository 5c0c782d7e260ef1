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
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(point >> 6), tail(point));
    else bytes.push(0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point));
  }
  return Uint8Array.from(bytes);
}

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
