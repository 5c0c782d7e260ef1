import type { StagedClaims } from '../../app/ports/run.ts';
import { MOST_DIGITS, NEWLINE, putBytes, putWhole, TAB } from '../bulk/digits.ts';
import { textBytes } from '../bulk/rows.ts';
import type { ChunkBuffers } from './chunk-buffers.ts';

export const OUTBOX_COLUMNS = ['kind', 'fact_id', 'version'];
const MOST_BYTES = 3 * MOST_DIGITS;

/** A row of the outbox for every decided claim. */
export function* outboxChunks(
  buffers: ChunkBuffers,
  { claims, claimId, version }: StagedClaims,
): Generator<Buffer> {
  const kind = Uint8Array.of(...textBytes('decision'), TAB);
  let bytes = buffers.next();
  let at = 0;
  for (let claim = 0; claim < claims; claim += 1) {
    if (at + MOST_BYTES > bytes.length) {
      yield bytes.subarray(0, at);
      bytes = buffers.next();
      at = 0;
    }
    at = putBytes(bytes, at, kind);
    at = putWhole(bytes, at, claimId[claim]!);
    bytes[at++] = TAB;
    at = putWhole(bytes, at, version[claim]!);
    bytes[at++] = NEWLINE;
  }
  if (at > 0) yield bytes.subarray(0, at);
}
