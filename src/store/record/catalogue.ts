import type { Group } from '../../core/record/fact.ts';
import type { Query } from '../query.ts';
import { LEAF_KINDS, type LeafKind } from './kinds.ts';

/** A column, as it is written into a fact. */
export interface FactColumn {
  readonly column: string;
  readonly type: string;
  readonly isNullable: boolean;
}

/** A table of a kind, with the columns of each group in order of their names, as canonical JSON has them. */
export interface FactTable {
  readonly table: string;
  /** Its own key, in which order its rows stand. */
  readonly order: readonly string[];
  readonly columns: Readonly<Record<Group, readonly FactColumn[]>>;
}

/** A kind of leaves as it is read: by what its facts are found, and the rows of which tables they are. */
export interface KindTables {
  readonly kind: string;
  /** The table whose key names the fact. */
  readonly table: string;
  /** The columns that name a fact, with their types. */
  readonly key: readonly { readonly column: string; readonly type: string }[];
  /** True where the key is whole numbers, which the outbox holds as such. */
  readonly isNumbered: boolean;
  /** In order of their names. */
  readonly tables: readonly FactTable[];
  /** True where its table says by `person_id` whose the fact is, and something of it is that person's. */
  readonly isOfPerson: boolean;
}

interface Column extends FactColumn {
  readonly table: string;
  /** Its place in the key, from 1; null where it is not in it. */
  readonly place: number | null;
}

const COLUMNS = `
  SELECT c.relname::text AS "table", a.attname::text AS "column", format_type(a.atttypid, NULL) AS type, NOT a.attnotnull AS "isNullable",
    array_position(i.indkey::int2[], a.attnum) AS place
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  WHERE c.relnamespace = 'poolbook'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'consortium_id'
  ORDER BY a.attname::text COLLATE "C"`;

const WHOLE = ['bigint', 'integer', 'smallint'];
/** As many numbers as the outbox has columns for; only decisions, which are written there by hand, use all three. */
const MOST_NUMBERS = 2;

/** The kinds of leaves with their columns, as the catalogue has them. */
export async function readKinds(query: Query): Promise<ReadonlyMap<string, KindTables>> {
  const columns = await query.rows<Column>(COLUMNS);
  return new Map(LEAF_KINDS.map((kind) => [kind.kind, kindTables(kind, columns)]));
}

function kindTables(kind: LeafKind, columns: readonly Column[]): KindTables {
  const own = columns.filter(({ table }) => table === kind.table);
  const named = kind.key ?? keyOf(own);
  const key = named.map((name) => {
    const { column, type } = own.find(({ column }) => column === name)!;
    return { column, type };
  });
  const isWhole = key.every(({ type }) => WHOLE.includes(type));
  return {
    ...{ kind: kind.kind, table: kind.table, key },
    isNumbered: isWhole && (key.length <= MOST_NUMBERS || kind.kind === 'decision'),
    tables: [kind.table, ...kind.parts].sort().map((table) =>
      factTable(
        table,
        columns.filter((column) => column.table === table),
        kind.personal[table] ?? [],
      ),
    ),
    isOfPerson: Object.keys(kind.personal).length > 0 && own.some(({ column }) => column === 'person_id'),
  };
}

function factTable(table: string, columns: readonly Column[], personal: readonly string[]): FactTable {
  const groupOf = ({ column }: Column): Group => {
    if (personal.includes(column)) return 'person';
    return column.endsWith('_cents') ? 'money' : 'rest';
  };
  const of = (group: Group) => columns.filter((column) => groupOf(column) === group);
  return {
    ...{ table, order: keyOf(columns) },
    columns: { money: of('money'), person: of('person'), rest: of('rest') },
  };
}

function keyOf(columns: readonly Column[]): string[] {
  return columns
    .filter(({ place }) => place !== null)
    .toSorted((one, other) => one.place! - other.place!)
    .map(({ column }) => column);
}
