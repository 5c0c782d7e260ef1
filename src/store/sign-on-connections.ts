import type pg from 'pg';
import type { Stores } from '../app/ports/stores.ts';
import { openConnections } from './connections.ts';
import type { Database } from './database.ts';
import { loginsOf } from './role-logins.ts';

const CONNECTIONS = 4;

/** Connections for sign-on, as the role poolbook_identity: they reach people and sessions, and no table of a consortium. */
export interface SignOnConnections {
  connect(): Promise<pg.PoolClient>;
  end(): Promise<void>;
}

/** Opens connections for sign-on to a database, or to that of stores; they are closed on their own, before it. */
export function openSignOnConnections(opened: Database | Stores): SignOnConnections {
  const { take, close } = openConnections(loginsOf(opened).identity, CONNECTIONS);
  return { connect: take, end: close };
}
