import { type ChunkClaim, ClaimChunk } from '../bulk/claim-chunk.ts';
import type { Value } from '../bulk/rows.ts';
import { subscriberBlockOf } from '../bulk/subscriber-block.ts';
import type { Copying } from './copying.ts';

export const CHUNK_COLUMNS = ['subscriber_block', 'claim_from', 'claim_to', 'lines', 'content'];
const ENOUGH_BYTES = 32 * 1024 * 1024;

/** A chunk as a row of `claim_chunk`. */
export function chunkRow(block: number, chunk: ClaimChunk): Value[] {
  const content = `\\x${chunk.bytes().toString('hex')}`;
  return [block, chunk.firstClaim, chunk.lastClaim, chunk.lines, content];
}

/** The chunks of an import, one per block of subscribers, written when many megabytes have gathered and at the end. */
export class ClaimChunks {
  readonly #copying: Copying;
  readonly #blocks = new Map<number, ClaimChunk>();
  #bytes = 0;

  constructor(copying: Copying) {
    this.#copying = copying;
  }

  /** Adds a claim; claims come in order of their number. */
  add(claim: ChunkClaim): void {
    const block = subscriberBlockOf(claim.subscriberId);
    let chunk = this.#blocks.get(block);
    if (chunk === undefined) {
      chunk = new ClaimChunk();
      this.#blocks.set(block, chunk);
    }
    this.#bytes -= chunk.size;
    chunk.add(claim);
    this.#bytes += chunk.size;
    if (chunk.isFull || this.#bytes > ENOUGH_BYTES) this.close();
  }

  /** Hands all chunks on to be copied. */
  close(): void {
    const blocks = [...this.#blocks].sort(([a], [b]) => a - b);
    for (const [block, chunk] of blocks) {
      this.#copying.add('claim_chunk', CHUNK_COLUMNS, chunkRow(block, chunk));
    }
    this.#blocks.clear();
    this.#bytes = 0;
  }
}
