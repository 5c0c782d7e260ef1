/** A checkpoint with the cosignatures that have come in, and what a policy says of it. */
import type { Note, NoteSignature } from '../core/record/note.ts';
import type { Policy } from '../core/record/policy.ts';
import { type SeenCheckpoint, seenCheckpoint, uncheckedCheckpoint } from '../core/record/seen-checkpoint.ts';
import { holding } from '../core/record/signatures.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { verifyEd25519 } from './ed25519.ts';

export interface CosignedCheckpoint extends SeenCheckpoint {
  /** The note with the log's signature and all cosignatures so far, as it is served. */
  readonly note: Note;
}

/** Who of the policy has signed a note. Refused as `uncheckedCheckpoint` and `seenCheckpoint` do. */
export function cosignedCheckpoint(policy: Policy, note: Note): CosignedCheckpoint | Refusal {
  const unchecked = uncheckedCheckpoint(policy, note);
  if (isRefusal(unchecked)) return unchecked;
  const seen = seenCheckpoint(policy, unchecked, holding(unchecked.checks, verifyEd25519));
  return isRefusal(seen) ? seen : { ...seen, note };
}

/** The checkpoint with one more cosignature, which was checked when it came: one that is refused here is a bug. */
export function withCosignature(
  policy: Policy,
  { note }: CosignedCheckpoint,
  cosignature: NoteSignature,
): CosignedCheckpoint {
  const signatures = [...note.signatures, cosignature];
  const cosigned = cosignedCheckpoint(policy, { text: note.text, signatures });
  if (isRefusal(cosigned)) throw new Error(`a cosignature that was checked is refused: ${cosigned.code}`);
  return cosigned;
}

/** The note as its log signed it: what a witness is asked to cosign. */
export function asLogSigned(policy: Policy, { text, signatures }: Note): Note {
  const isLogs = ({ name, keyId }: NoteSignature) =>
    policy.logs.some(({ key }) => key.name === name && key.keyId === keyId);
  return { text, signatures: signatures.filter(isLogs) };
}
