// A pool whose facts are written by transactions of the test's own, several at a time, and what waits of them for the record.
import type pg from 'pg';
import { recordConsortium } from '../../src/app/consortium.ts';
import type { LeafName } from '../../src/app/ports/record.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { openLog } from '../../src/app/record/log-keys.ts';
import { APP } from '../../src/store/roles.ts';
import { storesOver } from '../../src/store/stores.ts';
import { beginning } from '../../src/store/transaction.ts';
import { plainDocument } from '../consortia.ts';
import { connectTo, type TestDatabase, testDatabase } from '../database.ts';
import { accepted } from './parties.ts';

export interface OutboxPool {
  readonly database: TestDatabase;
  readonly stores: Stores;
  readonly consortiumId: number;
  /** The database's owner, who ends the connections of others. */
  readonly owner: pg.Client;
  /** A connection on which the test begins and ends transactions as it likes. */
  connect(): Promise<pg.Client>;
  close(): Promise<void>;
}

/** A consortium of no more than its document, whose log is open. */
export async function outboxPool(): Promise<OutboxPool> {
  const database = await testDatabase();
  const stores = storesOver(database);
  const owner = await connectTo(database.url);
  const connections: pg.Client[] = [];
  const connect = async () => {
    const client = await connectTo(database.url, APP);
    connections.push(client);
    return client;
  };
  const document = JSON.stringify({ ...plainDocument, code: 'orders' });
  const { consortiumId } = accepted(await recordConsortium(stores.consortia, document));
  await openLog(stores, consortiumId, 'orders');
  return {
    ...{ database, stores, consortiumId, owner, connect },
    async close() {
      await Promise.all([owner, ...connections].map((client) => client.end()));
      await stores.close();
    },
  };
}

/** The facts that a transaction of the test writes: of two kinds with numbers, from 1000 on, and of one with a text. */
export interface WrittenFacts {
  readonly memberId: number;
  readonly personId: number;
  readonly page: string;
}

/** Begins a transaction and writes its facts: each takes its place in the outbox, and nobody else sees it yet. */
export async function beginFacts(
  client: pg.Client,
  consortiumId: number,
  { memberId, personId, page }: WrittenFacts,
): Promise<void> {
  await client.query(beginning('READ WRITE', consortiumId));
  await client.query('INSERT INTO member (member_id, code) VALUES ($1::int8, $1::int8::text)', [memberId]);
  await client.query('INSERT INTO person (person_id, code) VALUES ($1::int8, $1::int8::text)', [personId]);
  await client.query('INSERT INTO verify_page (sha256) VALUES ($1)', [page]);
}

/** What the leaves of those facts are called. */
export function namesOf({ memberId, personId, page }: WrittenFacts): LeafName[] {
  const numbered = { version: 1, revision: 1, factKey: '' };
  return [
    { kind: 'member', factId: memberId, ...numbered },
    { kind: 'person', factId: personId, ...numbered },
    { kind: 'verify-page', factId: 0, ...numbered, factKey: JSON.stringify([page]) },
  ];
}

/** The names of all leaves from an index on, in their order. */
export async function leafNames(pool: OutboxPool, from: number): Promise<LeafName[]> {
  const { size } = (await pool.stores.records.head(pool.consortiumId))!;
  const leaves = await pool.stores.records.leaves(pool.consortiumId, from, size - from);
  return leaves.map(({ index, name }, at) => {
    if (index !== from + at) throw new Error(`leaf ${from + at} of ${size} is not there`);
    return name;
  });
}
