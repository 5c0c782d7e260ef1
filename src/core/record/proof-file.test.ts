// Proof files: their form, what is refused by name, and that a file in which anything is changed proves nothing.
import { assert, nat, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accepted,
  entryOf,
  mutated,
  party,
  sha256,
  signedBy,
  verifyEd25519,
} from '../../../tests/record/parties.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { writeCheckpoint } from './checkpoint.ts';
import { leafHash } from './hashes.ts';
import { inclusionProof } from './inclusion.ts';
import { writeKey } from './key.ts';
import { type Note, readNote } from './note.ts';
import { readPolicy } from './policy.ts';
import { type ProofFile, readProofFile, writeProofFile } from './proof-file.ts';
import {
  checkProofFile,
  type SeenCheckpoint,
  seenCheckpoint,
  uncheckedCheckpoint,
} from './seen-checkpoint.ts';
import { COSIGNATURE, NOTE_SIGNATURE } from './signature-types.ts';
import { holding } from './signatures.ts';
import { rootOf, subtreesOver, treeOf } from './tree.ts';

const log = party('town.example/log', NOTE_SIGNATURE);
const [insurer, school, stranger] = ['insurer.example/w', 'school.example/w', 'stranger.example/w'].map(
  (name) => party(name, COSIGNATURE),
) as [typeof log, typeof log, typeof log];
const policy = accepted(
  readPolicy(
    sha256,
    `log ${writeKey(log.key)}
witness insurer ${writeKey(insurer.key)}
witness school ${writeKey(school.key)}
group both all insurer school
quorum both
`,
  ),
);

const SIZE = 21;
const kept = subtreesOver(
  sha256,
  Array.from({ length: SIZE }, (_, at) => leafHash(sha256, entryOf(at))),
);
const stated = (origin: string, size = SIZE): Note => ({
  text: writeCheckpoint({ origin, size, root: rootOf(sha256, treeOf(kept, size)), extensions: [] }),
  signatures: [],
});
const checkpoint = signedBy(school, signedBy(insurer, signedBy(log, stated(log.key.name)), 1000), 900);
const fileOf = (index: number, extra?: Uint8Array): ProofFile => ({
  index,
  proof: inclusionProof(sha256, kept, index, SIZE),
  checkpoint,
  ...(extra && { extra }),
});
const written = writeProofFile(fileOf(13));

function seen(note: Note): SeenCheckpoint | Refusal {
  const asked = uncheckedCheckpoint(policy, note);
  return isRefusal(asked) ? asked : seenCheckpoint(policy, asked, holding(asked.checks, verifyEd25519));
}

/** What a file says of an entry: nothing against it, or why it is refused. */
function checked(text: string, entry: Uint8Array): Refusal | undefined {
  const file = readProofFile(text);
  if (isRefusal(file)) return file;
  const by = seen(file.checkpoint);
  return isRefusal(by) ? by : checkProofFile(sha256, file, entry, by);
}

describe('a proof file', () => {
  test('proves its entry and no other', () => {
    for (let index = 0; index < SIZE; index += 1) {
      const text = writeProofFile(fileOf(index));
      expect(checked(text, entryOf(index))).toBeUndefined();
      expect(checked(text, entryOf(index + 1))).toMatchObject({ code: 'proof_fails' });
    }
  });

  test('comes back as it was, with what was added', () => {
    expect(written.split('\n').slice(0, 2)).toEqual(['c2sp.org/tlog-proof@v1', 'index 13']);
    const extended = writeProofFile(fileOf(0, Uint8Array.of(1, 2, 3)));
    expect(extended.split('\n').slice(0, 3)).toEqual(['c2sp.org/tlog-proof@v1', 'extra AQID', 'index 0']);
    for (const text of [written, extended]) expect(writeProofFile(accepted(readProofFile(text)))).toBe(text);
    expect(accepted(readProofFile(extended)).extra).toEqual(Uint8Array.of(1, 2, 3));
    const alone = { ...fileOf(0), proof: [] };
    expect(readProofFile(writeProofFile(alone))).toEqual(alone);
  });

  test.each([
    ['of nothing', '', 'malformed_proof'],
    ['of another version', written.replace('@v1', '@v2'), 'malformed_proof'],
    ['without a place', written.replace('index 13\n', ''), 'malformed_proof'],
    ['without a blank line', written.replaceAll('\n\n', '\n'), 'malformed_proof'],
    [
      'of too many hashes',
      written.replace('\n\n', `\n${`${'A'.repeat(43)}=\n`.repeat(60)}\n`),
      'malformed_proof',
    ],
    ['of an empty addition', written.replace('index', 'extra \nindex'), 'malformed_proof'],
    ['of an addition behind the place', written.replace('13\n', '13\nextra AQID\n'), 'not_canonical'],
    ['of a place with leading zeros', written.replace('index 13', 'index 013'), 'not_canonical'],
    ['of a place that is none', written.replace('index 13', 'index -1'), 'wrong_type'],
    [
      'of a hash of 31 bytes',
      written.replace('13\n', `13\n${Buffer.alloc(31).toString('base64')}\n`),
      'out_of_range',
    ],
    ['of ends of lines of Windows', written.replaceAll('\n', '\r\n'), 'malformed_proof'],
    ['with a checkpoint that is no note', written.slice(0, written.indexOf('\n\u2014')), 'malformed_note'],
    ['of a place behind the last', written.replace('index 13', 'index 21'), 'out_of_range'],
    ['of another place', written.replace('index 13', 'index 12'), 'proof_fails'],
  ])('%s is refused', (_what, text, code) => {
    expect(checked(text, entryOf(13))).toMatchObject({ code });
  });

  test('with anything changed proves nothing more', () => {
    assert(
      property(nat(3), nat(), nat(), (kind, place, what) => {
        const changed = mutated(written, kind, place, what);
        if (changed !== written) expect(checked(changed, entryOf(13))).toMatchObject({ refused: true });
      }),
      { numRuns: 800 },
    );
  });
});

