import type { LeafName, StoredFact } from '../../app/ports/record.ts';
import { GROUPS, type Group } from '../../core/record/fact.ts';
import type { Query } from '../query.ts';
import type { FactColumn, FactTable, KindTables } from './catalogue.ts';

/** A row of a fact: of each group that has columns a JSON object. */
interface Row extends Partial<Record<Group, string>> {
  /** Which of the facts asked for, from 1. */
  readonly place: number;
  readonly personId?: number;
}

/**
 * The facts of these names, in their order; undefined where nothing is left of one. The fields of each group are an object in
 * canonical JSON (RFC 8785): to each table an array of its rows, each row an object of texts. PostgreSQL writes JSON
 * texts as that standard asks for (tests/record/canonical.test.ts), and the columns come in order.
 */
export async function readFacts(
  query: Query,
  kinds: ReadonlyMap<string, KindTables>,
  names: readonly LeafName[],
): Promise<(StoredFact | undefined)[]> {
  const facts: (StoredFact | undefined)[] = new Array(names.length);
  const places = new Map<string, number[]>();
  for (const [place, { kind }] of names.entries()) {
    const known = places.get(kind);
    if (known) known.push(place);
    else places.set(kind, [place]);
  }
  for (const [kind, of] of places) {
    const tables = kinds.get(kind);
    if (tables === undefined) throw new Error(`no kind of leaves: ${kind}`);
    const read = await factsOfKind(
      query,
      tables,
      of.map((place) => names[place]!),
    );
    for (const [at, place] of of.entries()) facts[place] = read[at];
  }
  return facts;
}

async function factsOfKind(
  query: Query,
  kind: KindTables,
  names: readonly LeafName[],
): Promise<(StoredFact | undefined)[]> {
  const [factIds, versions, revisions, factKeys] = namesAsArrays(names);
  const values = kind.isNumbered ? [factIds, versions, revisions] : [factKeys];
  const found = names.map(() => ({ isThere: false, personId: 0, money: '', person: '', rest: '' }));
  for (const table of kind.tables) {
    const groups = GROUPS.filter((group) => table.columns[group].length > 0);
    const rows = await query.rows<Row>(rowsOf(kind, table), values);
    for (let from = 0, to = 1; from < rows.length; from = to, to += 1) {
      const { place, personId } = rows[from]!;
      while (rows[to]?.place === place) to += 1;
      const fact = found[place - 1]!;
      fact.isThere = true;
      if (personId !== undefined) fact.personId = personId;
      for (const group of groups) {
        const before = fact[group] === '' ? '' : `${fact[group]},`;
        let texts = rows[from]![group]!;
        for (let at = from + 1; at < to; at += 1) texts += `,${rows[at]![group]}`;
        fact[group] = `${before}"${table.table}":[${texts}]`;
      }
    }
  }
  return found.map(({ isThere, personId, money, person, rest }) =>
    isThere ? { personId, money: `{${money}}`, person: `{${person}}`, rest: `{${rest}}` } : undefined,
  );
}

/** The numbers and keys of names as PostgreSQL's arrays: ids, versions, revisions, keys. */
export function namesAsArrays(names: readonly LeafName[]): [string, string, string, string] {
  const array = (values: readonly unknown[]) => `{${values.join(',')}}`;
  return [
    array(names.map(({ factId }) => factId)),
    array(names.map(({ version }) => version)),
    array(names.map(({ revision }) => revision)),
    array(names.map(({ factKey }) => `"${factKey.replace(/[\\"]/g, '\\$&')}"`)),
  ];
}

const statements = new Map<string, string>();

/**
 * Reads the rows of facts in a table: one for each row, in the order of the facts and of the table's key. Each fact is looked
 * up by itself (OFFSET 0): left to itself the planner reads a whole table for every few thousand, or for each where it has no
 * statistics. Nor is it prepared: a plan from when a table was small has no use for its key.
 */
function rowsOf(kind: KindTables, table: FactTable): string {
  const known = statements.get(`${kind.kind} ${table.table}`);
  if (known !== undefined) return known;
  const groups = GROUPS.filter((group) => table.columns[group].length > 0);
  const texts = groups.map((group) => `${objectOf(table.columns[group])} AS ${group}`);
  const person = kind.isOfPerson && kind.table === table.table ? ['t.person_id AS "personId"'] : [];
  const order = table.order.map((column) => `t.${column}`).join(', ');
  const statement = `SELECT k.place::int4, ${[...person, ...texts].join(', ')}
    FROM ${namesOf(kind)} CROSS JOIN LATERAL (SELECT * FROM ${table.table} t WHERE ${joinOf(kind)} OFFSET 0) t ORDER BY k.place, ${order}`;
  statements.set(`${kind.kind} ${table.table}`, statement);
  return statement;
}

/**
 * A row's columns as a JSON object of texts; what is null is left out, so that a column that is added later changes nothing of
 * the rows before it. Numbers, days and moments have nothing in them that JSON would escape. All is one `concat` of as few
 * pieces as can be: to write the texts is most of what the server does for the record.
 */
function objectOf(columns: readonly FactColumn[]): string {
  const first = columns.findIndex(({ isNullable }) => !isNullable);
  if (first < 0)
    return `concat('{', substr(concat(${columns.map((column) => nullable(column, ',', '')).join(', ')}), 2), '}')`;
  // What may be left out brings its comma with it: before the first column that is always there behind it, after that before it.
  let literal = '{';
  const pieces: string[] = [];
  const put = (piece: string) => {
    if (literal !== '') pieces.push(`'${literal}'`);
    pieces.push(piece);
    literal = '';
  };
  for (const [at, column] of columns.entries()) {
    const comma = at > first ? ',' : '';
    if (column.isNullable) put(nullable(column, comma, at < first ? ',' : ''));
    else {
      const quote = column.type === 'text' ? '' : '"';
      literal += `${comma}"${column.column}":${quote}`;
      put(column.type === 'text' ? `to_json(t.${column.column})` : textOf(column));
      literal = quote;
    }
  }
  return `concat(${pieces.join(', ')}, '${literal}}')`;
}

/** A field that is left out where it is null, between what comes with it. */
function nullable(column: FactColumn, before: string, after: string): string {
  const field = `'${before}"${column.column}":`;
  if (column.type === 'text') return `${field}' || to_json(t.${column.column})::text || '${after}'`;
  return `${field}"' || ${textOf(column)} || '"${after}'`;
}

const textOf = ({ column, type }: FactColumn) => (type === 'boolean' ? `t.${column}::text` : `t.${column}`);

function namesOf({ isNumbered }: KindTables): string {
  return isNumbered
    ? 'unnest($1::int8[], $2::int4[], $3::int2[]) WITH ORDINALITY k(fact_id, version, revision, place)'
    : 'unnest($1::text[]) WITH ORDINALITY k(fact_key, place)';
}

const NUMBERS = ['fact_id', 'version', 'revision'];

function joinOf({ key, isNumbered }: KindTables): string {
  return key
    .map(({ column, type }, at) =>
      isNumbered ? `t.${column} = k.${NUMBERS[at]}` : `t.${column} = (k.fact_key::json->>${at})::${type}`,
    )
    .join(' AND ');
}
