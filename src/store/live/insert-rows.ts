import type { Value } from '../bulk/rows.ts';
import { columnTypes } from '../column-types.ts';
import type { Query } from '../query.ts';

/** Rows for some tables, by their columns. */
export type TableRows = readonly {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}[];

/** Statements by the tables that they fill: the same tables come with the same columns. */
const statements = new Map<string, string>();

/**
 * Adds rows to all of these tables by one statement, under row-level security: it is parsed and planned once a connection,
 * and answered once a group. A column of a table is one value: an array, in PostgreSQL's own form.
 */
export async function insertRows(query: Query, tables: TableRows): Promise<void> {
  const key = tables.map(({ table }) => table).join();
  let text = statements.get(key);
  if (text === undefined) {
    text = await statementOf(query, tables);
    statements.set(key, text);
  }
  await query.prepared(text, tables.flatMap(arraysOf));
}

/** The rows of a table as values of a statement: an array of each column. */
export function arraysOf({ columns, rows }: TableRows[number]): string[] {
  return columns.map((_, column) => arrayOf(rows, column));
}

async function statementOf(query: Query, tables: TableRows): Promise<string> {
  let value = 0;
  const inserts: string[] = [];
  for (const [index, { table, columns }] of tables.entries()) {
    inserts.push(`rows_${index} AS (${insertOf(table, columns, await columnTypes(query, table), value)})`);
    value += columns.length;
  }
  return `WITH ${inserts.join(', ')} SELECT`;
}

/** The statement that adds the arrays of a table's columns as rows; its values come after so many others. */
export function insertOf(
  table: string,
  columns: readonly string[],
  types: ReadonlyMap<string, string>,
  after = 0,
): string {
  const arrays = columns.map((column, index) => `$${after + index + 1}::${types.get(column)!}[]`);
  return `INSERT INTO poolbook.${table} (${columns.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')})`;
}

/** A column of rows as an array's text. Source: PostgreSQL documentation, "Array Input and Output Syntax". */
function arrayOf(rows: readonly (readonly Value[])[], column: number): string {
  let text = '{';
  for (let row = 0; row < rows.length; row += 1) {
    if (row > 0) text += ',';
    const value = rows[row]![column]!;
    if (typeof value === 'string') text += `"${value.replace(/["\\]/g, '\\$&')}"`;
    else text += value === null ? 'NULL' : String(value);
  }
  return `${text}}`;
}
