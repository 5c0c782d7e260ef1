const SUBSCRIBERS_PER_BLOCK = 32;

/** The block of neighbouring subscribers whose claims are kept together, and decided in one partition. */
export function subscriberBlockOf(subscriberId: number): number {
  return Math.floor(subscriberId / SUBSCRIBERS_PER_BLOCK);
}

/** The first and the last subscriber of a block. */
export function subscribersOf(block: number): { from: number; to: number } {
  const from = block * SUBSCRIBERS_PER_BLOCK;
  return { from, to: from + SUBSCRIBERS_PER_BLOCK - 1 };
}
