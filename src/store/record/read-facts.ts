import type { LeafName, StoredFact } from '../../app/ports/record.ts';
import type { Query } from '../query.ts';
import { type FactTable, GROUPS, type Group, type KindTables } from './catalogue.ts';

/** The rows of a fact in one table: of each group that has columns, as JSON objects with a comma between. */
interface Rows extends Partial<Record<Group, string>> {
  /** Which of the facts asked for, from 1. */
  readonly place: number;
  readonly personId?: number;
}

/**
 * The facts of these names, in their order; undefined where nothing is left of one. The fields of each group are an object in
 * canonical JSON (RFC 8785): to each table an array of its rows, each row an object of texts and nulls. PostgreSQL writes JSON
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
  const values = kind.isNumbered
    ? [
        names.map(({ factId }) => factId),
        names.map(({ version }) => version),
        names.map(({ revision }) => revision),
      ]
    : [names.map(({ factKey }) => factKey)];
  const found = names.map(() => ({ isThere: false, personId: 0, money: '', person: '', rest: '' }));
  for (const table of kind.tables) {
    for (const row of await query.prepared<Rows>(rowsOf(kind, table), values)) {
      const fact = found[row.place - 1]!;
      fact.isThere = true;
      if (row.personId !== undefined) fact.personId = row.personId;
      for (const group of GROUPS) {
        const rows = row[group];
        if (rows === undefined) continue;
        fact[group] += `${fact[group] === '' ? '' : ','}"${table.table}":[${rows}]`;
      }
    }
  }
  return found.map(({ isThere, personId, money, person, rest }) =>
    isThere ? { personId, money: `{${money}}`, person: `{${person}}`, rest: `{${rest}}` } : undefined,
  );
}

const statements = new Map<string, string>();

function rowsOf(kind: KindTables, table: FactTable): string {
  const known = statements.get(`${kind.kind} ${table.table}`);
  if (known !== undefined) return known;
  const order = table.order.map((column) => `t.${column}`).join(', ');
  const groups = GROUPS.filter((group) => table.columns[group].length > 0);
  const objects = groups.map(
    (group) =>
      `LATERAL (SELECT ${table.columns[group].map((column) => `t.${column}::text AS ${column}`).join(', ')}) ${group}_columns`,
  );
  const texts = groups.map(
    (group) => `string_agg(row_to_json(${group}_columns)::text, ',' ORDER BY ${order}) AS ${group}`,
  );
  const person = kind.isOfPerson && kind.table === table.table ? ['min(t.person_id) AS "personId"'] : [];
  const statement = `SELECT k.place::int4, ${[...person, ...texts].join(', ')}
    FROM ${namesOf(kind)} JOIN ${table.table} t ON ${joinOf(kind)}, ${objects.join(', ')} GROUP BY k.place`;
  statements.set(`${kind.kind} ${table.table}`, statement);
  return statement;
}

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
