import pg from 'pg';
import { OPERATOR, type Viewer } from '../app/viewer.ts';
import { describe, type Login, loginOf, PatientClient } from './connection.ts';
import { openConnections } from './connections.ts';
import { type EmbeddedServer, openEmbeddedServer } from './embedded/server.ts';
import { asFailure } from './failures.ts';
import { migrate } from './migrate.ts';
import { type Query, queryOver } from './query.ts';
import { rememberLogins } from './role-logins.ts';
import { APP, IDENTITY, LOADER, loginAs, QUEUE, SALTS } from './roles.ts';
import { beginning, transaction } from './transaction.ts';

export type { Query } from './query.ts';

/** How many connections of the application there are, where nobody asks for another number. */
export const CONNECTIONS = 8;
const EMBEDDED_DATABASE = 'poolbook';

/** The store: one database, worked on as `poolbook_app` under row-level security, one transaction per unit of work. */
export interface Database {
  /**
   * One transaction of one consortium. Commits when `work` returns; rolls back when it throws or returns a refusal.
   * `consortiumId` is 1, 2, ...; anything else throws.
   */
  unitOfWork<T>(consortiumId: number, work: (query: Query) => Promise<T>): Promise<T>;
  /** The same for reading: all statements see one moment, and none may write. */
  read<T>(consortiumId: number, work: (query: Query) => Promise<T>): Promise<T>;
  /** A transaction of no consortium, in which only functions such as `poolbook.consortium_of(code)` find anything. */
  global<T>(work: (query: Query) => Promise<T>): Promise<T>;
  /** The same database as a viewer sees it, over the same connections: rows of others are not there for it. */
  as(viewer: Viewer): Database;
  /** Waits for what is under way, closes the connections, and gives the embedded server up. Twice does nothing. */
  close(): Promise<void>;
  /** The same at once: what is under way, or begun after, is rolled back and fails with `database_lost`. */
  interrupt(): Promise<void>;
}

export interface DatabaseOptions {
  /** The address of the database as its owner. Default: DATABASE_URL, else the embedded server. */
  readonly url?: string;
  /** The folder of the embedded server. */
  readonly home: string;
  /** The name of the database within the embedded server; made if missing. */
  readonly database?: string;
  /** How many connections at most; default 8. */
  readonly connections?: number;
  /** Called with a line for the person who waits. */
  readonly note?: (line: string) => void;
}

/**
 * Opens the store, and brings its schema up to the program first.
 *
 * Fails as `openEmbeddedServer` and `migrate` do.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const given = options.url ?? process.env.DATABASE_URL ?? '';
  if (given !== '') return connect(loginOf(given), given, options);
  const server = await openEmbeddedServer(options.home, options);
  try {
    const url = await ensureDatabase(server, options.database ?? EMBEDDED_DATABASE);
    return await connect(loginOf(url), url, options, server);
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** Makes the database within the embedded server where it is missing; returns its address. */
async function ensureDatabase(server: EmbeddedServer, name: string): Promise<string> {
  const login = loginOf(server.url);
  const client = new PatientClient(login);
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT FROM pg_catalog.pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0`);
  } catch (error) {
    // 42P04, 23505: another process has just made it.
    const { code } = error as { readonly code?: string };
    if (code !== '42P04' && code !== '23505') throw asFailure(error, 'connecting', describe(login));
  } finally {
    await client.end().catch(() => {});
  }
  const url = new URL(server.url);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

async function connect(
  owner: Login,
  url: string,
  options: DatabaseOptions,
  server?: EmbeddedServer,
): Promise<Database> {
  const applied = await migrate(url);
  if (applied.length > 0)
    options.note?.(`the database was brought to version ${applied.at(-1)} of the schema`);
  const where = describe(owner);
  const connections = openConnections(loginAs(owner, APP), options.connections ?? CONNECTIONS);
  const within = <T>(begin: string, work: (query: Query) => Promise<T>) =>
    transaction(connections, begin, where, (client) => work(queryOver(client)));
  const logins = {
    loader: loginAs(owner, LOADER),
    identity: loginAs(owner, IDENTITY),
    queue: loginAs(owner, QUEUE),
    salts: loginAs(owner, SALTS),
  };
  let closing: Promise<void> | undefined;
  const seenBy = (viewer: Viewer): Database => {
    const database: Database = {
      unitOfWork: async (consortiumId, work) => within(beginning('READ WRITE', consortiumId, viewer), work),
      read: async (consortiumId, work) =>
        within(beginning('ISOLATION LEVEL REPEATABLE READ READ ONLY', consortiumId, viewer), work),
      global: async (work) => within(beginning('READ WRITE', undefined, viewer), work),
      as: seenBy,
      close: () => {
        closing ??= connections.close().then(() => server?.close());
        return closing;
      },
      interrupt: () => {
        connections.interrupt();
        closing ??= Promise.resolve(server?.close());
        return closing;
      },
    };
    rememberLogins(database, logins);
    return database;
  };
  return seenBy(OPERATOR);
}
