/** What is sent to a witness (C2SP tlog-witness, add-checkpoint): a checkpoint, and that it continues what the witness has. */
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { MOST_HASHES, readHashes } from './hashes.ts';
import { type Note, readNote, writeNote } from './note.ts';
import { readWholeNumber } from './whole-number.ts';

export interface Submission {
  /** How many leaves the witness has cosigned last, as far as the sender knows: 0 where it knows nothing. */
  readonly oldSize: number;
  /** The proof from these to the checkpoint. */
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: Note;
}

/** Reads the body of a request. The head ends at its first blank line; the note behind it is cut at its own last one. */
export function readSubmission(text: string, path = 'submission'): Submission | Refusal {
  const malformed = (expected: string, actual: unknown) =>
    refuse('malformed_submission', path, expected, actual);
  const cut = text.indexOf('\n\n');
  if (cut < 0) return malformed('a blank line before the checkpoint', text);
  const [first = '', ...lines] = text.slice(0, cut).split('\n');
  if (!first.startsWith('old ')) return malformed('a line with "old" and a size', first);
  const oldSize = readWholeNumber(first.slice(4), `${path}.old`);
  if (isRefusal(oldSize)) return oldSize;
  if (lines.length > MOST_HASHES) return malformed(`at most ${MOST_HASHES} hashes`, lines.length);
  const proof = readHashes(lines, `${path}.hashes`);
  if (isRefusal(proof)) return proof;
  const checkpoint = readNote(text.slice(cut + 2), `${path}.checkpoint`);
  if (isRefusal(checkpoint)) return checkpoint;
  return { oldSize, proof, checkpoint };
}

/** Writes the body of a request. */
export function writeSubmission({ oldSize, proof, checkpoint }: Submission): string {
  const lines = [`old ${oldSize}`, ...proof.map((hash) => hash.toBase64())];
  return `${lines.map((line) => `${line}\n`).join('')}\n${writeNote(checkpoint)}`;
}
