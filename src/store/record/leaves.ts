import type { LeafName, StoredLeaf } from '../../app/ports/record.ts';
import type { Query } from '../query.ts';
import type { KindTables } from './catalogue.ts';
import { readFacts } from './read-facts.ts';

interface LeafRow extends LeafName {
  readonly index: number;
  readonly commitment: Buffer;
  readonly erasedDigest: Buffer | null;
}

const LEAVES = `SELECT leaf_index AS index, kind, fact_id AS "factId", version, revision, fact_key AS "factKey", commitment,
    digest AS "erasedDigest"
  FROM leaf LEFT JOIN erased_digest USING (consortium_id, leaf_index)`;

/** Leaves from an index on, in order, each with its fact as it is stored now. */
export async function readLeaves(
  query: Query,
  kinds: ReadonlyMap<string, KindTables>,
  from: number,
  most: number,
): Promise<StoredLeaf[]> {
  const text = `${LEAVES} WHERE leaf_index >= $1 AND leaf_index < $2 ORDER BY leaf_index`;
  return withFacts(query, kinds, await query.prepared<LeafRow>(text, [from, from + most]));
}

/** The leaves of all facts of a person, in order. */
export async function readLeavesOfPerson(
  query: Query,
  kinds: ReadonlyMap<string, KindTables>,
  personId: number,
): Promise<StoredLeaf[]> {
  const rows: LeafRow[] = [];
  for (const kind of kinds.values()) {
    if (!kind.isOfPerson) continue;
    const text = `${LEAVES} WHERE kind = $2 AND (${columnsOf(kind)}) IN (SELECT ${valuesOf(kind)} FROM ${kind.table} t WHERE t.person_id = $1)`;
    rows.push(...(await query.rows<LeafRow>(text, [personId, kind.kind])));
  }
  return withFacts(
    query,
    kinds,
    rows.toSorted((one, other) => one.index - other.index),
  );
}

/** Whether a fact of a person waits for its leaf. */
export async function isWaiting(
  query: Query,
  kinds: ReadonlyMap<string, KindTables>,
  personId: number,
): Promise<boolean> {
  for (const kind of kinds.values()) {
    if (!kind.isOfPerson) continue;
    const found = await query.rows(
      `SELECT FROM outbox WHERE kind = $2 AND (${columnsOf(kind)}) IN (
         SELECT ${valuesOf(kind)} FROM ${kind.table} t WHERE t.person_id = $1) LIMIT 1`,
      [personId, kind.kind],
    );
    if (found.length > 0) return true;
  }
  return false;
}

async function withFacts(
  query: Query,
  kinds: ReadonlyMap<string, KindTables>,
  rows: readonly LeafRow[],
): Promise<StoredLeaf[]> {
  const facts = await readFacts(query, kinds, rows);
  return rows.map((row, at) => {
    const { index, kind, factId, version, revision, factKey, commitment, erasedDigest } = row;
    return {
      index,
      name: { kind, factId, version, revision, factKey },
      commitment: new Uint8Array(commitment),
      fact: facts[at],
      erasedDigest: erasedDigest === null ? undefined : new Uint8Array(erasedDigest),
    };
  });
}

const NUMBERS = ['fact_id', 'version', 'revision'];

/** The columns of a leaf that name a fact of this kind. */
export function columnsOf({ isNumbered, key }: KindTables): string {
  return isNumbered ? NUMBERS.slice(0, key.length).join(', ') : 'fact_key';
}

/** The same as its table `t` has them. */
export function valuesOf({ isNumbered, key }: KindTables): string {
  const columns = key.map(({ column }) => `t.${column}`);
  if (isNumbered) return columns.join(', ');
  return `array_to_json(ARRAY[${columns.map((column) => `${column}::text`).join(', ')}])::text`;
}

/**
 * The first facts of a kind that neither wait nor have a leaf, by the rows of all its tables: a part without its whole is
 * one too. A batch is a fact by its entries.
 */
export async function readUnrecorded(query: Query, kind: KindTables, most: number): Promise<LeafName[]> {
  const names = kind.isNumbered
    ? `${kind.key
        .map(({ column }, at) => `t.${column} AS ${NUMBERS[at]}`)
        .concat(NUMBERS.slice(kind.key.length).map((name) => `1 AS ${name}`))
        .join(', ')}, '' AS fact_key`
    : `0 AS fact_id, 1 AS version, 1 AS revision, ${valuesOf(kind)} AS fact_key`;
  const of = kind.tables.filter(({ table }) => kind.kind !== 'entries' || table !== kind.table);
  return query.rows<LeafName>(
    `SELECT $1::text AS kind, fact_id AS "factId", version, revision, fact_key AS "factKey" FROM (
       ${of.map(({ table }) => `SELECT ${names} FROM ${table} t`).join(' UNION ')}
       EXCEPT SELECT fact_id, version, revision, fact_key FROM leaf WHERE kind = $1
       EXCEPT SELECT fact_id, version, revision, fact_key FROM outbox WHERE kind = $1) unrecorded
     ORDER BY fact_id, version, revision, fact_key LIMIT $2`,
    [kind.kind, most],
  );
}
