const CHUNK_BYTES = 256 * 1024;
const idle: Buffer[] = [];

/** Two buffers in turn, for the chunks of a COPY (a loader lets go of a chunk at the second request after it). */
export interface ChunkBuffers {
  /** The buffer whose turn it is. */
  next(): Buffer;
  /** Gives both back to be used again, once the COPY is over. */
  release(): void;
}

/** Two buffers that no other COPY under way has. */
export function takeChunkBuffers(): ChunkBuffers {
  const pair = [idle.pop(), idle.pop()].map((buffer) => buffer ?? Buffer.allocUnsafeSlow(CHUNK_BYTES));
  let turn = 0;
  return {
    next() {
      turn = 1 - turn;
      return pair[turn]!;
    },
    release: () => void idle.push(...pair),
  };
}
