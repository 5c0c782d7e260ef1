// docs/record.md: its example is a proof that is proved, and what it says of formats and answers is so.
import { spawnSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeBundleHead } from '../../src/core/record/bundle.ts';
import { readProofFile } from '../../src/core/record/proof-file.ts';
import { helpOf } from '../helps.ts';
import { bundleOf, checked, factLog, factOf, POLICY, saltsOfFact } from './facts.ts';
import { accepted } from './parties.ts';

/** The page but for its part on witnesses. */
const [page] = readFileSync('docs/record.md', 'utf8').split('\n## Witnesses\n') as [string];
const [shown, proof, policy, answer, leaves] = [...page.matchAll(/```text\n([\s\S]*?)```/g)].map(
  ([, text]) => text!,
);

test('the command answers the example as the page says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'poolbook-record-'));
  try {
    for (const [name, text] of [
      ['proof', proof],
      ['policy', policy],
    ] as const)
      writeFileSync(join(folder, name), text!);
    const words = ['verify', join(folder, 'proof'), '--policy', join(folder, 'policy')];
    const { status, stdout } = spawnSync(process.execPath, ['src/main.ts', ...words], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, answer]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the fact that is shown is the one of the proof, and what is withheld is not in it', () => {
  const file = accepted(readProofFile(proof!));
  expect(`${Buffer.from(file.extra!)}\n`).toBe(shown);
  expect(Object.keys(JSON.parse(shown!).money)).toEqual(['digest', 'fields', 'salt']);
  expect(Object.keys(JSON.parse(shown!).person)).toEqual(['digest']);
});

test('the lines of the bundle make a bundle that is proved, with the leaf that the page leaves out', () => {
  const [head, first] = bundleOf(factLog(3)).split('\n') as [string, string];
  expect(checked(`${head}\n${first}\n${leaves}`, { policy: POLICY }).verdict).toBe('proved');
  expect(page).toContain('`{"bundle":"poolbook-record@v1","checkpoint":…,"origin":…,"policy":…}`');
  expect(writeBundleHead({ origin: 'o', policy: 'p', checkpoint: 'c' })).toBe(
    '{"bundle":"poolbook-record@v1","checkpoint":"c","origin":"o","policy":"p"}\n',
  );
});

test('a commitment is made as the table says', () => {
  const sha256 = (...pieces: (string | Uint8Array)[]) =>
    pieces.reduce((hash, piece) => hash.update(piece), createHash('sha256')).digest();
  const fact = factOf(1);
  const salts = saltsOfFact(fact);
  const digests = (['money', 'person', 'rest'] as const).map((group) => sha256(salts[group], fact[group]));
  const made = sha256(`poolbook-fact@v1\n${fact.kind}\n${fact.id}\n`, ...digests).toString('base64');
  expect(JSON.parse(leaves!.split('\n')[0]!).commitment).toBe(made);
  const key = sha256('key of pool');
  const salt = createHmac('sha256', key).update(`town.example/log\n${fact.kind}\n${fact.id}\nmoney`).digest();
  expect(JSON.parse(shown!).money.salt).toBe(salt.toString('base64'));
});

test('the options that the page shows exist', () => {
  const record = ['update', 'policy', 'prove', 'export', 'audit', 'key', 'erase'].map((word) => [
    'record',
    word,
  ]);
  const commands = [['verify'], ['witness'], ['backup'], ['restore'], ...record];
  const help = commands.map((words) => helpOf(...words)).join('\n');
  for (const [, option] of page.matchAll(/ (--[a-z]+)/g)) expect(help).toContain(option);
});
