// Base64, UTF-8 and whole numbers: one way alone to write each, held to what Node writes.
import { array, assert, nat, oneof, property, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBase64 } from './base64.ts';
import { readText, utf8Of } from './bytes.ts';
import { readWholeNumber } from './whole-number.ts';

describe('base64', () => {
  test('comes back as it was, and as Node writes it', () => {
    assert(
      property(uint8Array({ maxLength: 100 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        expect(readBase64(text, '')).toEqual(bytes);
      }),
    );
  });

  test.each([
    ['bits that do not count', 'QQF='],
    ['bits that do not count, two of them', 'QR=='],
    ['missing padding', 'QQ'],
    ['half the padding', 'QQ='],
    ['too much padding', 'QQ==='],
    ['padding in the middle', 'QQ==QQ=='],
    ['a space', 'QU JD'],
    ['an end of line', 'QUJD\n'],
    ['the alphabet of addresses', '-_-_'],
    ['other characters', 'Q€JD'],
    ['one character', 'Q'],
  ])('is refused with %s', (_what, text) => {
    expect(readBase64(text, 'x')).toMatchObject({ code: 'not_canonical', path: 'x' });
  });
});

describe('UTF-8', () => {
  test('is what Node writes, and comes back', () => {
    assert(
      property(
        array(oneof(nat(0x7f), nat(0x7ff), nat(0xffff), nat(0x10ffff)), { maxLength: 40 }),
        (points) => {
          const text = String.fromCodePoint(...points).toWellFormed();
          expect(Buffer.from(utf8Of(text)).equals(Buffer.from(text))).toBe(true);
          expect(readText(utf8Of(text), '')).toBe(text);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('is refused wherever a strict decoder refuses it', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const isRead = (bytes: Uint8Array) => {
      try {
        strict.decode(bytes);
        return true;
      } catch {
        return false;
      }
    };
    assert(
      property(uint8Array({ min: 0x70, maxLength: 5 }), (bytes) => {
        expect(typeof readText(bytes, '') === 'string').toBe(isRead(bytes));
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['an overlong slash', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a pair of surrogates', [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]],
    ['beyond the last character', [0xf4, 0x90, 0x80, 0x80]],
    ['a torn character', [0x41, 0xe2, 0x80]],
    ['a byte that begins nothing', [0x80]],
    ['a byte that is in none', [0xff]],
  ])('is refused with %s', (_what, bytes) => {
    expect(readText(Uint8Array.from(bytes), 'x')).toMatchObject({ code: 'wrong_encoding', path: 'x' });
  });
});

test.each([
  ['0', 0],
  ['7', 7],
  ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ['9007199254740992', 'out_of_range'],
  ['99999999999999999999999999', 'out_of_range'],
  ['00', 'not_canonical'],
  ['01', 'not_canonical'],
  ['', 'wrong_type'],
  ['-1', 'wrong_type'],
  ['+1', 'wrong_type'],
  ['1e3', 'wrong_type'],
  ['1 ', 'wrong_type'],
  ['0x1', 'wrong_type'],
  ['\u0661', 'wrong_type'],
])('the whole number %j is %s', (text, expected) => {
  const read = readWholeNumber(text, 'x');
  if (typeof expected === 'number') expect(read).toBe(expected);
  else expect(read).toMatchObject({ code: expected, path: 'x' });
});
