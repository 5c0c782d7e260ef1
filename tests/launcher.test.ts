// `bin/poolbook.cjs` runs the program in a process of its own, and hands on what it is told.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './database.ts';

let database: TestDatabase;
const launchers: ChildProcess[] = [];
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  // The group, since what was not handed on leaves the program behind.
  for (const { pid, exitCode } of launchers) if (exitCode === null) process.kill(-pid!, 'SIGKILL');
  await database?.close();
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s of a supervisor ends the program', async (signal) => {
  const launcher = spawn(process.execPath, ['bin/poolbook.cjs', 'worker'], {
    env: { ...process.env, DATABASE_URL: database.url },
    stdio: ['ignore', 'ignore', 'pipe'],
    // Without a terminal.
    detached: true,
  });
  launchers.push(launcher);
  let said = '';
  launcher.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await expect.poll(() => said).toContain('takes jobs');
  launcher.kill(signal);
  expect(await once(launcher, 'close')).toEqual([0, null]);
});
