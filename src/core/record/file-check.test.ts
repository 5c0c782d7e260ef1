// What proofs of one fact prove: the verdict, what it says of whom, and the first place that differs.
import { describe, expect, test } from 'vitest';
import { checked, factLog, INSURER, LOG, POLICY, proofOf, SIGNED_AT } from '../../../tests/record/facts.ts';
import { party, signedBy } from '../../../tests/record/parties.ts';
import { writeKey } from './key.ts';
import { readProofFile, writeProofFile } from './proof-file.ts';
import { NOTE_SIGNATURE } from './signature-types.ts';
import type { Verified } from './verdict.ts';
import { verdictWords } from './verdict-words.ts';

const log = factLog(20);
const stranger = party(LOG.key.name, NOTE_SIGNATURE, 'somebody else');
const proof = proofOf(log, 4);
const wordsOf = (verified: Verified) => {
  const { answer, lines } = verdictWords(verified);
  return [answer, ...lines].join('\n');
};

describe('a proof of one fact', () => {
  test('is proved to whoever holds the policy', () => {
    const verified = checked(proof, { policy: POLICY });
    expect(verified).toMatchObject({
      verdict: 'proved',
      findings: [],
      form: 'proof',
      policyOf: 'own',
      origin: 'town.example/log',
      size: 20,
      cosigners: [
        { name: 'insurer', seconds: SIGNED_AT },
        { name: 'member', seconds: SIGNED_AT + 60 },
      ],
      absent: [],
      quorumSince: SIGNED_AT + 60,
      fact: {
        leaf: 4,
        kind: 'claim-decision',
        id: 'C-4/1',
        fields: { money: { plan: '804.50' }, person: { name: 'Zoë 4 𐐷' }, rest: { service: null } },
      },
    });
    expect(wordsOf(verified)).toBe(
      [
        'Proved: claim-decision C-4/1 (leaf 4) is in the record of town.example/log as shown here.',
        'The log town.example/log has 20 leaves in this checkpoint.',
        'Witnesses that stand by it: insurer (2026-09-21 14:13:20 UTC), member (2026-09-21 14:14:20 UTC).',
        'As many as the policy asks for since 2026-09-21 14:14:20 UTC.',
      ].join('\n'),
    );
  });

  test('shows the money and not the person, and is proved all the same', () => {
    const verified = checked(proofOf(log, 4, ['money']), { policy: POLICY });
    expect(verified).toMatchObject({ verdict: 'proved', fact: { fields: { person: null, rest: null } } });
    expect(wordsOf(verified)).toContain('Withheld: person, rest.');
    expect(JSON.stringify(verified)).not.toContain('Zoë');
  });

  test('without the digests of what is shown is proved, and a change is found at its leaf', () => {
    const file = readProofFile(proof);
    if ('refused' in file) throw new Error(file.expected);
    const shown = Buffer.from(file.extra!)
      .toString()
      .replaceAll(/"digest":"[^"]*",/g, '');
    const write = (extra: string) => writeProofFile({ ...file, extra: Buffer.from(extra) });
    expect(checked(write(shown), { policy: POLICY }).verdict).toBe('proved');
    expect(checked(write(shown.replace('804.50', '804.51')), { policy: POLICY })).toMatchObject({
      verdict: 'tampered',
      findings: [{ refusal: { code: 'proof_fails' }, place: { leaf: 4, id: 'C-4/1' } }],
    });
  });

  test.each([
    ['money', '"plan":"804.50"', '"plan":"804.51"'],
    ['person', '1970-01-31', '1970-01-30'],
    ['rest', 'CO-45', 'CO-46'],
  ])('with changed fields is tampered with, in its group %s', (group, from, to) => {
    const file = readProofFile(proof);
    if ('refused' in file) throw new Error(file.expected);
    const extra = Buffer.from(Buffer.from(file.extra!).toString().replace(from, to));
    const verified = checked(writeProofFile({ ...file, extra }), { policy: POLICY });
    expect(verified.verdict).toBe('tampered');
    expect(verified.findings[0]).toMatchObject({
      refusal: { code: 'fact_differs' },
      place: { leaf: 4, kind: 'claim-decision', id: 'C-4/1', group },
    });
    expect(wordsOf(verified)).toContain(
      `Tampered with: leaf 4, claim-decision C-4/1, its group ${group} is not what was signed.`,
    );
  });

  test('proves nothing without a policy, and says so', () => {
    const verified = checked(proof, {});
    expect(verified).toMatchObject({
      verdict: 'not proved',
      policyOf: 'none',
      findings: [{ refusal: { code: 'missing_field', path: 'policy' } }],
    });
  });

  test.each<[string, string, string, string]>([
    ['of a log that the policy does not know', POLICY.replace(/^log .*$/m, ''), 'unknown_reference', proof],
    ['that too few have signed', POLICY, 'quorum_missing', proofOf(factLog(20, onlyInsurer), 4)],
    ['that nobody known has signed', `log ${writeKey(stranger.key)}\nquorum none\n`, 'not_signed', proof],
    [
      'judged by a policy that is none',
      `log ${writeKey(INSURER.key)}\nquorum none\n`,
      'malformed_key',
      proof,
    ],
  ])('%s is not proved', (_what, policy, code, file) => {
    const verified = checked(file, { policy });
    expect(verified).toMatchObject({ verdict: 'not proved', findings: [{ refusal: { code } }] });
    expect(wordsOf(verified)).toContain(code);
  });

  test('is not proved where a group is withheld that is asked for', () => {
    const file = proofOf(log, 4, ['money']);
    expect(checked(file, { policy: POLICY, groups: ['money'] }).verdict).toBe('proved');
    expect(checked(file, { policy: POLICY, groups: ['money', 'person'] })).toMatchObject({
      verdict: 'not proved',
      findings: [{ refusal: { code: 'group_withheld' }, place: { leaf: 4, group: 'person' } }],
    });
  });

  test('that nobody else stands by is proved to a policy that asks for nobody, and says so', () => {
    const verified = checked(proof, { policy: `log ${writeKey(LOG.key)}\nquorum none\n` });
    expect(verified).toMatchObject({ verdict: 'proved', cosigners: [] });
    expect(wordsOf(verified)).toContain('only the log itself stands by it');
  });

  test('of another tree is tampered with', () => {
    const other = readProofFile(proofOf(factLog(21), 4));
    const file = readProofFile(proof);
    if ('refused' in other || 'refused' in file) throw new Error('refused');
    const mixed = writeProofFile({ ...other, checkpoint: file.checkpoint });
    expect(checked(mixed, { policy: POLICY })).toMatchObject({
      verdict: 'tampered',
      findings: [{ refusal: { code: 'proof_fails' }, place: { leaf: 4 } }],
    });
  });
});

function onlyInsurer(note: Parameters<typeof signedBy>[1]) {
  return signedBy(INSURER, signedBy(LOG, note), SIGNED_AT);
}
