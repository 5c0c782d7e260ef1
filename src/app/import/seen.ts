import { hash } from 'node:crypto';

/** A claim or row as it is remembered: a line of its file, and whether its content is the same as that asked about. */
export interface Sighting {
  readonly fileLine: number;
  readonly isSame: boolean;
}

const WORDS = 6;
const BLOCK = 1 << 15;
const FULL = 0.8;

/**
 * What an import has taken so far, by claim and by row: about 31 bytes each, because a file of a gigabyte holds ten
 * million. Codes and contents are known by the first 64 bits of their SHA-256. Entries stand in order in blocks of
 * [key, key, row, content, content, line]; an index of open addressing finds them by key.
 *
 * The first row of a claim has the claim's own key; its further rows have a key of claim and row together, so that
 * thousands of rows under one claim are found as fast as one.
 */
export class Seen {
  readonly #blocks: Uint32Array[] = [];
  #index = new Uint32Array(1 << 12);
  #count = 0;

  /**
   * Looks a row up and remembers it where it is new (undefined). `row` tells the rows of one claim apart, '' where a
   * claim is one row; `contentHash` is hexadecimal.
   */
  meet(claim: string, row: string, contentHash: string, fileLine: number): Sighting | undefined {
    const content = [
      Number.parseInt(contentHash.slice(0, 8), 16),
      Number.parseInt(contentHash.slice(8, 16), 16),
    ] as const;
    const rowKey = row === '' ? 0 : keyOf(row)[0];
    const claimKey = keyOf(claim);
    const first = this.#find(claimKey);
    if (first < 0) return this.#add(claimKey, rowKey, content, fileLine);
    if (this.#word(first, 2) === rowKey) return this.#sighting(first, content);
    const ownKey = keyOf(`${claim}\u001f${row}`);
    const own = this.#find(ownKey);
    return own < 0 ? this.#add(ownKey, rowKey, content, fileLine) : this.#sighting(own, content);
  }

  /** True where any row of the claim was met. */
  has(claim: string): boolean {
    return this.#find(keyOf(claim)) >= 0;
  }

  #sighting(entry: number, content: readonly [number, number]): Sighting {
    const isSame = this.#word(entry, 3) === content[0] && this.#word(entry, 4) === content[1];
    return { fileLine: this.#word(entry, 5), isSame };
  }

  #word(entry: number, word: number): number {
    return this.#blocks[Math.floor(entry / BLOCK)]![(entry % BLOCK) * WORDS + word]!;
  }

  #find([high, low]: readonly [number, number]): number {
    const mask = this.#index.length - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#index[slot]! - 1;
      if (entry < 0 || (this.#word(entry, 0) === high && this.#word(entry, 1) === low)) return entry;
    }
  }

  #add(
    [high, low]: readonly [number, number],
    row: number,
    content: readonly [number, number],
    fileLine: number,
  ): undefined {
    const entry = this.#count++;
    if (entry % BLOCK === 0) this.#blocks.push(new Uint32Array(BLOCK * WORDS));
    this.#blocks.at(-1)!.set([high, low, row, content[0], content[1], fileLine], (entry % BLOCK) * WORDS);
    if (this.#count > this.#index.length * FULL) this.#grow();
    else this.#place(entry, low);
  }

  #place(entry: number, low: number): void {
    const mask = this.#index.length - 1;
    let slot = low & mask;
    while (this.#index[slot] !== 0) slot = (slot + 1) & mask;
    this.#index[slot] = entry + 1;
  }

  #grow(): void {
    this.#index = new Uint32Array(this.#index.length * 2);
    for (let entry = 0; entry < this.#count; entry++) this.#place(entry, this.#word(entry, 1));
  }
}

/** The first 64 bits of a text's SHA-256. */
function keyOf(text: string): readonly [number, number] {
  const digest = hash('sha256', text, 'buffer');
  return [digest.readUInt32LE(0), digest.readUInt32LE(4)];
}
