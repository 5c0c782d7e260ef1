// QR codes against published vectors, against a symbol that another program has made, and read again by a naive reader.
import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codewordsOf, dataModules } from './codewords.ts';
import { formatOf, patternsOf, versionOf } from './patterns.ts';
import { penaltyOf, qrOf } from './qr.ts';
import { correctionOf, product } from './reed-solomon.ts';

describe('error correction', () => {
  test('of the example of ISO/IEC 18004, annex I: 01234567 in version 1-M', () => {
    const data = [16, 32, 12, 86, 97, 128, 236, 17, 236, 17, 236, 17, 236, 17, 236, 17];
    expect(correctionOf(data, 10)).toEqual([165, 36, 212, 193, 237, 54, 199, 135, 44, 85]);
  });

  test('of HELLO WORLD in version 1-M', () => {
    const data = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17];
    expect(correctionOf(data, 10)).toEqual([196, 35, 39, 119, 235, 215, 231, 226, 93, 23]);
  });
});

test('formats of level M and versions are those of the tables (annexes C and D)', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7].map((mask) => formatOf(mask).toString(2))).toEqual([
    ...['101010000010010', '101000100100101', '101111001111100', '101101101001011'],
    ...['100010111111001', '100000011001110', '100111110010111', '100101010100000'],
  ]);
  expect([7, 8, 9, 10].map((version) => versionOf(version).toString(2).padStart(18, '0'))).toEqual([
    ...['000111110010010100', '001000010110111100', '001001101010011001', '001010010011010011'],
  ]);
});

test('of each version as many modules are left for codewords as there are', () => {
  for (let version = 1; version <= 15; version += 1) {
    const free = patternsOf(version).flatMap((line) => Array.from(line).filter((one) => one === undefined));
    expect(free).toHaveLength(dataModules(version));
  }
});

test('"Poolbook" with mask 3 is the symbol that another program makes of it', () => {
  expect(qrOf('Poolbook', 3).map((line) => line.map((isDark) => (isDark ? '#' : '.')).join(''))).toEqual([
    '#######.#.###.#######',
    '#.....#.#####.#.....#',
    '#.###.#..####.#.###.#',
    '#.###.#.###.#.#.###.#',
    '#.###.#...#...#.###.#',
    '#.....#..#....#.....#',
    '#######.#.#.#.#######',
    '........##...........',
    '#.##.###......#..#.##',
    '...#....#...#.####..#',
    '#.##..###...##.#..###',
    '...##.....#.##.#.#.#.',
    '.###..##...#....#....',
    '........##...#..#.###',
    '#######.#....######..',
    '#.....#.#.#####.###..',
    '#.###.#....#..#####..',
    '#.###.#.###..#...###.',
    '#.###.#.#.##.#....#..',
    '#.....#..####.#.#...#',
    '#######.##.##...#.#..',
  ]);
});

/** Where a mask turns modules round, written as the standard's table has it: i the row, j the column. */
const TURNED: readonly ((i: number, j: number) => number)[] = [
  (i, j) => (i + j) % 2,
  (i) => i % 2,
  (_, j) => j % 3,
  (i, j) => (i + j) % 3,
  (i, j) => (Math.trunc(i / 2) + Math.trunc(j / 3)) % 2,
  (i, j) => ((i * j) % 2) + ((i * j) % 3),
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2,
  (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2,
];

/** Reads the codewords of a symbol as a reader does: format, mask, then zigzag from the last corner. */
function codewordsIn(modules: readonly (readonly boolean[])[]): number[] {
  const size = modules.length;
  const free = patternsOf((size - 17) / 4).map((line) => Array.from(line, (one) => one === undefined));
  const format = [0, 1, 2, 3, 4, 5, 7, 8].map((at) => Number(modules[8]![at])).join('');
  const mask = [0, 1, 2, 3, 4, 5, 6, 7].find((one) => formatOf(one).toString(2).startsWith(format))!;
  const bits: string[] = [];
  let column = size - 1;
  for (let turn = 0; column > 0; turn += 1, column -= 2) {
    if (column === 6) column = 5;
    const rows = Array.from({ length: size }, (_, row) => (turn % 2 === 0 ? size - 1 - row : row));
    for (const row of rows)
      for (const at of [column, column - 1])
        if (free[row]![at]) bits.push(modules[row]![at] === (TURNED[mask]!(row, at) === 0) ? '0' : '1');
  }
  return (bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
}

test('any text is read again from the symbol, whose chosen mask is the one read best', () => {
  assert(
    property(string({ unit: 'grapheme', maxLength: 130 }), (text) => {
      const modules = qrOf(text);
      const { codewords } = codewordsOf(text);
      expect(codewordsIn(modules)).toEqual(codewords);
      const others = [0, 1, 2, 3, 4, 5, 6, 7].map((mask) => penaltyOf(qrOf(text, mask)));
      expect(penaltyOf(modules)).toBe(Math.min(...others));
    }),
    { numRuns: 25 },
  );
});

test('a text in one block stands in its codewords, and each block divides without rest', () => {
  const { version, codewords } = codewordsOf('otpauth://totp');
  expect(version).toBe(1);
  const bits = codewords.map((one) => one.toString(2).padStart(8, '0')).join('');
  expect(bits.slice(0, 12)).toBe(`0100${(14).toString(2).padStart(8, '0')}`);
  const bytes = bits
    .slice(12, 12 + 14 * 8)
    .match(/.{8}/g)!
    .map((byte) => Number.parseInt(byte, 2));
  expect(String.fromCharCode(...bytes)).toBe('otpauth://totp');
  for (let power = 0, root = 1; power < 10; power += 1, root = product(root, 2))
    expect(codewords.reduce((value, codeword) => product(value, root) ^ codeword, 0)).toBe(0);
});

test('what is too long is a bug of whoever asks', () => {
  expect(() => qrOf('x'.repeat(413))).toThrow('too long');
  expect(qrOf('x'.repeat(412))).toHaveLength(77);
});
