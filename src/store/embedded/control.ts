import { chownSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { CONFIGURATION } from './cluster.ts';
import type { Places } from './places.ts';
import { isRecovering, readPostmaster, servedBy } from './postmaster.ts';
import { isAlive, run } from './processes.ts';
import { configurationText, type ServerSettings } from './settings.ts';
import { cannotRun, lastLog, startFailure } from './start-failure.ts';

const START_SECONDS = 300;
const STOP_SECONDS = 60;
const START_ATTEMPTS = 8;
const LOGS_KEPT = 5;

/** Starts the server and waits until it takes connections; returns its port. A port that was just taken is retried. */
export async function start(
  places: Places,
  binaries: Binaries,
  account: Account | undefined,
  settings: ServerSettings,
): Promise<number> {
  removeOldLogs(places.logs);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const configuration = join(places.data, CONFIGURATION);
    writeFileSync(configuration, configurationText(port, places.logs, settings), { mode: 0o600 });
    if (account !== undefined) chownSync(configuration, account.uid, account.gid);
    rmSync(places.startLog, { force: true });
    const wait = ['-w', '-t', String(START_SECONDS), '-D', places.data, '-l', places.startLog];
    const { status } = await run(binaries.pgCtl, ['start', ...wait, '-p', binaries.postgres], {
      directory: places.home,
      account,
      apart: true,
    }).catch((error: unknown) => Promise.reject(cannotRun(binaries.pgCtl, error)));
    if (status === 0) return port;
    const printed = lastLog(places);
    if (attempt === START_ATTEMPTS || !isPassing(printed)) {
      throw startFailure('The embedded PostgreSQL did not start', printed, places);
    }
    await setTimeout(250 * attempt);
  }
}

/** A port taken since we looked, or the processes of a server killed an instant ago that are just ending. */
function isPassing(printed: string): boolean {
  return /could not bind|Address already in use|pre-existing shared memory block/.test(printed);
}

/**
 * Stops the server, if one runs, and waits for its end: open transactions are rolled back. One that recovers from the
 * crash of a process is stopped at once, and recovers at its next start: told to stop in good order, PostgreSQL 18 ends
 * the recovery, but not the checkpointer, for which it then waits for ever.
 */
export async function stop(places: Places, binaries: Binaries, account: Account | undefined): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    const found = readPostmaster(places.data);
    if (found === undefined || !isAlive(found.pid) || servedBy(found.pid, places.data) === 'something else')
      return;
    if (mode === 'fast' && found.port !== undefined && (await isRecovering(found.port))) continue;
    await run(binaries.pgCtl, ['stop', '-w', '-t', String(STOP_SECONDS), '-m', mode, '-D', places.data], {
      directory: places.home,
      account,
      apart: true,
    }).catch((error: unknown) => Promise.reject(cannotRun(binaries.pgCtl, error)));
  }
}

function removeOldLogs(folder: string): void {
  if (!existsSync(folder)) return;
  const logs = readdirSync(folder).filter((name) => name.startsWith('postgresql-'));
  for (const name of logs.sort().slice(0, -LOGS_KEPT)) rmSync(join(folder, name), { force: true });
}

function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
  });
  return promise;
}
