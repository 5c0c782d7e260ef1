/** What a log states of itself (C2SP tlog-checkpoint): its name, how many leaves it has, and what they come to. */
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { checkConsistency, checkOrder, type TreeHead } from './consistency.ts';
import { type Hash, readHash } from './hashes.ts';
import { readWholeNumber } from './whole-number.ts';

export interface Checkpoint extends TreeHead {
  /** The log's name, by which its key goes too. */
  readonly origin: string;
  /** Lines that the log adds; nobody checks them, and ours adds none. */
  readonly extensions: readonly string[];
}

/** Reads the text of a signed note as a checkpoint. */
export function readCheckpoint(text: string, path = 'checkpoint'): Checkpoint | Refusal {
  const malformed = (expected: string, actual: unknown) =>
    refuse('malformed_checkpoint', path, expected, actual);
  if (!text.endsWith('\n')) return malformed('an end of line behind each line', text.slice(-40));
  const lines = text.slice(0, -1).split('\n');
  if (lines.length < 3) return malformed('a line each for origin, size and root', text);
  if (lines.includes('')) return malformed('no empty line', `line ${lines.indexOf('') + 1}`);
  const [origin, sizeText, rootText, ...extensions] = lines as [string, string, string];
  const size = readWholeNumber(sizeText, `${path}.size`);
  if (isRefusal(size)) return size;
  const root = readHash(rootText, `${path}.root`);
  if (isRefusal(root)) return root;
  return { origin, size, root, extensions };
}

/** Writes a checkpoint as the text that a log signs. */
export function writeCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  return [origin, String(size), root.toBase64(), ...extensions].map((line) => `${line}\n`).join('');
}

/** Refuses a checkpoint that does not continue one that was seen: of another log, smaller, forked, or without a proof. */
export function checkContinuation(
  hash: Hash,
  seen: Checkpoint,
  next: Checkpoint,
  proof: readonly Uint8Array[],
): Refusal | undefined {
  return checkOrigin(seen, next) ?? checkConsistency(hash, seen, next, proof);
}

/** The same as far as it can be seen without a proof. */
export function checkSuccession(seen: Checkpoint, next: Checkpoint): Refusal | undefined {
  return checkOrigin(seen, next) ?? checkOrder(seen, next);
}

function checkOrigin({ origin }: Checkpoint, next: Checkpoint): Refusal | undefined {
  if (next.origin === origin) return undefined;
  return refuse('inconsistent', 'origin', `a checkpoint of ${origin}`, next.origin);
}
