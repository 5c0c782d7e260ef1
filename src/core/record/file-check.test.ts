// What files prove: the verdict, what it says of whom, and the first place that differs.
import { describe, expect, test } from 'vitest';
import {
  bundleOf,
  checked,
  factLog,
  INSURER,
  LOG,
  POLICY,
  proofOf,
  SIGNED_AT,
} from '../../../tests/record/facts.ts';
import { party, signedBy } from '../../../tests/record/parties.ts';
import { writeKey } from './key.ts';
import { writeNote } from './note.ts';
import { readProofFile, writeProofFile } from './proof-file.ts';
import { NOTE_SIGNATURE } from './signature-types.ts';
import type { Verified } from './verdict.ts';
import { verdictWords } from './verdict-words.ts';

const log = factLog(20);
const stranger = party(LOG.key.name, NOTE_SIGNATURE, 'somebody else');
const proof = proofOf(log, 4);
const bundle = bundleOf(log);
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
    expect(checked(file, { policy: POLICY, wanted: ['money'] }).verdict).toBe('proved');
    expect(checked(file, { policy: POLICY, wanted: ['money', 'person'] })).toMatchObject({
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

describe('a bundle', () => {
  test('is proved whole, and counts what it shows', () => {
    const verified = checked(bundle, { policy: POLICY });
    expect(verified).toMatchObject({
      verdict: 'proved',
      form: 'bundle',
      kinds: [
        { kind: 'claim-decision', facts: 12, money: 12, person: 6, rest: 12 },
        { kind: 'resolution', facts: 2, money: 2, person: 1, rest: 2 },
      ],
      commitmentsAlone: 6,
    });
    expect(wordsOf(verified)).toBe(
      [
        'Proved: this is the whole record of town.example/log, 20 leaves.',
        'The log town.example/log has 20 leaves in this checkpoint.',
        'Witnesses that stand by it: insurer (2026-09-21 14:13:20 UTC), member (2026-09-21 14:14:20 UTC).',
        'As many as the policy asks for since 2026-09-21 14:14:20 UTC.',
        'Claim-decision: 12 facts, shown money of 12, person of 6, rest of 12.',
        'Resolution: 2 facts, shown money of 2, person of 1, rest of 2.',
        'Of 6 leaves nothing is shown but that it is there.',
      ].join('\n'),
    );
  });

  test('judged by its own policy says that it was', () => {
    const verified = checked(bundle, {});
    expect(verified).toMatchObject({ verdict: 'proved', policyOf: 'file' });
    expect(wordsOf(verified)).toContain('what the log says of itself');
  });

  test('is the same in pieces of any length', () => {
    const whole = checked(bundle, { policy: POLICY });
    for (const bytes of [1, 2, 7, 100, 4096])
      expect(checked(bundle, { policy: POLICY }, bytes)).toEqual(whole);
  });

  test.each([0, 1, 2, 3, 64, 65])('of %i leaves is proved', (size) => {
    expect(checked(bundleOf(factLog(size)), { policy: POLICY })).toMatchObject({ verdict: 'proved', size });
  });

  const line = (at: number, change: (text: string) => string) => {
    const lines = bundle.split('\n');
    lines[at + 1] = change(lines[at + 1]!);
    return lines.join('\n');
  };

  test.each<[string, string, string, object]>([
    [
      'a field changed',
      line(3, (text) => text.replace('803.50', '803.51')),
      'fact_differs',
      { leaf: 3, kind: 'claim-decision', id: 'C-3/1', group: 'money' },
    ],
    ['an id changed', line(3, (text) => text.replace('C-3/1', 'C-3/2')), 'fact_differs', { leaf: 3 }],
    ['a line taken out', bundle.replace(/\n[^\n]*"C-3\/1"[^\n]*/, ''), 'inconsistent', { leaf: 19 }],
    ['a line doubled', bundle.replace(/\n[^\n]*"C-3\/1"[^\n]*/, '$&$&'), 'inconsistent', { leaf: 20 }],
    ['a line that is none', line(7, () => 'null'), 'malformed_bundle', { leaf: 7 }],
    ['a line with a space', line(7, (text) => `${text} `), 'not_canonical', { leaf: 7 }],
    [
      'a field more',
      line(0, (text) => text.replace('"kind"', '"key":"x","kind"')),
      'unknown_field',
      { leaf: 0 },
    ],
    ['an unknown group', line(0, (text) => text.replace('"rest"', '"test"')), 'unknown_field', { leaf: 0 }],
  ])('with %s is tampered with, there', (_what, file, code, place) => {
    const verified = checked(file, { policy: POLICY });
    expect(verified).toMatchObject({ verdict: 'tampered', findings: [{ refusal: { code }, place }] });
    expect(verified.findings).toHaveLength(1);
  });

  test.each<[string, string, string]>([
    ['two lines exchanged', exchanged(), 'proof_fails'],
    ['its last end of line missing', bundle.slice(0, -1), 'torn_line'],
    ['another origin', bundle.replace('"origin":"town', '"origin":"down'), 'inconsistent'],
    ['another version', bundle.replace('record@v1', 'record@v2'), 'malformed_bundle'],
    ['a line too long', `${bundle}{"${'x'.repeat(1 << 20)}`, 'too_long'],
    ['nothing in it', '', 'malformed_proof'],
    ['something else in it', '# A note\n\nof something else\n', 'malformed_proof'],
  ])('with %s is tampered with', (_what, file, code) => {
    const verified = checked(file, { policy: POLICY });
    expect(verified).toMatchObject({ verdict: 'tampered', findings: [{ refusal: { code } }] });
    expect(wordsOf(verified)).toMatch(/^Tampered with/);
  });

  test('with bytes that are no text is tampered with', () => {
    const bytes = new TextEncoder().encode(bundle);
    bytes[bytes.length - 10] = 0xff;
    expect(checked(bytes, { policy: POLICY })).toMatchObject({
      verdict: 'tampered',
      findings: [{ refusal: { code: 'wrong_encoding', path: 'line 21' } }],
    });
  });

  test('is not proved where its policy cannot be read', () => {
    expect(checked(bundle, { policy: 'quorum\n' })).toMatchObject({ verdict: 'not proved', policyOf: 'own' });
  });

  test('of a log whose signature is another one is tampered with', () => {
    const changed = writeNote(log.checkpoint).replace('\n20\n', '\n21\n');
    const file = bundle.replace(JSON.stringify(writeNote(log.checkpoint)), JSON.stringify(changed));
    const verified = checked(file, { policy: POLICY });
    expect(verified.findings.map(({ refusal }) => refusal.code)).toEqual(['bad_signature', 'inconsistent']);
  });
});

function onlyInsurer(note: Parameters<typeof signedBy>[1]) {
  return signedBy(INSURER, signedBy(LOG, note), SIGNED_AT);
}

/** Two leaves of which nothing is shown, in each other's place: nothing but the root can tell. */
function exchanged(): string {
  const lines = bundle.split('\n');
  [lines[3], lines[6]] = [lines[6]!, lines[3]!];
  return lines.join('\n');
}
