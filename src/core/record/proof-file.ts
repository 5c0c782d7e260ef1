/** A proof that anybody can check alone (C2SP tlog-proof): a leaf's place, its way to the root, and the signed checkpoint. */
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { readBase64 } from './base64.ts';
import { MOST_HASHES, readHashes } from './hashes.ts';
import { type Note, readNote, writeNote } from './note.ts';
import { readWholeNumber } from './whole-number.ts';

export interface ProofFile {
  readonly index: number;
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: Note;
  /** What the one who wrote the file adds; nothing proves it. */
  readonly extra?: Uint8Array;
}

/** What a proof file begins with. */
export const FIRST_LINE = 'c2sp.org/tlog-proof@v1';

/** Reads a proof file. It is written as it was read, byte for byte. */
export function readProofFile(text: string, path = 'proof'): ProofFile | Refusal {
  const malformed = (expected: string, actual: unknown) => refuse('malformed_proof', path, expected, actual);
  const cut = text.indexOf('\n\n');
  if (cut < 0) return malformed('a blank line before the checkpoint', text);
  const [first, ...lines] = text.slice(0, cut).split('\n');
  if (first !== FIRST_LINE) return malformed(FIRST_LINE, first);
  const extra = lines[0]?.startsWith('extra ')
    ? readBase64(lines.shift()!.slice(6), `${path}.extra`)
    : undefined;
  if (isRefusal(extra)) return extra;
  if (extra?.length === 0) return malformed('no line of extra data where there is none', 'extra');
  const indexLine = lines.shift();
  if (!indexLine?.startsWith('index ')) return malformed('a line with "index" and a number', indexLine);
  const index = readWholeNumber(indexLine.slice(6), `${path}.index`);
  if (isRefusal(index)) return index;
  if (lines.length > MOST_HASHES) return malformed(`at most ${MOST_HASHES} hashes`, lines.length);
  const proof = readHashes(lines, `${path}.hashes`);
  if (isRefusal(proof)) return proof;
  const checkpoint = readNote(text.slice(cut + 2), `${path}.checkpoint`);
  if (isRefusal(checkpoint)) return checkpoint;
  return { index, proof, checkpoint, ...(extra && { extra }) };
}

/** Writes a proof file. */
export function writeProofFile({ index, proof, checkpoint, extra }: ProofFile): string {
  const lines = [
    FIRST_LINE,
    ...(extra === undefined || extra.length === 0 ? [] : [`extra ${extra.toBase64()}`]),
    `index ${index}`,
    ...proof.map((hash) => hash.toBase64()),
  ];
  return `${lines.map((line) => `${line}\n`).join('')}\n${writeNote(checkpoint)}`;
}
