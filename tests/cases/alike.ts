import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';

/**
 * Expects the core's answer to be the naive twin's, in every field and whatever the order of the fields. Only what
 * differs goes through `toEqual`, which says where, and takes many times as long as the answer itself.
 */
export function expectAlike(ours: unknown, naive: unknown, document: object): void {
  if (!isDeepStrictEqual(ours, naive)) expect(ours, JSON.stringify(document)).toEqual(naive);
}
