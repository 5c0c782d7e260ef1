import type { Database, Query } from '../../src/store/database.ts';

/** All rows of a consortium, each a line that begins with its table, in order. */
export type Dump = readonly string[];

/** Which kind of identifier a column holds. Members and plans are numbered by the document, which is never half taken. */
const KINDS: Readonly<Record<string, string>> = {
  ...{
    batch_id: 'batch',
    first_batch_id: 'batch',
    claim_id: 'claim',
    claim_from: 'claim',
    claim_to: 'claim',
  },
  ...{ enrolment_id: 'enrolment', import_id: 'import', paid_claim_id: 'paid_claim', run_id: 'run' },
  ...{ person_id: 'person', subscriber_id: 'person', subscriber_from: 'person', subscriber_to: 'person' },
};

/**
 * Dumps every table but for the moments of recording. With `byPlace` an identifier is replaced by its place among those
 * of its kind that are used, so that a pool that skipped some equals one that did not; the order of identifiers, and all
 * that refers to them, still has to be the same. Without it even the next free identifiers count.
 */
export async function dumpOf(database: Database, consortiumId: number, byPlace: boolean): Promise<Dump> {
  return database.read(consortiumId, async (query) => {
    const places = byPlace ? await placesOf(query) : new Map<string, Places>();
    const lines: string[] = [];
    for (const { name, columns, key } of await query.rows<Table>(TABLES)) {
      if (byPlace && name === 'identifier_head') continue;
      const text = `COPY (SELECT ${columns.join(', ')} FROM ${name} ORDER BY ${key.join(', ')}) TO STDOUT`;
      const replaced = columns.flatMap((column, index) => {
        const of = places.get(KINDS[column] ?? '');
        return of === undefined ? [] : [{ index, of }];
      });
      for (const row of await copied(query, text)) {
        if (replaced.length === 0) {
          lines.push(`${name}\t${row}`);
          continue;
        }
        const values = row.split('\t');
        for (const { index, of } of replaced) values[index] = of.placeOf(values[index]!);
        lines.push(`${name}\t${values.join('\t')}`);
      }
    }
    return lines;
  });
}

/** How many lines of one dump are not in another, as often as they stand there, and the first of them. */
export function missingFrom(dump: Dump, other: Dump): { count: number; first: string | undefined } {
  const left = new Map<string, number>();
  for (const line of other) left.set(line, (left.get(line) ?? 0) + 1);
  let [count, first]: [number, string | undefined] = [0, undefined];
  for (const line of dump) {
    const times = left.get(line) ?? 0;
    if (times > 0) left.set(line, times - 1);
    else {
      count += 1;
      first ??= line;
    }
  }
  return { count, first };
}

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
}

/** All tables of the schema with their columns, but for moments. (The ledger of migrations is of no consortium.) */
const TABLES = `SELECT c.relname AS name,
    (SELECT array_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid <> 'timestamptz'::regtype) AS columns,
    (SELECT array_agg(quote_ident(a.attname) ORDER BY k.place) FROM pg_index i
     CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k (attnum, place)
     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE i.indrelid = c.oid AND i.indisprimary) AS key
  FROM pg_class c WHERE c.relnamespace = 'poolbook'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migration'
  ORDER BY c.relname`;

/** The places of the identifiers of one kind: how many of those that are used are lower. */
class Places {
  readonly #places = new Map<string, number>();
  readonly #used: readonly number[];

  constructor(used: readonly number[]) {
    this.#used = used;
    for (const [place, id] of used.entries()) this.#places.set(String(id), place);
  }

  placeOf(id: string): string {
    return String(this.#places.get(id) ?? this.#used.filter((used) => used < Number(id)).length);
  }
}

async function placesOf(query: Query): Promise<Map<string, Places>> {
  const places = new Map<string, Places>();
  for (const kind of new Set(Object.values(KINDS))) {
    const ids = await copied(
      query,
      `COPY (SELECT DISTINCT ${kind}_id FROM ${kind} ORDER BY ${kind}_id) TO STDOUT`,
    );
    places.set(kind, new Places(ids.map(Number)));
  }
  return places;
}

async function copied(query: Query, text: string): Promise<string[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of query.copyOut(text)) chunks.push(chunk as Buffer);
  const lines = Buffer.concat(chunks).toString().split('\n');
  lines.pop();
  return lines;
}
