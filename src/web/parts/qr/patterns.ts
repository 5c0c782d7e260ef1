import { bitsOf } from './codewords.ts';

/** The modules of a QR code by row and column, true where dark; undefined where nothing stands yet. */
export type Modules = (boolean | undefined)[][];

/** The patterns by which a reader finds a QR code of a version (ISO/IEC 18004, 6.3), with room kept for its format. */
export function patternsOf(version: number): Modules {
  const size = 17 + 4 * version;
  const modules: Modules = Array.from({ length: size }, () => new Array<boolean | undefined>(size));
  const corners = [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const;
  for (const [row, column] of corners)
    square(modules, row, column, 4, (distance) => distance !== 2 && distance !== 4);
  const lines = alignmentLines(version);
  for (const row of lines)
    for (const column of lines)
      if (modules[row]![column] === undefined) square(modules, row, column, 2, (distance) => distance !== 1);
  for (let at = 8; at < size - 8; at += 1) {
    modules[6]![at] = at % 2 === 0;
    modules[at]![6] = at % 2 === 0;
  }
  putFormat(modules, 0);
  if (version >= 7) putVersion(modules, version);
  return modules;
}

/** A square around a centre, by the distance of its rings; what of it is beyond the edge is left out. */
function square(
  modules: Modules,
  row: number,
  column: number,
  reach: number,
  isDark: (distance: number) => boolean,
): void {
  for (let down = -reach; down <= reach; down += 1)
    for (let across = -reach; across <= reach; across += 1) {
      const line = modules[row + down];
      if (line === undefined || column + across < 0 || column + across >= modules.length) continue;
      line[column + across] = isDark(Math.max(Math.abs(down), Math.abs(across)));
    }
}

/** The rows, which are the columns too, on which alignment patterns are centred (annex E): evenly from the end backwards. */
export function alignmentLines(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const last = 10 + 4 * version;
  const step = Math.ceil((last - 6) / (count - 1) / 2) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, place) => last - step * (count - 2 - place))];
}

/** Fifteen bits of a number of five, such that any two differ in many (a code of Bose, Chaudhuri and Hocquenghem). */
function withCheck(value: number, bits: number, check: number, polynomial: number): number {
  let rest = value << check;
  for (let at = bits - 1; at >= 0; at -= 1) if (rest & (1 << (at + check))) rest ^= polynomial << at;
  return (value << check) | rest;
}

/** The format of level M with a mask: two bits of the level (00), three of the mask (7.9). */
export const formatOf = (mask: number): number => withCheck(mask, 5, 10, 0x537) ^ 0x5412;
export const versionOf = (version: number): number => withCheck(version, 6, 12, 0x1f25);

/** Writes the format twice: around the first corner, and along the two others. */
export function putFormat(modules: Modules, mask: number): void {
  const size = modules.length;
  const bits = bitsOf(formatOf(mask), 15).map((bit) => bit === 1);
  // The highest bit first: from the left edge to the corner, past the timing line, and up to the top.
  const around = [0, 1, 2, 3, 4, 5, 7].map((column) => [8, column] as const);
  const upward = [8, 7, 5, 4, 3, 2, 1, 0].map((row) => [row, 8] as const);
  for (const [place, [row, column]] of [...around, ...upward].entries()) modules[row]![column] = bits[place]!;
  for (let place = 0; place < 7; place += 1) modules[size - 1 - place]![8] = bits[place]!;
  for (let place = 7; place < 15; place += 1) modules[8]![size - 15 + place] = bits[place]!;
  modules[size - 8]![8] = true;
}

/** Writes the version twice, as a block of three by six beside two corners (7.10). */
function putVersion(modules: Modules, version: number): void {
  const size = modules.length;
  for (const [place, bit] of bitsOf(versionOf(version), 18).reverse().entries()) {
    const [long, short] = [Math.floor(place / 3), size - 11 + (place % 3)];
    modules[long]![short] = bit === 1;
    modules[short]![long] = bit === 1;
  }
}
