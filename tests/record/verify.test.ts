// `poolbook verify` as it is run: what it prints, its status, and that it asks for no database.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bundleOf, factLog, POLICY, proofOf } from './facts.ts';

const folder = mkdtempSync(join(tmpdir(), 'poolbook-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

function verify(...words: string[]) {
  const env = {
    ...process.env,
    POOLBOOK_HOME: join(folder, 'home'),
    DATABASE_URL: 'postgres://nowhere.invalid/x',
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/main.ts', 'verify', ...words], {
    encoding: 'utf8',
    env,
  });
  return { status, stdout, stderr };
}

const log = factLog(20);
const policy = file('policy', POLICY);
const proof = file('proof', proofOf(log, 4, ['money', 'rest']));
const bundle = file('bundle', bundleOf(log));

test('what is proved ends with status 0, is said in words, and shows the fields', () => {
  const { status, stdout, stderr } = verify(proof, '--policy', policy);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^Proved: claim-decision C-4\/1 \(leaf 4\) is in the record of town\.example\/log/);
  expect(stdout).toMatch(/\nWithheld: person\./);
  expect(stdout).toMatch(/\nmoney +charge +1,004\.00\n/);
  expect(stdout).not.toContain('Zoë');
  expect(verify(bundle, '--policy', policy, '--id', 'C-9/1').stdout).toMatch(/\nmoney +charge +1,009\.00\n/);
  expect(verify(bundle, '--policy', policy)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Proved: this is the whole record of town\.example\/log, 20 leaves\.\n/),
  });
});

test('what is not proved ends with status 1: no policy, a group withheld', () => {
  expect(verify(proof)).toMatchObject({ status: 1, stdout: expect.stringMatching(/^Not proved: /) });
  expect(verify(proof, '--policy', policy, '--shown', 'money', 'rest').status).toBe(0);
  const withheld = verify(proof, '--policy', policy, '--shown', 'person', '--json');
  expect(withheld.status).toBe(1);
  expect(JSON.parse(withheld.stdout)).toMatchObject({
    verdict: 'not proved',
    findings: [{ refusal: { code: 'group_withheld' }, place: { leaf: 4, id: 'C-4/1', group: 'person' } }],
  });
});

test('what was tampered with ends with status 2, with the place, and shows no field', () => {
  const changed = file('changed', bundleOf(log).replace('803.50', '803.51'));
  const { status, stdout } = verify(changed, '--policy', policy);
  expect(status).toBe(2);
  expect(stdout).toMatch(
    /^Tampered with: leaf 3, claim-decision C-3\/1, its group money is not what was signed\.\n/,
  );
  const json = verify(changed, '--policy', policy, '--json');
  expect([json.status, JSON.parse(json.stdout).findings[0].place]).toEqual([
    2,
    { leaf: 3, kind: 'claim-decision', id: 'C-3/1', group: 'money' },
  ]);
  expect(verify(file('else', '{}\n'), '--policy', policy).status).toBe(2);
});

test('a file that cannot be read ends with status 1 as for every command', () => {
  for (const words of [[join(folder, 'missing')], [folder], [proof, '--policy', join(folder, 'missing')]]) {
    const { status, stdout, stderr } = verify(...words, '--json');
    expect([status, stdout, JSON.parse(stderr).code]).toEqual([1, '', 'file_unreadable']);
  }
});

test('opens no database and makes no home', () => {
  expect(readdirSync(folder)).not.toContain('home');
});
