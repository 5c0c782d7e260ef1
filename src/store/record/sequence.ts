import type { LeafName, LeafWriter, LogEdge, LogHead } from '../../app/ports/record.ts';
import { partialTiles } from '../../core/record/tiles.ts';
import type { Database } from '../database.ts';
import { lockRecord } from '../locks.ts';
import type { Query } from '../query.ts';
import type { KindTables } from './catalogue.ts';
import { namesAsArrays, readFacts } from './read-facts.ts';
import { readTiles, writeTiles } from './tiles.ts';

/**
 * Rows are taken by their places in the table and not by their keys: what was deleted before them is not looked at again.
 * Who comes late is found in the next round, which begins at the start.
 */
const TAKE = `DELETE FROM outbox WHERE ctid = ANY (ARRAY(SELECT ctid FROM outbox WHERE ctid > $1::tid ORDER BY ctid LIMIT $2))
  RETURNING ctid::text AS at, kind, fact_id AS "factId", version, revision, fact_key AS "factKey"`;

const INSERT = `INSERT INTO leaf (leaf_index, kind, fact_id, version, revision, fact_key, commitment)
  SELECT $1::int8 + place - 1, kind, fact_id, version, revision, fact_key, substring($7::bytea FROM (place * 32 - 31)::int4 FOR 32)
  FROM unnest($2::text[], $3::int8[], $4::int4[], $5::int2[], $6::text[])
    WITH ORDINALITY names(kind, fact_id, version, revision, fact_key, place)`;

/** As many leaves as sixteen tiles: what is read at once. */
const AT_ONCE = 4096;

interface Taken extends LeafName {
  readonly at: string;
}

/**
 * Takes facts that wait, has them committed to, and writes their leaves: one transaction, so that no leaf is lost or
 * numbered twice however it ends. The lock keeps another from working for nothing; what fences is that the size has to be
 * the one that was found. While some are hashed the store reads the next. `after` is the place in the outbox behind which to
 * look; answers how many were taken and where the last one was.
 */
export function sequence(
  database: Database,
  kinds: ReadonlyMap<string, KindTables>,
  consortiumId: number,
  { after, most }: { readonly after: string; readonly most: number },
  begin: (edge: LogEdge) => LeafWriter,
): Promise<{ readonly taken: number; readonly last: string }> {
  return database.unitOfWork(consortiumId, async (query) => {
    await lockRecord(query, consortiumId);
    const head = await query.oneOrNone<LogHead>('SELECT origin, size FROM log_head');
    if (head === undefined) return { taken: 0, last: after };
    const edge = await readTiles(query, partialTiles(head.size));
    const writer = begin({ head, edge });
    let [taken, last] = [0, after];
    const take = async () => {
      const names = await query.prepared<Taken>(TAKE, [last, Math.min(AT_ONCE, most)]);
      last = names.reduce((so, { at }) => later(so, at), last);
      return { names, facts: await readFacts(query, kinds, names) };
    };
    for (let next = take(); ; ) {
      const { names, facts } = await next;
      if (names.length === 0) break;
      const isLast = taken + names.length >= most || names.length < Math.min(AT_ONCE, most);
      if (!isLast) next = take();
      const named = names.map((name, at) => ({ name, fact: facts[at] ?? missing(name) }));
      const commitments = await writer.commit(named);
      await insertLeaves(query, head.size + taken, names, commitments);
      taken += names.length;
      if (isLast) break;
    }
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

function missing(name: LeafName): never {
  throw new Error(`a fact waits for its leaf and is not there: ${JSON.stringify(name)}`);
}

async function insertLeaves(
  query: Query,
  size: number,
  names: readonly LeafName[],
  commitments: Uint8Array,
): Promise<void> {
  const bytes = Buffer.from(commitments.buffer, commitments.byteOffset, commitments.length);
  await query.prepared(INSERT, [
    size,
    `{${names.map(({ kind }) => kind).join(',')}}`,
    ...namesAsArrays(names),
    bytes,
  ]);
}

/** The later of two places in a table, "(block,row)". */
function later(one: string, other: string): string {
  const [block, row] = numbersOf(one);
  const [otherBlock, otherRow] = numbersOf(other);
  return otherBlock > block || (otherBlock === block && otherRow > row) ? other : one;
}

const numbersOf = (place: string) => place.slice(1, -1).split(',').map(Number) as [number, number];
