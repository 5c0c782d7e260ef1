import { correctionOf } from './reed-solomon.ts';

/** For each version from 1 on, at level M: blocks, and codewords of error correction in each (ISO/IEC 18004, table 9). */
const BLOCKS: readonly (readonly [blocks: number, correction: number])[] = [
  ...([
    [1, 10],
    [1, 16],
    [1, 26],
    [2, 18],
    [2, 24],
  ] as const),
  ...([
    [4, 16],
    [4, 18],
    [4, 22],
    [5, 22],
    [5, 26],
  ] as const),
  ...([
    [5, 30],
    [8, 22],
    [9, 22],
    [9, 24],
    [10, 24],
  ] as const),
];

/** The modules of a version that hold codewords: all but those of finding, alignment, timing, format and version. */
export function dataModules(version: number): number {
  const alignments = version === 1 ? 0 : Math.floor(version / 7) + 2;
  const size = 17 + 4 * version;
  const whole = size * size - 3 * 64 - 2 * (size - 16) - 31;
  if (alignments === 0) return whole;
  // Alignment patterns on the timing lines share five modules with them.
  const aligned = 25 * (alignments * alignments - 3) - 2 * 5 * (alignments - 2);
  return whole - aligned - (version >= 7 ? 36 : 0);
}

const PADS = [0xec, 0x11] as const;

/** A text as the codewords of the smallest QR code that holds it, with their error correction, in the order of placing. */
export function codewordsOf(text: string): {
  readonly version: number;
  readonly codewords: readonly number[];
} {
  const bytes = [...new TextEncoder().encode(text)];
  for (const [index, [blocks, correction]] of BLOCKS.entries()) {
    const version = index + 1;
    const all = Math.floor(dataModules(version) / 8);
    const capacity = all - blocks * correction;
    const data = dataOf(bytes, version < 10 ? 8 : 16, capacity);
    if (data !== undefined) return { version, codewords: interleaved(data, all, blocks, correction) };
  }
  throw new Error(`a text of ${bytes.length} bytes is too long for a QR code of version ${BLOCKS.length}`);
}

/** Mode (bytes), length, the bytes, the end, and what fills the rest; undefined where they do not fit. */
function dataOf(bytes: readonly number[], lengthBits: number, capacity: number): number[] | undefined {
  const bits = [
    ...bitsOf(0b0100, 4),
    ...bitsOf(bytes.length, lengthBits),
    ...bytes.flatMap((byte) => bitsOf(byte, 8)),
  ];
  if (bits.length > capacity * 8) return undefined;
  bits.push(...bitsOf(0, Math.min(4, capacity * 8 - bits.length)));
  while (bits.length % 8 !== 0) bits.push(0);
  const data: number[] = [];
  for (let at = 0; at < bits.length; at += 8)
    data.push(bits.slice(at, at + 8).reduce((byte, bit) => byte * 2 + bit, 0));
  for (let pad = 0; data.length < capacity; pad += 1) data.push(PADS[pad % 2]!);
  return data;
}

/** A number as so many bits, the highest first. */
export const bitsOf = (value: number, count: number): number[] =>
  Array.from({ length: count }, (_, place) => (value >> (count - 1 - place)) & 1);

/** The data cut into blocks, of which the last ones are one longer, and taken from all in turn; then their corrections. */
function interleaved(data: readonly number[], all: number, blocks: number, correction: number): number[] {
  const short = Math.floor(all / blocks) - correction;
  const longer = all % blocks;
  const parts: number[][] = [];
  for (let block = 0, at = 0; block < blocks; block += 1) {
    const length = short + (block >= blocks - longer ? 1 : 0);
    parts.push(data.slice(at, at + length));
    at += length;
  }
  return [...inTurn(parts), ...inTurn(parts.map((part) => correctionOf(part, correction)))];
}

function inTurn(parts: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...parts.map(({ length }) => length));
  return Array.from({ length: longest }, (_, place) => parts.flatMap((part) => part[place] ?? [])).flat();
}
