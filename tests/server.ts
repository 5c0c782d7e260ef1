import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { isAlive } from '../src/store/embedded/processes.ts';
import { stopEmbeddedServer } from '../src/store/embedded/server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the run's own embedded server, which the first test that needs one starts. */
    readonly testHome: string;
  }
}

const PREFIX = 'poolbook-tests-';

/**
 * The whole run's server: here only its folder is made, so that a run of pure tests pays nothing. At the end the
 * server is stopped and the folder removed, as is what an earlier run left behind that was killed.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandoned();
  const home = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(home, 0o711);
  project.provide('testHome', home);
  return () => remove(home);
}

async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = /^poolbook-tests-(\d+)-/.exec(name) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    // Another user's folder stays.
    await remove(join(tmpdir(), name)).catch(() => {});
  }
}

async function remove(home: string): Promise<void> {
  await stopEmbeddedServer(home);
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
