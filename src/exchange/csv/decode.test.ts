import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LONGEST_RECORD, Utf8Lines } from './decode.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Decodes chunks that share one buffer, as a file gives them. */
function decode(...chunks: Uint8Array[]) {
  const lines = new Utf8Lines('f.csv', ',');
  const buffer = Buffer.alloc(Math.max(...chunks.map((chunk) => chunk.length), 1));
  let text = '';
  const line = () => text.split('\n').length;
  for (const chunk of chunks) {
    buffer.fill(0).set(chunk);
    const decoded = lines.push(buffer.subarray(0, chunk.length), line);
    text += decoded.text;
    if (decoded.problem !== undefined) return decoded.problem;
  }
  const rest = lines.end(line);
  return rest.problem ?? text + rest.text;
}

test('text in any pieces is the same text, also where a character is cut in two', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'é', '€', '𝄞', '\n', ',') }),
      fc.nat(40),
      (text, size) => {
        const bytes = utf8(`x${text}`);
        const chunks: Uint8Array[] = [];
        for (let at = 0; at < bytes.length; at += size + 1) chunks.push(bytes.subarray(at, at + size + 1));
        expect(decode(...chunks)).toBe(`x${text}`);
      },
    ),
  );
});

test('the byte order mark of UTF-8 is passed over', () => {
  expect(decode(utf8('\uFEFFa,b\nc,d\n'))).toBe('a,b\nc,d\n');
  expect(decode(utf8('\uFEFF'))).toBe('');
});

describe('refused, with line and column and what it looks like', () => {
  const wide = (text: string) => Buffer.from(text, 'utf16le');
  test.each([
    ['UTF-16 with its mark', [Buffer.concat([Buffer.from([0xff, 0xfe]), wide('a,b\n')])], '1:1', 'UTF-16 by'],
    ['UTF-16 the other way round', [Buffer.from([0xfe, 0xff, 0, 97, 0, 10])], '1:1', 'UTF-16 by'],
    ['UTF-16 without a mark', [wide('a,b\nc,d\n')], '1:1', 'UTF-16'],
    ['Latin-1', [utf8('a,b\nc,'), Buffer.from('M\xfcller,x\n', 'latin1')], '2:2', 'Latin-1'],
    ['Latin-1 after quoted commas', [Buffer.from('a,b\n"1,2",\xe9\n', 'latin1')], '2:2', 'Latin-1'],
    ['Windows-1252', [Buffer.from('a,b\nc,d\ne,\x93f\x94\n', 'latin1')], '3:2', 'Windows-1252'],
    [
      'a character that the file ends in',
      [utf8('a,b\nc,'), Buffer.from([0xe2, 0x82])],
      '2:2',
      'Windows-1252',
    ],
  ])('%s', (_, chunks, place, appearance) => {
    const refusal = decode(...chunks);
    expect(refusal).toMatchObject({ refused: true, code: 'wrong_encoding', path: `f.csv:${place}` });
    expect((refusal as { actual: string }).actual).toContain(appearance);
  });

  test('a line of more than a megabyte', () => {
    const long = Buffer.alloc(LONGEST_RECORD, 97);
    expect(decode(utf8('a\n'), long, long)).toMatchObject({ code: 'too_long', path: 'f.csv:2' });
  });
});