describe('a checkpoint', () => {
  test('is final since the last witness that the policy needs', () => {
    expect(seen(checkpoint)).toMatchObject({
      checkpoint: { origin: 'town.example/log', size: SIZE },
      cosigners: [
        { name: 'school', seconds: 900 },
        { name: 'insurer', seconds: 1000 },
      ],
      hasQuorum: true,
      quorumSince: 1000,
    });
  });

  test('of too few witnesses is recorded, but its proofs are not final', () => {
    const early = signedBy(stranger, signedBy(insurer, signedBy(log, stated(log.key.name)), 1000), 1);
    const by = accepted(seen(early));
    expect(by).toMatchObject({ cosigners: [{ name: 'insurer' }], hasQuorum: false });
    expect(by).not.toHaveProperty('quorumSince');
    expect(checked(writeProofFile({ ...fileOf(13), checkpoint: early }), entryOf(13))).toMatchObject({
      code: 'quorum_missing',
      actual: '["insurer"]',
    });
    expect(checkProofFile(sha256, fileOf(13), entryOf(12), by)).toMatchObject({ code: 'proof_fails' });
  });

  test.each([
    ['of a log that is not of the policy', signedBy(log, stated('other.example/log')), 'unknown_reference'],
    ['that witnesses alone have signed', signedBy(insurer, stated(log.key.name), 1), 'not_signed'],
    ['that nobody known has signed', signedBy(stranger, stated(log.key.name), 1), 'not_signed'],
    ['of text that is none', signedBy(log, { text: 'a\nb\n', signatures: [] }), 'malformed_checkpoint'],
    [
      'that its log has signed twice',
      signedBy(log, signedBy(log, stated(log.key.name))),
      'duplicate_signature',
    ],
    [
      'of another size than was signed',
      { ...checkpoint, text: stated(log.key.name, 20).text },
      'bad_signature',
    ],
  ])('%s is refused', (_what, note, code) => {
    expect(seen(note)).toMatchObject({ code });
  });

  test('may be signed by either of two keys of its log, while one takes the place of the other', () => {
    const next = party(log.key.name, NOTE_SIGNATURE, 'the new key');
    const both = { ...policy, logs: [...policy.logs, { key: next.key }] };
    const onlyNew = signedBy(next, stated(log.key.name));
    for (const note of [onlyNew, signedBy(log, onlyNew), signedBy(log, stated(log.key.name))]) {
      const asked = accepted(uncheckedCheckpoint(both, note));
      expect(seenCheckpoint(both, asked, holding(asked.checks, verifyEd25519))).toMatchObject({
        hasQuorum: false,
      });
    }
    expect(seen(onlyNew)).toMatchObject({ code: 'not_signed' });
  });

  test('is refused where one check has no answer', () => {
    const asked = accepted(uncheckedCheckpoint(policy, checkpoint));
    expect(seenCheckpoint(policy, asked, [true, true])).toMatchObject({ code: 'bad_signature' });
    expect(seenCheckpoint(policy, asked, [])).toMatchObject({ code: 'bad_signature' });
  });

  test('is read with what others added to it', () => {
    const crowded = accepted(
      readNote(`${written.slice(written.indexOf('\n\n') + 2)}\u2014 somebody AAAAAAA=\n`),
    );
    expect(seen(crowded)).toMatchObject({ hasQuorum: true });
  });
});
