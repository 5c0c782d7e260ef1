/** A checkpoint as a policy sees it: which log states it, which witnesses stand by it, and whether that is enough. */
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { type Checkpoint, readCheckpoint } from './checkpoint.ts';
import { type Hash, leafHash } from './hashes.ts';
import { checkInclusion } from './inclusion.ts';
import type { Note } from './note.ts';
import type { Policy } from './policy.ts';
import type { ProofFile } from './proof-file.ts';
import { type Cosigner, isQuorum, quorumSince } from './quorum.ts';
import { refuseBadSignature, type SignatureCheck, signatureChecks } from './signatures.ts';

/** A checkpoint whose signatures are still to be checked. */
export interface UncheckedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly checks: readonly SignatureCheck[];
}

export interface SeenCheckpoint {
  readonly checkpoint: Checkpoint;
  /** The policy's witnesses that have signed, in the order in which they did. */
  readonly cosigners: readonly Cosigner[];
  /** True where they are enough: what the checkpoint covers is final. */
  readonly hasQuorum: boolean;
  /** Since when, in seconds since 1970; absent also where the policy asks for nobody. */
  readonly quorumSince?: number;
}

/** Reads a checkpoint's note and says which signatures have to be checked. Its log has to be one of the policy, and have signed. */
export function uncheckedCheckpoint(policy: Policy, note: Note): UncheckedCheckpoint | Refusal {
  const checkpoint = readCheckpoint(note.text);
  if (isRefusal(checkpoint)) return checkpoint;
  const logs = policy.logs.map(({ key }) => key).filter(({ name }) => name === checkpoint.origin);
  if (logs.length === 0)
    return refuse('unknown_reference', 'checkpoint.origin', 'a log of the policy', checkpoint.origin);
  const checks = signatureChecks(note, [...logs, ...policy.witnesses.map(({ key }) => key)]);
  if (isRefusal(checks)) return checks;
  if (checks.some(({ key }) => logs.includes(key))) return { checkpoint, checks };
  return refuse(
    'not_signed',
    'note',
    `a signature of the log ${checkpoint.origin}`,
    checks.map(({ key }) => key.name),
  );
}

/** Who stands by a checkpoint, with an answer to each of its checks. Refused where one signature does not hold. */
export function seenCheckpoint(
  policy: Policy,
  { checkpoint, checks }: UncheckedCheckpoint,
  holds: readonly boolean[],
): SeenCheckpoint | Refusal {
  const bad = refuseBadSignature(checks, holds);
  if (bad !== undefined) return bad;
  const cosigners = checks
    .flatMap(({ key, seconds = 0 }) => {
      const witness = policy.witnesses.find((one) => one.key === key);
      return witness === undefined ? [] : [{ name: witness.name, seconds }];
    })
    .sort((one, other) => one.seconds - other.seconds);
  const since = quorumSince(policy, cosigners);
  const hasQuorum = isQuorum(
    policy,
    cosigners.map(({ name }) => name),
  );
  return { checkpoint, cosigners, hasQuorum, ...(since !== undefined && { quorumSince: since }) };
}

/** Refuses a proof file that does not prove an entry, or whose checkpoint too few witnesses stand by. */
export function checkProofFile(
  hash: Hash,
  { index, proof }: ProofFile,
  entry: Uint8Array,
  { checkpoint, hasQuorum, cosigners }: SeenCheckpoint,
): Refusal | undefined {
  const { size, root } = checkpoint;
  const refusal = checkInclusion(hash, { leaf: leafHash(hash, entry), index, size, root }, proof);
  if (refusal !== undefined || hasQuorum) return refusal;
  const names = cosigners.map(({ name }) => name);
  return refuse('quorum_missing', 'checkpoint', 'the witnesses of the policy’s quorum', names);
}
