import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { OWNER } from '../../src/store/embedded/cluster.ts';
import { readPostmaster } from '../../src/store/embedded/postmaster.ts';

/** What the server of a home does at one instant, as pg_stat_activity says. */
export interface Activity {
  /** Transactions of the loader that are open. */
  readonly open: number;
  /** True where a transaction of ours has written something that is not committed. */
  readonly hasWritten: boolean;
  /** The processes of all connections but our own. */
  readonly backends: readonly number[];
}

const ACTIVITY = `SELECT
    count(*) FILTER (WHERE usename = 'poolbook_loader' AND state <> 'idle' AND xact_start IS NOT NULL)::int AS open,
    coalesce(bool_or(usename LIKE 'poolbook\\_%' AND usename <> '${OWNER}' AND backend_xid IS NOT NULL), false) AS "hasWritten",
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

/** The processes that work in a home's data folder, as those of PostgreSQL all do. Known on Linux alone. */
export function processesIn(home: string): number[] {
  if (process.platform !== 'linux') return [];
  const data = join(home, 'data');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === data;
      } catch {
        return false;
      }
    })
    .map(Number);
}
