// What bundles prove: the whole record or not, the fact that is asked for, and the first place that differs.
import { describe, expect, test } from 'vitest';
import { bundleOf, checked, factLog, POLICY, proofOf } from '../../../tests/record/facts.ts';
import { writeNote } from './note.ts';
import type { Verified } from './verdict.ts';
import { verdictWords } from './verdict-words.ts';

const log = factLog(20);
const bundle = bundleOf(log);
const proof = proofOf(log, 4);
const wordsOf = (verified: Verified) => {
  const { answer, lines } = verdictWords(verified);
  return [answer, ...lines].join('\n');
};

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

  test('shows the fact that is asked for, and is not proved where it is not there', () => {
    const verified = checked(bundle, { policy: POLICY, id: 'C-10/1', groups: ['money'] });
    expect(verified).toMatchObject({
      verdict: 'proved',
      fact: { leaf: 10, id: 'C-10/1', fields: { money: { plan: '810.50' }, person: null } },
    });
    expect(wordsOf(verified)).toContain('20 leaves, with claim-decision C-10/1 (leaf 10).');
    expect(checked(bundle, { policy: POLICY, id: 'C-10/1', groups: ['person'] })).toMatchObject({
      verdict: 'not proved',
      findings: [{ refusal: { code: 'group_withheld' }, place: { leaf: 10, group: 'person' } }],
    });
    for (const file of [bundle, proof])
      expect(checked(file, { policy: POLICY, id: 'C-8/1' })).toMatchObject({
        verdict: 'not proved',
        findings: [{ refusal: { code: 'unknown_reference', expected: 'a fact with the id C-8/1' } }],
      });
  });

  test('is not proved where a group is asked for that some leaf does not show', () => {
    expect(checked(bundle, { policy: POLICY, groups: ['money'] })).toMatchObject({
      verdict: 'not proved',
      findings: [{ refusal: { code: 'group_withheld' }, place: { leaf: 2, group: 'money' } }],
    });
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

  test('with two lines exchanged says so of all of it, whatever fact was asked for', () => {
    expect(wordsOf(checked(exchanged(), { policy: POLICY, id: 'C-9/1' }))).toMatch(
      /^Tampered with: the record in this file is not what was signed\.\n/,
    );
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

/** Two leaves of which nothing is shown, in each other's place: nothing but the root can tell. */
function exchanged(): string {
  const lines = bundle.split('\n');
  [lines[3], lines[6]] = [lines[6]!, lines[3]!];
  return lines.join('\n');
}
