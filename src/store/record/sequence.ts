import type { LeafName, LeafWriter, LogEdge, LogHead, WaitingFact } from '../../app/ports/record.ts';
import { partialTiles } from '../../core/record/tiles.ts';
import type { Database } from '../database.ts';
import { lockRecord } from '../locks.ts';
import type { Query } from '../query.ts';
import type { KindTables } from './catalogue.ts';
import { namesAsArrays, readFacts } from './read-facts.ts';
import { readTiles, writeTiles } from './tiles.ts';

/** In order of the key, so that an index finds them. A fact's number is what row-level security lets it begin at. */
const taking = (which: string, limit: string) =>
  `DELETE FROM outbox WHERE ctid = ANY (ARRAY(
     SELECT ctid FROM outbox ${which} ORDER BY kind, fact_id, version, revision, fact_key LIMIT ${limit}))
   RETURNING kind, fact_id AS "factId", version, revision, fact_key AS "factKey"`;

/** What waits of a kind, from a fact on: what was taken before them is not looked at again. */
const TAKE_ON = taking('WHERE kind = $1 AND fact_id >= $2', '$3');
/** What waits of some kinds. */
const TAKE_KINDS = taking('WHERE kind = ANY ($1::text[])', '$2');
/** What waits, from the beginning: who came late. */
const TAKE_FIRST = taking('', '$1');

const INSERT = `INSERT INTO leaf (leaf_index, kind, fact_id, version, revision, fact_key, commitment)
  SELECT $1::int8 + place - 1, kind, fact_id, version, revision, fact_key, substring($7::bytea FROM (place * 32 - 31)::int4 FOR 32)
  FROM unnest($2::text[], $3::int8[], $4::int4[], $5::int2[], $6::text[])
    WITH ORDINALITY names(kind, fact_id, version, revision, fact_key, place)`;

/** As many leaves as sixteen tiles: what is read at once. */
const AT_ONCE = 4096;

/** What PostgreSQL says of all statements after the one that failed. */
const TRANSACTION_FAILED = '25P02';

/** Where in the outbox to go on: a kind and a fact of it. */
export type OutboxPlace = Pick<LeafName, 'kind' | 'factId'>;

/**
 * Takes facts that wait, has them committed to, and writes their leaves: one transaction, so that no leaf is lost or
 * numbered twice however it ends. The lock keeps another from working for nothing; what fences is that the size has to be
 * the one that was found. While some are hashed the store writes those before them and reads the next, all on one connection:
 * whoever holds the lock waits for no other. `after` is where in the outbox to go on; answers how many were taken and where
 * the last one was.
 */
export function sequence(
  database: Database,
  kinds: ReadonlyMap<string, KindTables>,
  consortiumId: number,
  { after, most }: { readonly after: OutboxPlace | undefined; readonly most: number },
  begin: (edge: LogEdge) => LeafWriter,
): Promise<{ readonly taken: number; readonly last: OutboxPlace | undefined }> {
  return database.unitOfWork(consortiumId, async (query) => {
    await lockRecord(query, consortiumId);
    const head = await query.oneOrNone<LogHead>('SELECT origin, size FROM log_head');
    if (head === undefined) return { taken: 0, last: after };
    const edge = await readTiles(query, partialTiles(head.size));
    const writer = begin({ head, edge });
    const waiting = new WaitingFacts(query, kinds, after, Math.min(AT_ONCE, most));
    let taken = 0;
    let next = waiting.take();
    let inserting: Promise<void> = Promise.resolve();
    try {
      for (;;) {
        const facts = await next;
        if (facts.length === 0) break;
        const isLast = taken + facts.length >= most;
        if (!isLast) next = waiting.take();
        const commitments = await writer.commit(facts);
        await inserting;
        inserting = insertLeaves(query, head.size + taken, facts, commitments);
        inserting.catch(() => {});
        taken += facts.length;
        if (isLast) break;
      }
      await inserting;
    } catch (error) {
      throw await firstFailure(error, [next, inserting]);
    }
    const { last } = waiting;
    if (taken === 0) return { taken, last };
    await writeTiles(query, writer.tiles);
    const moved = await query.run('UPDATE log_head SET size = $1 WHERE size = $2', [
      head.size + taken,
      head.size,
    ]);
    if (moved !== 1) throw new Error(`the log has moved on from ${head.size} leaves, under a lock`);
    return { taken, last };
  });
}

/** The facts that wait, taken some thousands at a time. */
class WaitingFacts {
  readonly #query: Query;
  readonly #kinds: ReadonlyMap<string, KindTables>;
  readonly #atOnce: number;
  #last: OutboxPlace | undefined;

  constructor(
    query: Query,
    kinds: ReadonlyMap<string, KindTables>,
    after: OutboxPlace | undefined,
    atOnce: number,
  ) {
    this.#query = query;
    this.#kinds = kinds;
    this.#last = after;
    this.#atOnce = atOnce;
  }

  /** Where the last one was. */
  get last(): OutboxPlace | undefined {
    return this.#last;
  }

  /** Takes the next; none where none waits. What fails while others are hashed is told when it is waited for. */
  take(): Promise<WaitingFact[]> {
    const taking = this.#take();
    taking.catch(() => {});
    return taking;
  }

  async #take(): Promise<WaitingFact[]> {
    const names = await this.#takeNames();
    this.#last = furthest(names);
    const facts = await readFacts(this.#query, this.#kinds, names);
    return names.map((name, at) => ({ name, fact: facts[at] ?? missing(name) }));
  }

  /** Not from the beginning as long as there are others: what was taken stands in the way until it is cleared away. */
  async #takeNames(): Promise<LeafName[]> {
    if (this.#last !== undefined) {
      const { kind, factId } = this.#last;
      const on = await this.#query.prepared<LeafName>(TAKE_ON, [kind, factId, this.#atOnce]);
      if (on.length > 0) return on;
      const after = [...this.#kinds.keys()].filter((other) => other > kind);
      const next = await this.#query.prepared<LeafName>(TAKE_KINDS, [after, this.#atOnce]);
      if (next.length > 0) return next;
    }
    return this.#query.prepared<LeafName>(TAKE_FIRST, [this.#atOnce]);
  }
}

/**
 * What failed first: of all after that PostgreSQL says no more than that it came after. Waits for what was begun, so that
 * nothing of it is said to a connection that others are given.
 */
async function firstFailure(error: unknown, begun: readonly Promise<unknown>[]): Promise<unknown> {
  const settled = await Promise.allSettled(begun);
  const failures = [error, ...settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))];
  const isFirst = (one: unknown) => (one as { readonly code?: unknown }).code !== TRANSACTION_FAILED;
  return failures.find(isFirst) ?? error;
}

function missing(name: LeafName): never {
  throw new Error(`a fact waits for its leaf and is not there: ${JSON.stringify(name)}`);
}

async function insertLeaves(
  query: Query,
  size: number,
  facts: readonly WaitingFact[],
  commitments: Uint8Array,
): Promise<void> {
  const names = facts.map(({ name }) => name);
  const bytes = Buffer.from(commitments.buffer, commitments.byteOffset, commitments.length);
  await query.prepared(INSERT, [
    size,
    `{${names.map(({ kind }) => kind).join(',')}}`,
    ...namesAsArrays(names),
    bytes,
  ]);
}

/** The last fact of the last kind among those taken, which come in no order. */
function furthest(names: readonly LeafName[]): OutboxPlace | undefined {
  let last: LeafName | undefined;
  for (const name of names)
    if (last === undefined || name.kind > last.kind || (name.kind === last.kind && name.factId > last.factId))
      last = name;
  return last;
}
