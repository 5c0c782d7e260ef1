/** How entries and subtrees are hashed: RFC 6962, section 2.1, with SHA-256. */
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { readBase64 } from './base64.ts';
import { Message } from './message.ts';

/**
 * SHA-256. It is passed in: Node has it built in, and a page brings its own, as that of a browser cannot answer at once.
 * What it is given it may not keep: the memory is used again (`Message`).
 */
export type Hash = (bytes: Uint8Array) => Uint8Array;

export const HASH_BYTES = 32;
/** The longest proof there is: the way of a tree of 2^63 leaves. */
export const MOST_HASHES = 63;

/** What keeps an entry from being passed off as a node: the byte before it. */
const LEAF = 0;
const NODE = 1;

const message = new Message();

/** The hash of an entry, a leaf of the tree. */
export function leafHash(hash: Hash, entry: Uint8Array): Uint8Array {
  return hash(message.begin().byte(LEAF).bytes(entry).view);
}

/** The hash of two subtrees as one. Both have 32 bytes: else 31 and 33 would be taken for the same. */
export function nodeHash(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  return hash(message.begin().byte(NODE).bytes(left).bytes(right).view);
}

/** The root of a tree without leaves. */
export function emptyRoot(hash: Hash): Uint8Array {
  return hash(new Uint8Array(0));
}

/** A hash as the formats write it, in base64. */
export function readHash(text: string, path: string): Uint8Array | Refusal {
  const bytes = readBase64(text, path);
  if (isRefusal(bytes) || bytes.length === HASH_BYTES) return bytes;
  return refuse('out_of_range', path, `a hash of ${HASH_BYTES} bytes`, `${bytes.length} bytes`);
}

/** Hashes as the formats write them, one a line. */
export function readHashes(lines: readonly string[], path: string): Uint8Array[] | Refusal {
  const hashes: Uint8Array[] = [];
  for (const [at, line] of lines.entries()) {
    const hash = readHash(line, `${path}[${at}]`);
    if (isRefusal(hash)) return hash;
    hashes.push(hash);
  }
  return hashes;
}
