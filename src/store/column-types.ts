import type { Query } from './query.ts';

/** They do not change while the program runs. */
const known = new Map<string, Promise<ReadonlyMap<string, string>>>();

/** The types of a table's columns, by name. */
export function columnTypes(query: Query, table: string): Promise<ReadonlyMap<string, string>> {
  let types = known.get(table);
  if (types === undefined) {
    types = readTypes(query, table);
    types.catch(() => known.delete(table));
    known.set(table, types);
  }
  return types;
}

async function readTypes(query: Query, table: string): Promise<ReadonlyMap<string, string>> {
  const rows = await query.rows<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_catalog.pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
    [`poolbook.${table}`],
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}
