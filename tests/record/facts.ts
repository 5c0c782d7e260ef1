// A log of facts for tests: decisions with money and a person, entries, a resolution, under keys of their own.
import { createHmac } from 'node:crypto';
import { writeBundleHead, writeBundleLeaf } from '../../src/core/record/bundle.ts';
import { utf8Of } from '../../src/core/record/bytes.ts';
import { writeCanonicalJson } from '../../src/core/record/canonical-json.ts';
import { writeCheckpoint } from '../../src/core/record/checkpoint.ts';
import {
  type ByGroup,
  commitment,
  type Fact,
  type Group,
  groupDigests,
  type Hmac,
  saltsOf,
} from '../../src/core/record/fact.ts';
import { FileCheck, type FileQuestion } from '../../src/core/record/file-check.ts';
import { leafHash } from '../../src/core/record/hashes.ts';
import { inclusionProof } from '../../src/core/record/inclusion.ts';
import { writeKey } from '../../src/core/record/key.ts';
import { type Note, writeNote } from '../../src/core/record/note.ts';
import { writeProofFile } from '../../src/core/record/proof-file.ts';
import { showFact, writeShownFact } from '../../src/core/record/shown-fact.ts';
import { COSIGNATURE, NOTE_SIGNATURE } from '../../src/core/record/signature-types.ts';
import { holding } from '../../src/core/record/signatures.ts';
import { rootOf, type SubtreeHash, subtreesOver, treeOf } from '../../src/core/record/tree.ts';
import type { Verified } from '../../src/core/record/verdict.ts';
import { decode } from '../../src/verify-page/browser.ts';
import { accepted, party, sha256, signedBy, verifyEd25519 } from './parties.ts';

export const LOG = party('town.example/log', NOTE_SIGNATURE);
export const INSURER = party('insurer.example/w', COSIGNATURE);
export const MEMBER = party('member.example/w', COSIGNATURE);
export const SIGNED_AT = 1_790_000_000;

/** Both witnesses have to sign. */
export const POLICY = `log ${writeKey(LOG.key)}
witness insurer ${writeKey(INSURER.key)}
witness member ${writeKey(MEMBER.key)}
group both all insurer member
quorum both
`;

const hmac: Hmac = (key, message) => createHmac('sha256', key).update(message).digest();
const keyOf = (name: string) => sha256(utf8Of(`key of ${name}`));

/** The fact of a leaf, by number. */
export function factOf(at: number): Fact {
  const groups: ByGroup<object> =
    at % 7 === 6
      ? {
          money: {},
          person: {},
          rest: { text: 'The rates of 2027 are “accepted”.', votes: ['for', 'against'] },
        }
      : {
          money: { currency: 'USD', charge: `${1000 + at}.00`, plan: `${800 + at}.50`, person: '-0.50' },
          person: { name: `Zoë ${at} 𐐷`, born: '1970-01-31' },
          rest: { codes: ['CO-45', 'PR-2'], network: true, service: null, notes: { line: '1' } },
        };
  const text = (group: Group) => accepted(writeCanonicalJson(groups[group]));
  const kind = at % 7 === 6 ? 'resolution' : 'claim-decision';
  return { kind, id: `C-${at}/1`, money: text('money'), person: text('person'), rest: text('rest') };
}

export function saltsOfFact(fact: Fact): ByGroup<Uint8Array> {
  const keys = { money: keyOf('pool'), person: keyOf(fact.id), rest: keyOf('pool') };
  return saltsOf(hmac, keys, LOG.key.name, fact);
}

export interface FactLog {
  readonly facts: readonly Fact[];
  readonly entries: readonly Uint8Array[];
  readonly kept: SubtreeHash;
  readonly checkpoint: Note;
}

/** A log of that many facts with a checkpoint that both witnesses have signed. */
export function factLog(size: number, sign: (note: Note) => Note = signedByBoth): FactLog {
  const facts = Array.from({ length: size }, (_, at) => factOf(at));
  const entries = facts.map((fact) =>
    commitment(sha256, fact, groupDigests(sha256, fact, saltsOfFact(fact))),
  );
  const kept = subtreesOver(
    sha256,
    entries.map((entry) => leafHash(sha256, entry)),
  );
  const root = rootOf(sha256, treeOf(kept, size));
  const text = writeCheckpoint({ origin: LOG.key.name, size, root, extensions: [] });
  return { facts, entries, kept, checkpoint: sign({ text, signatures: [] }) };
}

export function signedByBoth(note: Note): Note {
  return signedBy(MEMBER, signedBy(INSURER, signedBy(LOG, note), SIGNED_AT), SIGNED_AT + 60);
}

/** The bundle of a log; a third of its leaves are commitments alone, and persons are withheld of another third. */
export function bundleOf({ facts, entries, checkpoint }: FactLog, showAll = false): string {
  const head = writeBundleHead({ origin: LOG.key.name, policy: POLICY, checkpoint: writeNote(checkpoint) });
  const leaves = facts.map((fact, at) => {
    const stated = entries[at]!;
    if (!showAll && at % 3 === 2) return writeBundleLeaf({ commitment: stated });
    const groups = !showAll && at % 3 === 1 ? (['money', 'rest'] as const) : undefined;
    return writeBundleLeaf({ commitment: stated, fact: showFact(sha256, fact, saltsOfFact(fact), groups) });
  });
  return head + leaves.join('');
}

/** The proof of a leaf with some groups shown. */
export function proofOf(
  { facts, kept, checkpoint }: FactLog,
  index: number,
  groups?: readonly Group[],
): string {
  const fact = facts[index]!;
  const shown = showFact(sha256, fact, saltsOfFact(fact), groups);
  return writeProofFile({
    extra: utf8Of(writeShownFact(shown)),
    index,
    proof: inclusionProof(sha256, kept, index, facts.length),
    checkpoint,
  });
}

/** Checks a file as a face does, in pieces of some bytes that are read into the same memory one after another. */
export function checked(file: string | Uint8Array, question: FileQuestion, pieceBytes = 1 << 16): Verified {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const check = new FileCheck(sha256, decode, question);
  const memory = Buffer.alloc(pieceBytes);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const length = memory.length - Math.max(0, at + pieceBytes - bytes.length);
    memory.set(bytes.subarray(at, at + length));
    if (!check.take(memory.subarray(0, length))) break;
  }
  return check.verified(holding(check.signatureChecks(), verifyEd25519));
}
