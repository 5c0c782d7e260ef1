import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { OWNER } from '../../src/store/embedded/cluster.ts';
import { readPostmaster } from '../../src/store/embedded/postmaster.ts';

/** What the server of a home does at one instant, as pg_stat_activity says. */
export interface Activity {
  /** Transactions of ours that are open. */
  readonly open: number;
  /** Those of them that have written and do not commit yet, by the port of the client at the other end. */
  readonly writtenFrom: readonly number[];
  /** The processes of all connections but our own. */
  readonly backends: readonly number[];
}

const PATIENCE_MILLISECONDS = 60_000;
const OPEN = `usename LIKE 'poolbook\\_%' AND usename <> '${OWNER}' AND state <> 'idle' AND xact_start IS NOT NULL`;
const WRITTEN = `${OPEN} AND backend_xid IS NOT NULL AND query <> 'COMMIT'`;
const ACTIVITY = `SELECT count(*) FILTER (WHERE ${OPEN})::int AS open,
    coalesce(array_agg(client_port) FILTER (WHERE ${WRITTEN}), '{}') AS "writtenFrom",
    coalesce(array_agg(pid) FILTER (WHERE backend_type = 'client backend'), '{}') AS backends
  FROM pg_stat_activity WHERE pid <> pg_backend_pid()`;

/** Watches the server of a home as its owner, whenever there is one. */
export class Watcher {
  readonly #home: string;
  #client: pg.Client | undefined;
  #postmaster: number | undefined;

  constructor(home: string) {
    this.#home = home;
  }

  /** What goes on; undefined where no server answers (there is none, it starts, or it recovers). */
  async look(): Promise<Activity | undefined> {
    try {
      const client = await this.#connected();
      return (await client?.query<Activity>(ACTIVITY))?.rows[0];
    } catch {
      await this.close();
      return undefined;
    }
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }

  async #connected(): Promise<pg.Client | undefined> {
    const found = readPostmaster(join(this.#home, 'data'));
    if (found?.port === undefined) return undefined;
    if (this.#client !== undefined && this.#postmaster === found.pid) return this.#client;
    await this.close();
    const secrets = readFileSync(join(this.#home, 'secrets.json'), 'utf8');
    const { ownerPassword: password } = JSON.parse(secrets) as { ownerPassword: string };
    const { port } = found;
    const client = new pg.Client({
      ...{ host: '127.0.0.1', port, user: OWNER, password, database: 'postgres' },
      ...{ application_name: 'watcher', connectionTimeoutMillis: 2_000 },
    });
    client.on('error', () => {});
    await client.connect();
    this.#client = client;
    this.#postmaster = found.pid;
    return client;
  }
}

/**
 * The processes that are left in a home's data folder, when those had their time that end behind their postmaster, such as
 * the one that writes its log.
 */
export async function leftIn(home: string): Promise<readonly number[]> {
  const until = performance.now() + PATIENCE_MILLISECONDS;
  while (processesIn(home).length > 0 && performance.now() < until) await setTimeout(20);
  return processesIn(home);
}

/** The processes that work in a home's data folder, as those of PostgreSQL all do. Known on Linux alone. */
function processesIn(home: string): number[] {
  if (process.platform !== 'linux') return [];
  const data = join(home, 'data');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => linkOf(`/proc/${pid}/cwd`) === data)
    .map(Number);
}

/** The ports of a process's own ends of connections. Known on Linux alone: elsewhere undefined. */
export function portsOf(pid: number): ReadonlySet<number> | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const folder = `/proc/${pid}/fd`;
    const links = readdirSync(folder).map((name) => linkOf(join(folder, name)));
    const table = readFileSync(`/proc/${pid}/net/tcp`, 'utf8').trim().split('\n').slice(1);
    // Of a line's fields the second is the local address, hexadecimal, its port behind a colon; the tenth is the socket.
    const sockets = table.map((line) => line.trim().split(/\s+/));
    const own = sockets.filter((fields) => links.includes(`socket:[${fields[9]}]`));
    return new Set(own.map((fields) => Number.parseInt(fields[1]!.split(':')[1]!, 16)));
  } catch {
    // It has just ended.
    return new Set();
  }
}

/** Where a link points; '' where it is gone, or not ours to read. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
