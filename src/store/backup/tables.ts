import type { ConsortiumTable } from '../../app/ports/backup-store.ts';
import type { Query } from '../query.ts';

/** A table of the schema, with its key (without the tenant) and the other tables that it refers to. */
export interface KeyedTable extends ConsortiumTable {
  readonly key: readonly string[];
  readonly parents: readonly string[];
}

// Asked of the catalogue, so that a table of a later migration cannot be forgotten.
const TABLES = `
  SELECT c.relname::text AS "table",
    ARRAY(SELECT a.attname::text FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'consortium_id'
      ORDER BY a.attnum) AS columns,
    ARRAY(SELECT a.attname::text FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
      WHERE i.indrelid = c.oid AND i.indisprimary AND a.attname <> 'consortium_id' ORDER BY k.place) AS key,
    ARRAY(SELECT DISTINCT p.relname::text FROM pg_constraint f JOIN pg_class p ON p.oid = f.confrelid
      WHERE f.conrelid = c.oid AND f.contype = 'f' AND p.oid <> c.oid) AS parents
  FROM pg_class c
  WHERE c.relnamespace = 'poolbook'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'consortium'
    AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'consortium_id' AND NOT a.attisdropped)
  ORDER BY c.relname::text COLLATE "C"`;

/** All tables of a consortium's rows: by name, but those that others refer to before them. */
export async function readTables(query: Query): Promise<KeyedTable[]> {
  return parentsFirst(await query.rows<KeyedTable>(TABLES));
}

/** Puts parents before their children and keeps the order otherwise. Throws (a bug) on tables that refer to each other. */
export function parentsFirst(tables: readonly KeyedTable[]): KeyedTable[] {
  const ordered: KeyedTable[] = [];
  const waiting = [...tables];
  while (waiting.length > 0) {
    const next = waiting.findIndex(
      ({ parents }) => !parents.some((parent) => waiting.some(({ table }) => table === parent)),
    );
    if (next < 0)
      throw new Error(`tables that refer to each other: ${waiting.map(({ table }) => table).join(', ')}`);
    ordered.push(...waiting.splice(next, 1));
  }
  return ordered;
}
