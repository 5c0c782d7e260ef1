import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { isBundleHead } from './bundle.ts';
import { BundleReading } from './bundle-reading.ts';
import { type Content, contentOf, type Reading } from './content.ts';
import type { Group } from './fact.ts';
import type { Hash } from './hashes.ts';
import { type Decode, Lines } from './lines.ts';
import { type Policy, readPolicy } from './policy.ts';
import { FIRST_LINE as PROOF_FORM } from './proof-file.ts';
import { ProofReading } from './proof-reading.ts';
import { seenCheckpoint, type UncheckedCheckpoint, uncheckedCheckpoint } from './seen-checkpoint.ts';
import type { SignatureCheck } from './signatures.ts';
import { type Finding, type PolicyOf, tampered, unproved, type Verified, verdictOf } from './verdict.ts';

/** What is asked of a file: whether it proves what it shows, to whoever holds this policy. */
export interface FileQuestion {
  /** The reader's own policy, as text. Without it a bundle's own is taken, and a proof proves nothing. */
  readonly policy?: string | undefined;
  /** Groups whose fields have to be shown: of each leaf, or of the fact that is asked for. */
  readonly groups?: readonly Group[];
  /** The id of a fact that is to be seen. */
  readonly id?: string | undefined;
}

/**
 * Checks a proof file or a bundle as its bytes come: `take` each piece, then `signatureChecks`, and `verified` with an
 * answer to each of them. So the command line and the page, which has to wait for its browser, give the same verdict.
 */
export class FileCheck {
  readonly #hash: Hash;
  readonly #lines: Lines;
  readonly #question: FileQuestion;
  #reading: Reading | undefined;
  #content: Content | undefined;
  #isDecided = false;
  #policyOf: PolicyOf = 'none';
  #policy: Policy | undefined;
  #unchecked: UncheckedCheckpoint | undefined;
  #findings: Finding[] = [];

  constructor(hash: Hash, decode: Decode, question: FileQuestion = {}) {
    this.#hash = hash;
    this.#lines = new Lines(decode);
    this.#question = question;
  }

  /** Takes a piece of the file; false where the rest need not be read. */
  take(piece: Uint8Array): boolean {
    if (this.#isDecided) return false;
    for (const line of this.#lines.of(piece)) {
      if (isRefusal(line)) return this.#stop(line);
      this.#isDecided = !this.#line(line);
      if (this.#isDecided) return false;
    }
    return true;
  }

  /** The signatures to be checked, once all pieces are taken. */
  signatureChecks(): readonly SignatureCheck[] {
    const content = this.#content ?? this.#ended();
    this.#content = content;
    this.#judgedBy(content);
    return this.#unchecked?.checks ?? [];
  }

  /** What the file proves, with an answer to each of the checks. */
  verified(holds: readonly boolean[]): Verified {
    const { findings, checkpoint, fact, kinds, commitmentsAlone } = this.#content!;
    const standing = this.#standing(holds);
    const all = [...this.#findings, ...findings];
    return {
      verdict: verdictOf(all),
      findings: all,
      form: this.#reading?.form ?? 'unknown',
      policyOf: this.#policyOf,
      ...(checkpoint && {
        origin: checkpoint.origin,
        size: checkpoint.size,
        root: checkpoint.root.toBase64(),
      }),
      ...standing,
      ...(fact && { fact }),
      kinds,
      commitmentsAlone,
    };
  }

  #ended(): Content {
    const rest = this.#isDecided ? '' : this.#lines.rest();
    if (isRefusal(rest)) return contentOf({ findings: [tampered(rest)] });
    if (this.#reading === undefined) this.#line(rest);
    return this.#content ?? this.#reading!.end(rest);
  }

  #line(line: string): boolean {
    if (this.#reading !== undefined) return this.#reading.line(line);
    const { groups = [], id } = this.#question;
    const wanted = { groups, ...(id !== undefined && { id }) };
    if (isBundleHead(line)) this.#reading = new BundleReading(this.#hash, wanted);
    else if (line === PROOF_FORM) this.#reading = new ProofReading(this.#hash, wanted);
    else return this.#stop(refuse('malformed_proof', 'line 1', 'the first line of a proof or bundle', line));
    return this.#reading.line(line);
  }

  #stop(refusal: Refusal): false {
    this.#isDecided = true;
    this.#content = contentOf({ findings: [tampered(refusal)] });
    return false;
  }

  #judgedBy({ policy: policyOfFile, note, checkpoint }: Content): void {
    const text = this.#question.policy ?? policyOfFile;
    if (text === undefined) {
      this.#findings.push(
        unproved(refuse('missing_field', 'policy', 'a policy: whom to believe', undefined)),
      );
      return;
    }
    this.#policyOf = this.#question.policy === undefined ? 'file' : 'own';
    const policy = readPolicy(this.#hash, text);
    if (isRefusal(policy)) {
      this.#findings.push(unproved(policy));
      return;
    }
    this.#policy = policy;
    if (note === undefined || checkpoint === undefined) return;
    const unchecked = uncheckedCheckpoint(policy, note);
    if (!isRefusal(unchecked)) this.#unchecked = unchecked;
    else this.#findings.push(findingOf(unchecked));
  }

  #standing(holds: readonly boolean[]): Pick<Verified, 'cosigners' | 'absent' | 'quorumSince'> {
    const names = this.#policy?.witnesses.map(({ name }) => name) ?? [];
    const nobody = { cosigners: [], absent: names };
    if (this.#policy === undefined || this.#unchecked === undefined) return nobody;
    const seen = seenCheckpoint(this.#policy, this.#unchecked, holds);
    if (isRefusal(seen)) {
      this.#findings.push(findingOf(seen));
      return nobody;
    }
    const { cosigners, hasQuorum, quorumSince } = seen;
    const signed = cosigners.map(({ name }) => name);
    if (!hasQuorum) {
      const expected = `the witnesses of the quorum ${this.#policy.quorum}`;
      this.#findings.push(unproved(refuse('quorum_missing', 'checkpoint', expected, signed)));
    }
    const absent = names.filter((name) => !signed.includes(name));
    return { cosigners, absent, ...(quorumSince !== undefined && { quorumSince }) };
  }
}

/** A log that the reader does not know, or that has not signed, proves nothing; all else was changed. */
function findingOf(refusal: Refusal): Finding {
  return ['unknown_reference', 'not_signed'].includes(refusal.code) ? unproved(refusal) : tampered(refusal);
}
