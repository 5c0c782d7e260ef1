import type { Database, Query } from '../../src/store/database.ts';

/** All rows of a consortium, each a line that begins with its table, in order. */
export type Dump = readonly string[];

/** Which kind of identifier a column holds. Members and plans are numbered by the document, which is never half taken. */
const KINDS: Readonly<Record<string, string>> = {
  ...{ batch_id: 'batch', first_batch_id: 'batch', run_id: 'run', import_id: 'import' },
  ...{ claim_id: 'claim', claim_from: 'claim', claim_to: 'claim', paid_claim_id: 'paid_claim' },
  enrolment_id: 'enrolment',
  ...{ person_id: 'person', subscriber_id: 'person', subscriber_from: 'person', subscriber_to: 'person' },
};

/** Which kind of identifier the facts have that wait to be recorded, by what they are. */
const RECORDED: Readonly<Record<string, string>> = {
  ...{
    entries: 'batch',
    decision: 'claim',
    claim: 'claim',
    'paid-claim': 'paid_claim',
    enrolment: 'enrolment',
  },
  ...{ person: 'person', import: 'import', 'run-partition': 'run' },
};

/**
 * Dumps every table but for the moments of recording. With `byPlace` an identifier is replaced by its place among those
 * of its kind that are used, so that a pool that skipped some equals one that did not; the order of identifiers, and all
 * that refers to them, still has to be the same. Without it even the next free identifiers count.
 */
export async function dumpOf(database: Database, consortiumId: number, byPlace: boolean): Promise<Dump> {
  return database.read(consortiumId, async (query) => {
    const places = byPlace ? await placesOf(query) : undefined;
    const lines: string[] = [];
    for (const table of await query.rows<Table>(TABLES)) {
      if (byPlace && table.name === 'identifier_head') continue;
      // The bytes of a chunk hold identifiers too; a rebuild makes them again from its claims and compares.
      const columns = table.columns.filter(
        (column) => !byPlace || column !== 'content' || table.name !== 'claim_chunk',
      );
      const text = `COPY (SELECT ${columns.join(', ')} FROM ${table.name} ORDER BY ${table.key.join(', ')}) TO STDOUT`;
      const written = places === undefined ? (row: string) => row : withPlaces(table.name, columns, places);
      for (const row of await copied(query, text)) lines.push(`${table.name}\t${written(row)}`);
    }
    return lines;
  });
}

/** Writes a row with places for identifiers. */
function withPlaces(
  table: string,
  columns: readonly string[],
  places: ReadonlyMap<string, Places>,
): (row: string) => string {
  const replaced = columns.flatMap((column, index) =>
    column in KINDS ? [{ index, kind: KINDS[column]! }] : [],
  );
  // What waits to be recorded is what the column before says.
  const waiting = table === 'outbox' ? columns.indexOf('fact_id') : -1;
  if (replaced.length === 0 && waiting < 0) return (row) => row;
  return (row) => {
    const values = row.split('\t');
    const replace = (index: number, kind: string) => {
      values[index] = places.get(kind)!.placeOf(values[index]!);
    };
    for (const { index, kind } of replaced) replace(index, kind);
    const recorded = waiting >= 0 && RECORDED[values[columns.indexOf('kind')]!];
    if (recorded) replace(waiting, recorded);
    return values.join('\t');
  };
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
