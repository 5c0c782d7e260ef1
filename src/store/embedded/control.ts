import {
  chownSync,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { EnvironmentFailure } from '../../app/failure.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { CONFIGURATION, OWNER } from './cluster.ts';
import type { Places } from './places.ts';
import { commandLineOf, exists, isAlive, run } from './processes.ts';
import { configurationText, type ServerSettings } from './settings.ts';
import { cannotRun, lastLog, startFailure } from './start-failure.ts';

const ADOPTION_MILLISECONDS = 300_000;
/** How long a process is given that is perhaps our server. Where no command line is to be had, each is. */
const DOUBT_MILLISECONDS = process.platform === 'linux' ? 10_000 : ADOPTION_MILLISECONDS;
const START_SECONDS = 300;
const STOP_SECONDS = 60;
const START_ATTEMPTS = 8;
const LOGS_KEPT = 5;

/** A running server, as its own postmaster.pid names it: that file is where other processes find the port. */
export interface Postmaster {
  readonly pid: number;
  /** Undefined in the first instant of a start. */
  readonly port: number | undefined;
}

/** What postmaster.pid says; undefined where there is none. Whether that server lives is another question. */
export function readPostmaster(data: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return { pid, port: Number.isInteger(port) && port > 0 ? port : undefined };
  } catch {
    return undefined;
  }
}

/**
 * The port of the server that already runs on this data, waiting while it starts or recovers; undefined where none
 * runs. A dead server's postmaster.pid is PostgreSQL's own to clean: it first checks that no process of that server still
 * holds the shared memory that the file names.
 * Fails with `embedded_server_failed` where a server runs and does not let us in.
 */
export async function adopt(places: Places, password: string): Promise<number | undefined> {
  const since = Date.now();
  let patience = ADOPTION_MILLISECONDS;
  let reason: unknown;
  while (Date.now() - since < patience) {
    const found = readPostmaster(places.data);
    if (found === undefined || !exists(found.pid)) return undefined;
    const what = servedBy(found.pid, places.data);
    if (what === 'something else') {
      disown(places.data);
      return undefined;
    }
    patience = what === 'this data' ? ADOPTION_MILLISECONDS : DOUBT_MILLISECONDS;
    if (found.port !== undefined) {
      reason = await refusedBy(found.port, password, places.data);
      if (reason === undefined) return found.port;
      if ((reason as { readonly code?: string }).code === '28P01') break;
    }
    await setTimeout(100);
  }
  throw new EnvironmentFailure(
    'embedded_server_failed',
    `An embedded PostgreSQL runs in ${places.data} but lets nobody in: ${(reason as Error | undefined)?.message}.`,
    `Look at the log in ${places.logs}; end that server and run the command again.`,
    reason,
  );
}

/** No process on Linux or a Mac can have this id: it is over their limits. */
const NEVER_AN_ID = 4_194_304;

/**
 * Makes postmaster.pid name no process, where the one that it names is not our server: its id was given out again, or
 * it is a zombie. PostgreSQL would take that for a living server. All else in the file stays, for the check of memory.
 */
function disown(data: string): void {
  const file = join(data, 'postmaster.pid');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^.*$/m, String(NEVER_AN_ID)));
}

/**
 * What the process does, by its command line. A PostgreSQL that names another folder may still be ours under another
 * name of the same folder, and two servers on one folder would destroy it: then only a connection tells.
 */
function servedBy(pid: number, data: string): 'this data' | 'perhaps this data' | 'something else' {
  const line = commandLineOf(pid);
  if (line === undefined) return 'perhaps this data';
  if (!line.includes('postgres')) return 'something else';
  return line.includes(data) ? 'this data' : 'perhaps this data';
}

/** Why we cannot use the server at this port; undefined where we can. */
async function refusedBy(port: number, password: string, data: string): Promise<unknown> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: OWNER,
    password,
    database: 'postgres',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    const served = rows[0]?.data_directory ?? '';
    return realpathSync(served) === realpathSync(data) ? undefined : new Error(`it serves ${served}`);
  } catch (error) {
    return error;
  } finally {
    await client.end().catch(() => {});
  }
}

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

/** Stops the server, if one runs, and waits for its end: open transactions are rolled back. */
export async function stop(places: Places, binaries: Binaries, account: Account | undefined): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    const found = readPostmaster(places.data);
    if (found === undefined || !isAlive(found.pid) || servedBy(found.pid, places.data) === 'something else')
      return;
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
