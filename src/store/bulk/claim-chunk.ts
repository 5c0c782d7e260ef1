import type { StagedClaims } from '../../app/ports/run.ts';

// A chunk: whole numbers little-endian, first claims, lines and names (4 bytes each) and the names (4 bytes of length,
// UTF-8), then the claims, each followed by its lines.
//   claim: number, subscriber, person (float64 each), received day, version, lines (int32), benefit (uint16), billing (16 bytes)
//   line:  service day (int32), service, network (uint16), charge, allowed (float64)
const HEAD_BYTES = 12;
const CLAIM_BYTES = 54;
const LINE_BYTES = 24;
const MOST_NAMES = 60_000;
const FIRST_VERSION = 1;
const WORDS_PER_BILLING = 4;

/** A claim as a chunk takes it; its lines are numbered from 1. */
export interface ChunkClaim {
  readonly claimId: number;
  readonly subscriberId: number;
  readonly personId: number;
  readonly receivedDay: number;
  readonly benefit: string;
  /** 32 hexadecimal digits, or '' where nothing says what the claim repeats. */
  readonly billingHash: string;
  readonly lines: readonly {
    readonly serviceDate: number;
    readonly service: string;
    readonly network: string;
    readonly charge: number;
    readonly allowed: number;
  }[];
}

/** Claims of neighbouring subscribers in the making, as bytes that a run reads back at once. */
export class ClaimChunk {
  #bytes = Buffer.allocUnsafe(1024);
  #at = 0;
  readonly #names = new Map<string, number>();
  claims = 0;
  lines = 0;
  firstClaim = 0;
  lastClaim = 0;

  /** Bytes so far. */
  get size(): number {
    return this.#at;
  }

  /** No further name would fit. */
  get isFull(): boolean {
    return this.#names.size > MOST_NAMES;
  }

