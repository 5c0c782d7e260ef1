import { bitsOf, codewordsOf } from './codewords.ts';
import { type Modules, patternsOf, putFormat } from './patterns.ts';

/** The eight masks: which modules are turned round, so that no part is all dark or all light (ISO/IEC 18004, 7.8.2). */
const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/**
 * A text as a QR code at level M, which can be read where up to 15 % of it is damaged: its modules by row and column, true
 * where dark, without the quiet zone of four around it. Of the masks the one that is read best, unless one is given.
 */
export function qrOf(text: string, mask?: number): readonly (readonly boolean[])[] {
  const { version, codewords } = codewordsOf(text);
  const patterns = patternsOf(version);
  const placed = place(
    patterns,
    codewords.flatMap((codeword) => bitsOf(codeword, 8)),
  );
  const finished = (which: number) => {
    const modules: Modules = placed.map((line, row) =>
      line.map((isDark, column) =>
        patterns[row]![column] === undefined ? isDark !== MASKS[which]!(row, column) : isDark,
      ),
    );
    putFormat(modules, which);
    return modules as boolean[][];
  };
  if (mask !== undefined) return finished(mask);
  const all = MASKS.map((_, which) => finished(which));
  return all.reduce((best, next) => (penaltyOf(next) < penaltyOf(best) ? next : best));
}

/** Bits in pairs of columns from the last corner on, up and down in turn, past what stands already (7.7.3). */
function place(patterns: Modules, bits: readonly number[]): boolean[][] {
  const size = patterns.length;
  const modules = patterns.map((line) => Array.from(line, (isDark) => isDark ?? false));
  let at = 0;
  let isUpward = true;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    for (let step = 0; step < size; step += 1) {
      const row = isUpward ? size - 1 - step : step;
      for (const column of [right, right - 1])
        if (patterns[row]![column] === undefined) {
          modules[row]![column] = bits[at] === 1;
          at += 1;
        }
    }
    isUpward = !isUpward;
  }
  return modules;
}

/** What looks like a corner where there is none: dark and light as 1:1:3:1:1 beside four light ones. */
const LIKE_A_CORNER = ['10111010000', '00001011101'];

/** How badly a code is read: long runs, blocks, what looks like a corner, and too much of one shade (7.8.3). */
export function penaltyOf(modules: readonly (readonly boolean[])[]): number {
  const size = modules.length;
  const lines = modules.map((line) => line.map(Number).join(''));
  const columns = lines.map((_, column) => lines.map((line) => line[column]).join(''));
  let penalty = 0;
  for (const line of [...lines, ...columns]) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) penalty += run.length - 2;
    for (let at = 0; at + 11 <= size; at += 1)
      if (LIKE_A_CORNER.includes(line.slice(at, at + 11))) penalty += 40;
  }
  for (let row = 0; row + 1 < size; row += 1)
    for (let column = 0; column + 1 < size; column += 1) {
      const four = `${lines[row]!.slice(column, column + 2)}${lines[row + 1]!.slice(column, column + 2)}`;
      if (four === '0000' || four === '1111') penalty += 3;
    }
  const dark = lines.join('').replaceAll('0', '').length;
  return penalty + 10 * Math.floor(Math.abs(dark * 20 - size * size * 10) / (size * size));
}
