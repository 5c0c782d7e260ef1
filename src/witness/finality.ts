/**
 * Which checkpoint of a log witnesses are asked for, and which is final.
 *
 * All are asked for the same one until its quorum is there, and then for the newest: those in between are skipped. If
 * each were asked for whatever is the newest just then, a log that grows all the time could have cosignatures on many
 * checkpoints and a quorum on none.
 */
import { checkSuccession } from '../core/record/checkpoint.ts';
import type { Note, NoteSignature } from '../core/record/note.ts';
import type { Policy } from '../core/record/policy.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { type CosignedCheckpoint, cosignedCheckpoint, withCosignature } from './cosigned-checkpoint.ts';

export class Finality {
  readonly policy: Policy;
  #newest: CosignedCheckpoint | undefined;
  #asked: CosignedCheckpoint | undefined;
  #final: CosignedCheckpoint | undefined;

  constructor(policy: Policy) {
    this.policy = policy;
  }

  /** The last that was handed in. */
  get newest(): CosignedCheckpoint | undefined {
    return this.#newest;
  }

  /** The one that witnesses are asked for. */
  get asked(): CosignedCheckpoint | undefined {
    return this.#asked;
  }

  /** The last that the quorum of the policy stands by. */
  get final(): CosignedCheckpoint | undefined {
    return this.#final;
  }

  /**
   * Takes a checkpoint that its log has signed. Refused: one that the policy's log has not signed, of another log than
   * the last one, smaller (`record_shrinks`), or another of the same size (`record_forked`). The last one stays then.
   */
  submit(note: Note): Refusal | undefined {
    if (note.text === this.#newest?.note.text) return undefined;
    const submitted = cosignedCheckpoint(this.policy, note);
    if (isRefusal(submitted)) return submitted;
    const refusal = this.#newest && checkSuccession(this.#newest.checkpoint, submitted.checkpoint);
    if (refusal !== undefined) return refusal;
    this.#newest = submitted;
    if (this.#asked === undefined || this.#asked.hasQuorum) this.#ask(submitted);
    return undefined;
  }

  /** Adds a witness's cosignature of a text. Answers the checkpoint with it; undefined where nobody asks for that any more. */
  collect(text: string, cosignature: NoteSignature): CosignedCheckpoint | undefined {
    const [asked, final] = [this.#asked, this.#final];
    const before = [asked, final].find((one) => one?.note.text === text);
    if (before === undefined) return undefined;
    const cosigned = withCosignature(this.policy, before, cosignature);
    if (before === final) this.#final = cosigned;
    if (before === asked) this.#ask(cosigned);
    return cosigned;
  }

  /** Skips a text that cannot get its quorum any more: the newest is asked for in its place. */
  skip(text: string): void {
    if (this.#asked?.note.text === text && this.#newest!.note.text !== text) this.#ask(this.#newest!);
  }

  #ask(checkpoint: CosignedCheckpoint): void {
    this.#asked = checkpoint;
    if (!checkpoint.hasQuorum) return;
    this.#final = checkpoint;
    if (this.#newest!.note.text !== checkpoint.note.text) this.#ask(this.#newest!);
  }
}
