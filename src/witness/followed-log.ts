/**
 * A log as a witness follows it: the last checkpoint that it cosigned, in a file that is on the disk before the
 * cosignature leaves. Whatever happens in between, no two roots of one size are ever cosigned.
 */
import { type Checkpoint, checkContinuation, readCheckpoint } from '../core/record/checkpoint.ts';
import { emptyRoot } from '../core/record/hashes.ts';
import type { NoteKey } from '../core/record/key.ts';
import { type Note, type NoteSignature, readNote, writeNote } from '../core/record/note.ts';
import { verifyNote } from '../core/record/signatures.ts';
import type { Submission } from '../core/record/submission.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { readIfThere, unreadable, writeDurably } from './durable-file.ts';
import { sha256, verifyEd25519 } from './ed25519.ts';
import { cosign, type WitnessKey } from './witness-key.ts';

/** The last that was cosigned, with the log's signature and the witness's own. */
interface Cosigned {
  readonly note: Note;
  readonly checkpoint: Checkpoint;
  readonly signature: NoteSignature;
  readonly seconds: number;
}

export class FollowedLog {
  readonly origin: string;
  /** More than one while a key of the log takes the place of another. */
  readonly keys: readonly NoteKey[];
  readonly #file: string;
  readonly #own: WitnessKey;
  #last: Cosigned | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(
    origin: string,
    keys: readonly NoteKey[],
    file: string,
    own: WitnessKey,
    last: Cosigned | undefined,
  ) {
    this.origin = origin;
    this.keys = keys;
    this.#file = file;
    this.#own = own;
    this.#last = last;
  }

  /** Takes up a log where the file says. Fails with `file_unreadable` where it holds no cosignature of this witness. */
  static async open(
    origin: string,
    keys: readonly NoteKey[],
    file: string,
    own: WitnessKey,
  ): Promise<FollowedLog> {
    const text = await readIfThere(file);
    const last = text === undefined ? undefined : readCosigned(text, origin, own);
    if (isRefusal(last))
      throw unreadable(
        file,
        `it is not as this witness wrote it (${last.code})`,
        'Put it back as it was. A witness that forgets what it cosigned could cosign another history.',
      );
    return new FollowedLog(origin, keys, file, own, last);
  }

  /** How many leaves were cosigned last; 0 where none were. */
  get size(): number {
    return this.#last?.checkpoint.size ?? 0;
  }

  /**
   * Cosigns a checkpoint of this log, whose signatures have been checked; one at a time. Refused: `out_of_order` where the
   * old size is not that of the last, `record_forked`, `proof_fails`. Fails with `disk_full` and `file_unwritable`; then
   * nothing was cosigned.
   */
  cosign(
    submission: Submission,
    checkpoint: Checkpoint,
    now: () => number,
  ): Promise<NoteSignature | Refusal> {
    const turn = this.#turn.then(() => this.#cosign(submission, checkpoint, now));
    // Who comes next waits for the end of this one, however it ends.
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** Waits for the end of what is under way. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  async #cosign(
    { oldSize, proof, checkpoint: note }: Submission,
    checkpoint: Checkpoint,
    now: () => number,
  ): Promise<NoteSignature | Refusal> {
    if (oldSize !== this.size) return refuse('out_of_order', 'old', `the size ${this.size}`, oldSize);
    const seen = this.#last?.checkpoint ?? { ...checkpoint, size: 0, root: emptyRoot(sha256) };
    const refusal = checkContinuation(sha256, seen, checkpoint, proof);
    if (refusal?.code === 'record_forked') await this.#keepProof(note);
    if (refusal !== undefined) return refusal;
    // A clock that was put back does not take the log's time back with it.
    const seconds = Math.max(now(), this.#last?.seconds ?? 0);
    if (this.#last?.note.text === note.text && this.#last.seconds === seconds) return this.#last.signature;
    const signature = cosign(this.#own, note, seconds);
    const kept = { text: note.text, signatures: [...this.#logSignatures(note), signature] };
    await writeDurably(this.#file, writeNote(kept));
    this.#last = { note: kept, checkpoint, signature, seconds };
    return signature;
  }

  #logSignatures({ signatures }: Note): NoteSignature[] {
    return signatures.filter(({ name, keyId }) =>
      this.keys.some((key) => key.name === name && key.keyId === keyId),
    );
  }

  /** Keeps the first proof that the log has shown two histories: two checkpoints of one size, both as it signed them. */
  async #keepProof(other: Note): Promise<void> {
    const file = `${this.#file}.forked`;
    if (this.#last === undefined || (await readIfThere(file)) !== undefined) return;
    const signed = { text: other.text, signatures: this.#logSignatures(other) };
    await writeDurably(file, `${writeNote(this.#last.note)}\n${writeNote(signed)}`);
  }
}

/** What a file says was cosigned last, if it was this witness that said it. */
function readCosigned(text: string, origin: string, { key }: WitnessKey): Cosigned | Refusal {
  const note = readNote(text);
  if (isRefusal(note)) return note;
  const checks = verifyNote(note, [key], verifyEd25519);
  if (isRefusal(checks)) return checks;
  const checkpoint = readCheckpoint(note.text);
  if (isRefusal(checkpoint)) return checkpoint;
  if (checkpoint.origin !== origin) return refuse('inconsistent', 'origin', origin, checkpoint.origin);
  const signature = note.signatures.find(({ name, keyId }) => name === key.name && keyId === key.keyId)!;
  return { note, checkpoint, signature, seconds: checks[0]!.seconds! };
}