  /** Adds a claim; claims come in order of their number. */
  add(claim: ChunkClaim): void {
    const { lines } = claim;
    this.#reserve(CLAIM_BYTES + lines.length * LINE_BYTES);
    const bytes = this.#bytes;
    const at = this.#at;
    bytes.writeDoubleLE(claim.claimId, at);
    bytes.writeDoubleLE(claim.subscriberId, at + 8);
    bytes.writeDoubleLE(claim.personId, at + 16);
    bytes.writeInt32LE(claim.receivedDay, at + 24);
    bytes.writeInt32LE(FIRST_VERSION, at + 28);
    bytes.writeInt32LE(lines.length, at + 32);
    bytes.writeUInt16LE(this.#numberOf(claim.benefit), at + 36);
    bytes.fill(0, at + 38, at + CLAIM_BYTES);
    bytes.write(claim.billingHash, at + 38, 'hex');
    let to = at + CLAIM_BYTES;
    for (const line of lines) {
      bytes.writeInt32LE(line.serviceDate, to);
      bytes.writeUInt16LE(this.#numberOf(line.service), to + 4);
      bytes.writeUInt16LE(this.#numberOf(line.network), to + 6);
      bytes.writeDoubleLE(line.charge, to + 8);
      bytes.writeDoubleLE(line.allowed, to + 16);
      to += LINE_BYTES;
    }
    this.#at = to;
    if (this.claims === 0) this.firstClaim = claim.claimId;
    this.lastClaim = claim.claimId;
    this.claims += 1;
    this.lines += lines.length;
  }

  /** All of it. */
  bytes(): Buffer {
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeUInt32LE(this.claims, 0);
    head.writeUInt32LE(this.lines, 4);
    head.writeUInt32LE(this.#names.size, 8);
    const names = [...this.#names.keys()].flatMap((name) => {
      const text = Buffer.from(name);
      const length = Buffer.alloc(4);
      length.writeUInt32LE(text.length);
      return [length, text];
    });
    return Buffer.concat([head, ...names, this.#bytes.subarray(0, this.#at)]);
  }

  #numberOf(name: string): number {
    let number = this.#names.get(name);
    if (number === undefined) {
      number = this.#names.size;
      this.#names.set(name, number);
    }
    return number;
  }

  #reserve(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * this.#bytes.length + more);
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}

/**
 * The claims of chunks as columns, in order of their number: what is decided is then written in the order of its keys,
 * and PostgreSQL comes to each page of an index once.
 */
export function readChunks(chunks: readonly Buffer[]): StagedClaims {
  const names = new Map<string, number>();
  const { found, claims, lines } = claimsIn(chunks, names);
  const columns = {
    claimId: new Float64Array(claims),
    version: new Int32Array(claims),
    subscriberId: new Float64Array(claims),
    personId: new Float64Array(claims),
    receivedDay: new Int32Array(claims),
    benefit: new Uint16Array(claims),
    billing: new Uint32Array(claims * WORDS_PER_BILLING),
    firstLine: new Uint32Array(claims + 1),
    lineNumber: new Int32Array(lines),
    serviceDay: new Int32Array(lines),
    service: new Uint16Array(lines),
    network: new Uint16Array(lines),
    charge: new Float64Array(lines),
    allowed: new Float64Array(lines),
  };
  let line = 0;
  for (const [claim, { view, numbers, at }] of found.entries()) {
    columns.claimId[claim] = view.getFloat64(at, true);
    columns.subscriberId[claim] = view.getFloat64(at + 8, true);
    columns.personId[claim] = view.getFloat64(at + 16, true);
    columns.receivedDay[claim] = view.getInt32(at + 24, true);
    columns.version[claim] = view.getInt32(at + 28, true);
    const count = view.getInt32(at + 32, true);
    columns.benefit[claim] = numbers[view.getUint16(at + 36, true)]!;
    for (let word = 0; word < WORDS_PER_BILLING; word += 1)
      columns.billing[claim * WORDS_PER_BILLING + word] = view.getUint32(at + 38 + 4 * word, true);
    columns.firstLine[claim] = line;
    let from = at + CLAIM_BYTES;
    for (let number = 1; number <= count; number += 1) {
      columns.lineNumber[line] = number;
      columns.serviceDay[line] = view.getInt32(from, true);
      columns.service[line] = numbers[view.getUint16(from + 4, true)]!;
      columns.network[line] = numbers[view.getUint16(from + 6, true)]!;
      columns.charge[line] = view.getFloat64(from + 8, true);
      columns.allowed[line] = view.getFloat64(from + 16, true);
      from += LINE_BYTES;
      line += 1;
    }
  }
  columns.firstLine[claims] = line;
  return { claims, lines, names: [...names.keys()], ...columns };
}

/** A claim where it stands in its chunk. */
interface FoundClaim {
  readonly view: DataView;
  readonly numbers: Uint16Array;
  readonly at: number;
}

/** The claims of chunks in order of their number; names get the numbers that all chunks have in common. */
function claimsIn(
  chunks: readonly Buffer[],
  names: Map<string, number>,
): { found: FoundClaim[]; claims: number; lines: number } {
  const found: FoundClaim[] = [];
  let lines = 0;
  for (const chunk of chunks) {
    const { numbers, end } = readNames(chunk, names);
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
    const claims = chunk.readUInt32LE(0);
    lines += chunk.readUInt32LE(4);
    for (let claim = 0, at = end; claim < claims; claim += 1) {
      found.push({ view, numbers, at });
      at += CLAIM_BYTES + view.getInt32(at + 32, true) * LINE_BYTES;
    }
  }
  return { found: byNumber(found), claims: found.length, lines };
}

/** A number and a place in one key sort many times faster than places by a comparison. */
function byNumber(found: readonly FoundClaim[]): FoundClaim[] {
  const count = found.length;
  const keys = new Float64Array(count);
  let [first, last] = [Infinity, 0];
  for (let place = 0; place < count; place += 1) {
    const { view, at } = found[place]!;
    const number = view.getFloat64(at, true);
    if (number < first) first = number;
    if (number > last) last = number;
    keys[place] = number;
  }
  if ((last - first + 1) * count > Number.MAX_SAFE_INTEGER)
    throw new RangeError(
      `${count} claims of the numbers ${first} to ${last} are too far apart for a partition`,
    );
  for (let place = 0; place < count; place += 1) keys[place] = (keys[place]! - first) * count + place;
  keys.sort();
  const sorted: FoundClaim[] = [];
  for (let rank = 0; rank < count; rank += 1) sorted.push(found[keys[rank]! % count]!);
  return sorted;
}

/** The numbers that a chunk's names have in common with the other chunks, and where its claims begin. */
function readNames(chunk: Buffer, names: Map<string, number>): { numbers: Uint16Array; end: number } {
  const numbers = new Uint16Array(chunk.readUInt32LE(8));
  let at = HEAD_BYTES;
  for (let index = 0; index < numbers.length; index += 1) {
    const length = chunk.readUInt32LE(at);
    const name = chunk.toString('utf8', at + 4, at + 4 + length);
    at += 4 + length;
    let number = names.get(name);
    if (number === undefined) {
      number = names.size;
      names.set(name, number);
    }
    numbers[index] = number;
  }
  return { numbers, end: at };
}
