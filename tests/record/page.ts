// What a page does that checks a proof by itself: the rules of core/record, a SHA-256 that answers at once, and the
// browser's Ed25519, which does not. It runs in Node too.
import { readPolicy } from '../../src/core/record/policy.ts';
import { readProofFile } from '../../src/core/record/proof-file.ts';
import {
  checkProofFile,
  seenCheckpoint,
  uncheckedCheckpoint,
} from '../../src/core/record/seen-checkpoint.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { holds } from '../../src/verify-page/browser.ts';
import { sha256 } from '../../src/verify-page/sha256.ts';

/** A proof file, its policy and the entry in hexadecimal digits. */
export interface Asked {
  readonly policy: string;
  readonly proof: string;
  readonly entry: string;
}

/** The answers to all that is asked, as JSON: what is seen of a checkpoint, or why it is refused. */
export async function answerAll(text: string): Promise<string> {
  const asked: Asked[] = JSON.parse(text);
  return JSON.stringify(await Promise.all(asked.map(answer)));
}

async function answer({ policy: policyText, proof, entry }: Asked): Promise<unknown> {
  const policy = readPolicy(sha256, policyText);
  if (isRefusal(policy)) return policy;
  const file = readProofFile(proof);
  if (isRefusal(file)) return file;
  const unchecked = uncheckedCheckpoint(policy, file.checkpoint);
  if (isRefusal(unchecked)) return unchecked;
  const seen = seenCheckpoint(policy, unchecked, await Promise.all(unchecked.checks.map(holds)));
  if (isRefusal(seen)) return seen;
  const { cosigners, quorumSince } = seen;
  return checkProofFile(sha256, file, Uint8Array.fromHex(entry), seen) ?? { cosigners, quorumSince };
}
