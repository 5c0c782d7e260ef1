// What is sent to a witness: the published example, what is refused by name, and changes at random.
import { assert, nat, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accepted, entryOf, mutated, party, sha256, signedBy } from '../../../tests/record/parties.ts';
import { isRefusal } from '../refusal.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { consistencyProof } from './consistency.ts';
import { leafHash } from './hashes.ts';
import { NOTE_SIGNATURE } from './signature-types.ts';
import { readSubmission, writeSubmission } from './submission.ts';
import { rootOf, subtreesOver, treeOf } from './tree.ts';

/** The example of the specification. */
const EXAMPLE = `old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
\u2014 example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
`;

const log = party('town.example/log', NOTE_SIGNATURE);
const kept = subtreesOver(
  sha256,
  Array.from({ length: 13 }, (_, at) => leafHash(sha256, entryOf(at))),
);
const text = writeCheckpoint({
  ...{ origin: log.key.name, size: 13, root: rootOf(sha256, treeOf(kept, 13)), extensions: [] },
});
const checkpoint = signedBy(log, { text, signatures: [] });
const written = writeSubmission({ oldSize: 6, proof: consistencyProof(sha256, kept, 6, 13), checkpoint });

describe('a submission', () => {
  test('of the specification is read, and written as it was', () => {
    const { oldSize, proof, checkpoint: note } = accepted(readSubmission(EXAMPLE));
    expect([oldSize, proof.length, note.signatures.length]).toEqual([20_852_014, 4, 2]);
    expect(readCheckpoint(note.text)).toMatchObject({ size: 20_852_163 });
    expect(writeSubmission({ oldSize, proof, checkpoint: note })).toBe(EXAMPLE);
  });

  test('to a witness that knows nothing has no hashes', () => {
    const first = writeSubmission({ oldSize: 0, proof: [], checkpoint });
    expect(first.startsWith('old 0\n\ntown.example/log\n13\n')).toBe(true);
    expect(readSubmission(first)).toEqual({ oldSize: 0, proof: [], checkpoint });
  });

  const hash = `${'A'.repeat(43)}=\n`;
  test.each([
    ['of nothing', '', 'malformed_submission'],
    ['without a blank line', written.replaceAll('\n\n', '\n'), 'malformed_submission'],
    ['of a checkpoint alone', written.slice(written.indexOf('\n\n') + 2), 'malformed_submission'],
    ['with another first line', written.replace('old 6', 'size 6'), 'malformed_submission'],
    ['of too many hashes', `old 6\n${hash.repeat(64)}\n${text}\n`, 'malformed_submission'],
    ['of a size with leading zeros', written.replace('old 6', 'old 06'), 'not_canonical'],
    ['of a size below 0', written.replace('old 6', 'old -6'), 'wrong_type'],
    ['of a size beyond 2^53', written.replace('old 6', 'old 9007199254740993'), 'out_of_range'],
    ['of a hash without padding', written.replace('=\n', '\n'), 'not_canonical'],
    ['of a hash of 31 bytes', `old 6\n${Buffer.alloc(31).toString('base64')}\n\n${text}\n`, 'out_of_range'],
    ['without signatures', `old 0\n\n${text}\n`, 'malformed_note'],
    ['torn at its end', written.slice(0, -1), 'malformed_note'],
    ['with ends of lines of Windows', written.replaceAll('\n', '\r\n'), 'malformed_submission'],
  ])('%s is refused', (_what, body, code) => {
    expect(readSubmission(body)).toMatchObject({ code });
  });

  test('takes the longest proof that there is', () => {
    const longest = `old 6\n${hash.repeat(63)}${written.slice(written.indexOf('\n\n') + 1)}`;
    expect(accepted(readSubmission(longest)).proof).toHaveLength(63);
  });

  test('changed anywhere is refused, or written as it was changed', () => {
    assert(
      property(nat(3), nat(), nat(), (kind, place, what) => {
        const changed = mutated(written, kind, place, what);
        const read = readSubmission(changed);
        if (!isRefusal(read)) expect(writeSubmission(read)).toBe(changed);
      }),
      { numRuns: 2000 },
    );
  });
});
