import { hash } from 'node:crypto';

/** A claim or row as it is remembered: its line in the file, and whether its content is the same as that asked about. */
export interface Sighting {
  readonly fileLine: number;
  readonly isSame: boolean;
}

const WORDS = 8;
const BLOCK = 1 << 14;
const FULL = 0.85;
const FAR = 255;

/**
 * What an import has taken so far, by claim and by row: about 22 bytes each, because a file of a gigabyte holds ten
 * million. Entries stand in order of arrival, in blocks of 16-bit words: three of a key (SHA-256), two that mark the row
 * within its claim, three of the content (SHA-256). An index of open addressing finds them by key; a byte beside each
 * tells how many lines after the one before it stands.
 *
 * Two different claims of a file of ten million have the same key by a chance of one in six; they are told apart by the
 * marks of their rows, which hold the claim too, but for one chance in four billion.
 *
 * The first row of a claim has the claim's own key; its further rows have a key of claim and row together, so that
 * thousands of rows under one claim are found as fast as one.
 */
export class Seen {
  readonly #blocks: {
    readonly words: Uint16Array;
    readonly steps: Uint8Array;
    readonly firstLine: number;
  }[] = [];
  /** Lines of entries that stand 255 lines or more after the one before. */
  readonly #far = new Map<number, number>();
  #index = new Uint32Array(1 << 12);
  #count = 0;
  #lastLine = 0;

  /**
   * Looks a row up and remembers it where it is new (undefined). `row` tells the rows of one claim apart, '' where a
   * claim is one row; `contentHash` is hexadecimal. Lines do not fall from one new row to the next, but for those that
   * waited to the end.
   */
  meet(claim: string, row: string, contentHash: string, fileLine: number): Sighting | undefined {
    const claimKey = keyOf(claim);
    const rowMark = markOf(`${claim}\u001f${row}`);
    const first = this.#find(claimKey);
    if (first < 0) return this.#add(claimKey, rowMark, contentHash, fileLine);
    if (this.#isRow(first, rowMark)) return this.#sighting(first, contentHash);
    const rowKey = keyOf(`${claim}\u001f${row}`);
    const own = this.#find(rowKey, rowMark);
    return own < 0 ? this.#add(rowKey, rowMark, contentHash, fileLine) : this.#sighting(own, contentHash);
  }

  /** True where any row of the claim was met. */
  has(claim: string): boolean {
    return this.#find(keyOf(claim)) >= 0;
  }

  /** The entry of a key, and of a mark where one is given; -1 where there is none. */
  #find(key: Key, rowMark?: number): number {
    const mask = this.#index.length - 1;
    for (let slot = ((key[1] << 16) | key[0]) & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#index[slot]! - 1;
      if (entry < 0) return entry;
      if (this.#isKey(entry, key) && (rowMark === undefined || this.#isRow(entry, rowMark))) return entry;
    }
  }

  #isKey(entry: number, key: Key): boolean {
    const { words } = this.#blocks[Math.floor(entry / BLOCK)]!;
    const at = (entry % BLOCK) * WORDS;
    return words[at] === key[0] && words[at + 1] === key[1] && words[at + 2] === key[2];
  }

  #isRow(entry: number, rowMark: number): boolean {
    const { words } = this.#blocks[Math.floor(entry / BLOCK)]!;
    const at = (entry % BLOCK) * WORDS + 3;
    return words[at] === (rowMark & 0xffff) && words[at + 1] === rowMark >>> 16;
  }

  #sighting(entry: number, contentHash: string): Sighting {
    const { words, steps, firstLine } = this.#blocks[Math.floor(entry / BLOCK)]!;
    const at = (entry % BLOCK) * WORDS + 5;
    const isSame = [0, 1, 2].every((word) => words[at + word] === contentWord(contentHash, word));
    let fileLine = firstLine;
    for (let back = entry - (entry % BLOCK) + 1; back <= entry; back++) {
      const step = steps[back % BLOCK]!;
      fileLine = step === FAR ? this.#far.get(back)! : fileLine + step;
    }
    return { fileLine, isSame };
  }

  #add(key: Key, rowMark: number, contentHash: string, fileLine: number): undefined {
    const entry = this.#count++;
    const within = entry % BLOCK;
    if (within === 0) {
      const [words, steps] = [new Uint16Array(BLOCK * WORDS), new Uint8Array(BLOCK)];
      this.#blocks.push({ words, steps, firstLine: fileLine });
    }
    const { words, steps } = this.#blocks.at(-1)!;
    const at = within * WORDS;
    for (let word = 0; word < 3; word++) {
      words[at + word] = key[word]!;
      words[at + 5 + word] = contentWord(contentHash, word);
    }
    words[at + 3] = rowMark & 0xffff;
    words[at + 4] = rowMark >>> 16;
    const step = fileLine - this.#lastLine;
    steps[within] = step >= 0 && step < FAR ? step : FAR;
    if (steps[within] === FAR && within > 0) this.#far.set(entry, fileLine);
    this.#lastLine = fileLine;
    if (this.#count > this.#index.length * FULL) this.#grow();
    else this.#place(entry);
  }

  #place(entry: number): void {
    const { words } = this.#blocks[Math.floor(entry / BLOCK)]!;
    const at = (entry % BLOCK) * WORDS;
    const mask = this.#index.length - 1;
    let slot = ((words[at + 1]! << 16) | words[at]!) & mask;
    while (this.#index[slot] !== 0) slot = (slot + 1) & mask;
    this.#index[slot] = entry + 1;
  }

  #grow(): void {
    this.#index = new Uint32Array(this.#index.length * 2);
    for (let entry = 0; entry < this.#count; entry++) this.#place(entry);
  }
}

type Key = readonly [number, number, number];

/** The first 48 bits of a text's SHA-256. As a text of bytes: a Buffer for each would cost four times as much. */
function keyOf(text: string): Key {
  const bytes = hash('sha256', text, 'latin1');
  const word = (at: number) => bytes.charCodeAt(at) | (bytes.charCodeAt(at + 1) << 8);
  return [word(0), word(2), word(4)];
}

/** 32 bits that a text is marked by. Source: the FNV-1a hash, here over UTF-16 units. */
function markOf(text: string): number {
  let mark = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) mark = Math.imul(mark ^ text.charCodeAt(at), 0x01000193);
  return mark >>> 0;
}

/** The n-th 16 bits of a hash in hexadecimal. */
function contentWord(contentHash: string, word: number): number {
  return Number.parseInt(contentHash.slice(4 * word, 4 * word + 4), 16);
}
