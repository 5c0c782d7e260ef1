import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { EnvironmentFailure } from '../../app/failure.ts';
import { OWNER } from './cluster.ts';
import type { Places } from './places.ts';
import { commandLineOf, exists } from './processes.ts';

const ADOPTION_MILLISECONDS = 300_000;
/** How long a process is given that is perhaps our server. Where no command line is to be had, each is. */
const DOUBT_MILLISECONDS = process.platform === 'linux' ? 10_000 : ADOPTION_MILLISECONDS;

/** PostgreSQL makes postmaster.pid and fills it at once: one that stays empty was left by a kill or a power cut between the two. */
const FILLED_MILLISECONDS = 2_000;

/** A running server, as its own postmaster.pid names it: that file is where other processes find the port. */
export interface Postmaster {
  readonly pid: number;
  /** Undefined in the first instant of a start. */
  readonly port: number | undefined;
}

const fileOf = (data: string) => join(data, 'postmaster.pid');

/**
 * What postmaster.pid says; undefined where there is none, or none yet: an empty one names nobody, and never process 0, which
 * to the system is whoever asks. Whether that server lives is another question.
 */
export function readPostmaster(data: string): Postmaster | undefined {
  try {
    const lines = readFileSync(fileOf(data), 'utf8').split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
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
    if (found === undefined) {
      if (!existsSync(fileOf(places.data))) return undefined;
      if (Date.now() - since < FILLED_MILLISECONDS) {
        await setTimeout(100);
        continue;
      }
      disown(places.data);
      return undefined;
    }
    if (!exists(found.pid)) return undefined;
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
 * Makes postmaster.pid name no process, where the one that it names is not our server (its id was given out again, or it is a
 * zombie), or where it names none: PostgreSQL would take that for a server that lives, or begins to. All else in the file stays, for the check of memory.
 */
function disown(data: string): void {
  const file = fileOf(data);
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^.*$/m, String(NEVER_AN_ID)));
}

/**
 * What the process does, by its command line. A PostgreSQL that names another folder may still be ours under another
 * name of the same folder, and two servers on one folder would destroy it: then only a connection tells.
 */
export function servedBy(pid: number, data: string): 'this data' | 'perhaps this data' | 'something else' {
  const line = commandLineOf(pid);
  if (line === undefined) return 'perhaps this data';
  if (!line.includes('postgres')) return 'something else';
  return line.includes(data) ? 'this data' : 'perhaps this data';
}

/**
 * True where the server at this port recovers from a crash, its own start or that of one of its processes: it neither
 * lets us in nor says that it shuts down. In a crash it may also break off before it has said anything.
 */
export async function isRecovering(port: number): Promise<boolean> {
  // A server that lets anybody in asks for the password; we then go without a word, which it does not even log.
  let isOpen = false;
  const password = () => {
    isOpen = true;
    throw new Error('it takes connections');
  };
  const login = { host: '127.0.0.1', port, user: OWNER, password, database: 'postgres' };
  const client = new pg.Client({ ...login, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return false;
  } catch (error) {
    return !isOpen && !(error as Error).message.includes('shutting down');
  } finally {
    await client.end().catch(() => {});
  }
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
