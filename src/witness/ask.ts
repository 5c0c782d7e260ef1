/**
 * Asks a witness to cosign a checkpoint (C2SP tlog-witness): ours or any other. What it answers is believed only where
 * its key's signature holds over this very checkpoint.
 */

import type { Reach } from '../app/ports/reach.ts';
import { readText } from '../core/record/bytes.ts';
import { type Checkpoint, readCheckpoint } from '../core/record/checkpoint.ts';
import type { NoteKey } from '../core/record/key.ts';
import { type Note, type NoteSignature, readNote, writeNote } from '../core/record/note.ts';
import { verifyNote } from '../core/record/signatures.ts';
import { writeSubmission } from '../core/record/submission.ts';
import { readWholeNumber } from '../core/record/whole-number.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { verifyEd25519 } from './ed25519.ts';
import { type Posted, post } from './post.ts';

/** Where a witness is asked, and by which key it is known. */
export interface AskedWitness {
  readonly key: NoteKey;
  /** What `/add-checkpoint` is put behind. */
  readonly url: string;
}

/** The proof that the tree of `after` leaves continues that of `before`. */
export type Proofs = (before: number, after: number) => Promise<readonly Uint8Array[]>;

export interface Asking {
  /** A checkpoint as its log has signed it. */
  readonly note: Note;
  /** How many leaves the witness has cosigned last, as far as is known; 0 where nothing is. */
  readonly size: number;
  readonly proofs: Proofs;
  readonly reach: Reach;
  /** The time in seconds since 1970. */
  readonly now: () => number;
  /** How long a request may take. */
  readonly milliseconds: number;
  /** Ends it before. */
  readonly ended?: AbortSignal;
}

/** What came of it: a cosignature or a refusal, and how many leaves the witness has cosigned, as far as is known now. */
export type Asked =
  | { readonly size: number; readonly cosignature: NoteSignature; readonly refusal?: never }
  | { readonly size: number; readonly refusal: Refusal };

/** The first asks from where the witness is thought to be, the second from where it says; others may ask it meanwhile. */
const MOST_REQUESTS = 4;
/** How far a witness's clock may be ahead of ours: a time to come would say of a fact that it will be final. */
const SECONDS_AHEAD = 3600;

/**
 * Asks for a cosignature; where the witness says that it has another size (409), once more from there. Refused:
 * `record_rolled_back` where it has seen more leaves than the checkpoint has, `record_forked` where others of as many,
 * `proof_fails` (422), `unknown_reference` (404), `not_signed` (403), `bad_signature`, `out_of_range` for a time to come,
 * `witness_silent`, `network_not_allowed` and `wrong_answer`. Fails as `proofs` does.
 */
export async function askWitness({ key, url }: AskedWitness, asking: Asking): Promise<Asked> {
  const checkpoint = readCheckpoint(asking.note.text);
  if (isRefusal(checkpoint)) return { size: asking.size, refusal: checkpoint };
  let size = Math.min(asking.size, checkpoint.size);
  for (let request = 1; request <= MOST_REQUESTS; request += 1) {
    const proof = size === checkpoint.size ? [] : await asking.proofs(size, checkpoint.size);
    const text = writeSubmission({ oldSize: size, proof, checkpoint: asking.note });
    const posted = await post(addressOf(url), text, asking);
    if (isRefusal(posted)) return { size, refusal: posted };
    if (posted.status === 200) {
      const cosignature = readCosignature(key, asking.note, posted, asking.now());
      if (isRefusal(cosignature)) return { size, refusal: cosignature };
      return { size: checkpoint.size, cosignature };
    }
    if (posted.status !== 409) return { size, refusal: refusedBy(key, posted) };
    const said = readSize(key, posted);
    if (isRefusal(said)) return { size, refusal: said };
    const refusal = contradiction(key, checkpoint, size, said);
    if (refusal !== undefined) return { size: said, refusal };
    size = said;
  }
  const refusal = refuse('wrong_answer', key.name, 'a size that stays', `${MOST_REQUESTS} others`);
  return { size, refusal };
}

/** The address that is asked, whether or not the one given ends in a slash. */
function addressOf(url: string): string {
  return `${url.replace(/\/+$/, '')}/add-checkpoint`;
}

/** Reads the answer as what it adds to the note. Lines of other keys are passed over: nobody here knows them. */
function readCosignature(
  key: NoteKey,
  { text }: Note,
  { body }: Posted,
  now: number,
): NoteSignature | Refusal {
  const lines = readText(body, key.name);
  if (isRefusal(lines)) return lines;
  const note = readNote(writeNote({ text, signatures: [] }) + lines, key.name);
  if (isRefusal(note)) return note;
  // A blank line in the answer would put the end of the text elsewhere.
  if (note.text !== text) return refuse('wrong_answer', key.name, 'lines of signatures alone', lines);
  const checks = verifyNote(note, [key], verifyEd25519);
  if (isRefusal(checks)) return { ...checks, path: key.name };
  const seconds = checks[0]!.seconds!;
  if (seconds > now + SECONDS_AHEAD)
    return refuse('out_of_range', key.name, `a time of at most ${now + SECONDS_AHEAD} seconds`, seconds);
  return note.signatures.find(({ name, keyId }) => name === key.name && keyId === key.keyId)!;
}

function readSize(key: NoteKey, { body }: Posted): number | Refusal {
  const text = readText(body, key.name);
  const size = isRefusal(text) || !text.endsWith('\n') ? text : readWholeNumber(text.slice(0, -1), key.name);
  return typeof size === 'number'
    ? size
    : refuse('wrong_answer', key.name, 'a size and an end of line', text);
}

/** Why a checkpoint cannot be cosigned by a witness that has a size, and never will be. */
function contradiction(
  key: NoteKey,
  checkpoint: Checkpoint,
  asked: number,
  said: number,
): Refusal | undefined {
  if (said > checkpoint.size)
    return refuse('record_rolled_back', key.name, `at most ${checkpoint.size} leaves cosigned`, said);
  if (said !== asked) return undefined;
  // It has the size from which it was asked: what it does not have is the same root.
  if (said === checkpoint.size)
    return refuse(
      'record_forked',
      key.name,
      `the root ${checkpoint.root.toBase64()} of ${said} leaves`,
      'another',
    );
  return refuse('wrong_answer', key.name, `another size than ${asked}, or a cosignature`, said);
}

function refusedBy(key: NoteKey, { status, body }: Posted): Refusal {
  const said = `${status}: ${Buffer.from(body.subarray(0, 200)).toString()}`;
  if (status === 403) return refuse('not_signed', key.name, 'a log’s key that it knows', said);
  if (status === 404) return refuse('unknown_reference', key.name, 'that it follows this log', said);
  if (status === 422) return refuse('proof_fails', key.name, 'that it takes the proof', said);
  return refuse('wrong_answer', key.name, 'a status of 200, 403, 404, 409 or 422', said);
}
