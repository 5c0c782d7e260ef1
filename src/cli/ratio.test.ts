import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test.each([
  ['a year that is none', ['26'], 'wrong_type', 'year'],
  ['a second year that is none', ['2026', 'then'], 'wrong_type', 'year'],
  ['one year with what is of two', ['2026', '--large', '1000.00'], 'inconsistent', '--large'],
  ['two years with what is of one', ['2025', '2026', '--by', 'month'], 'inconsistent', '--by'],
])('%s is refused, and nothing is opened for it', (_what, options, code, path) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['src/main.ts', 'ratio', ...options, '--json'],
    // No server could be opened there: opening one would be a failure, not a refusal.
    { encoding: 'utf8', env: { ...process.env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' } },
  );
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(JSON.parse(stderr)).toMatchObject({ code, path });
});
