// `poolbook check contract` and `poolbook rules` as they are run: what they print, and their status.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'poolbook-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

function poolbook(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/main.ts', ...words], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function file(document: object): string {
  const path = join(folder, 'contract.json');
  writeFileSync(path, `\uFEFF${JSON.stringify(document)}`);
  return path;
}

const lossRatio = {
  currency: 'USD',
  jurisdiction: 'US-RI',
  day: '2026-06-30',
  line: 'property-casualty',
  incurredClaims: '590.00',
  earnedPremium: '1000.00',
};

test('a check says in one sentence what is kept, then each rule with its citation, then what is due', () => {
  const { status, stdout, stderr } = poolbook('check', 'contract', file(lossRatio));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^0 of 1 rules of US-RI are kept on 2026-06-30\.\n/);
  expect(stdout).toMatch(/loss ratio +at least 0\.6 +0\.59 +no +Rhode Island Department/);
  expect(stdout).toMatch(
    /\nDue for loss ratio: approval by the department and an explanation \(Rhode Island/,
  );
});

test('--json prints the same as one document', () => {
  const { stdout } = poolbook('check', 'contract', file(lossRatio), '--json');
  expect(JSON.parse(stdout)).toMatchObject({ isKept: false, findings: [{ rule: 'property-casualty' }] });
});

test('a document that cannot be checked ends with status 2, a file that cannot be read with status 1', () => {
  const early = poolbook('check', 'contract', file({ ...lossRatio, day: '2010-12-31' }), '--json');
  expect([early.status, early.stdout, JSON.parse(early.stderr).code]).toEqual([2, '', 'out_of_range']);
  const missing = poolbook('check', 'contract', join(folder, 'missing.json'), '--json');
  expect([missing.status, missing.stdout, JSON.parse(missing.stderr).code]).toEqual([
    1,
    '',
    'file_unreadable',
  ]);
});

test('rules on two days differ, each with its citation; a day before the first is refused', () => {
  const on = (day: string) => poolbook('rules', 'US-WA', 'reserves', '--on', day);
  expect(on('2021-06-30').stdout).toMatch(
    /programme-reserve +2017-11-25 +8 +weeks +WAC 200-110-040\(1\)\(a\)/,
  );
  expect(on('2023-06-30').stdout).toMatch(/programme-reserve +2022-09-24 +16 +weeks +WAC 200-110-040\(1\) /);
  expect(on('2003-06-30')).toMatchObject({ status: 2, stdout: '' });
});
