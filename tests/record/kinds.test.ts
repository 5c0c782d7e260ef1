// Every table is a fact with a kind of leaf, a part of one, or says why it is none; and whoever adds a fact has it noted.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCanonicalJson } from '../../src/core/record/canonical-json.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { readKinds } from '../../src/store/record/catalogue.ts';
import { LEAF_KINDS, NOT_FACTS } from '../../src/store/record/kinds.ts';
import { type TestDatabase, testDatabase } from '../database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.close());

const rows = <T>(text: string) => database.global((query) => query.rows<T>(text));

test('every table of a consortium is a kind of leaf, a part of one, or has a reason to be neither', async () => {
  const tables = await rows<{ name: string }>(
    `SELECT c.relname::text AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'consortium_id'
     WHERE c.relnamespace = 'poolbook'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'consortium'`,
  );
  const known = [...LEAF_KINDS.flatMap(({ table, parts }) => [table, ...parts]), ...Object.keys(NOT_FACTS)];
  expect(known.toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
  expect(new Set(known).size).toBe(known.length);
});

test('whoever adds a fact has it noted: but for decisions and entries, whose writers do it, by a trigger with its key', async () => {
  const triggers = await rows<{ table: string; name: string; given: string[] }>(
    `SELECT c.relname::text AS "table", p.proname::text AS name,
       string_to_array(trim(trailing E'\\\\000' FROM encode(t.tgargs, 'escape')), E'\\\\000') AS given
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
     WHERE c.relnamespace = 'poolbook'::regnamespace AND t.tgname = 'record' AND t.tgenabled = 'O'`,
  );
  const kinds = await database.global(readKinds);
  const noted = [...kinds.values()]
    .filter(({ kind }) => kind !== 'decision' && kind !== 'entries')
    .map(({ kind, table, key, isNumbered }) => ({
      ...{ table, name: isNumbered ? 'note_numbered' : 'note_keyed' },
      given: [kind, ...key.map(({ column }) => column)],
    }));
  const byTable = (one: { table: string }, other: { table: string }) => (one.table < other.table ? -1 : 1);
  expect(triggers.toSorted(byTable)).toEqual(noted.toSorted(byTable));
});

test('a person’s columns, and the tables of kinds, are those that there are', async () => {
  const kinds = await database.global(readKinds);
  for (const { kind, personal } of LEAF_KINDS)
    for (const [table, columns] of Object.entries(personal)) {
      const read = kinds.get(kind)!.tables.find((one) => one.table === table);
      expect(read?.columns.person.map(({ column }) => column).toSorted(), `${kind} ${table}`).toEqual(
        columns.toSorted(),
      );
    }
});

test('JSON as PostgreSQL writes it is canonical, whatever is in a text', async () => {
  const texts = Array.from({ length: 3000 }, (_, seed) => textAtRandom(seed));
  const written = await database.global((query) =>
    query.rows<{ place: number; json: string }>(
      `SELECT place::int4, concat('{"a_text":', to_json(a_text), ',"other":', to_json(other), '}') AS json FROM unnest($1::text[]) WITH ORDINALITY texts(text, place),
         LATERAL (SELECT text AS a_text, text || 'x' AS other) columns`,
      [texts],
    ),
  );
  expect(written).toHaveLength(texts.length);
  for (const { place, json } of written) {
    const read = readCanonicalJson(json, 'row');
    if (isRefusal(read)) throw new Error(`${JSON.stringify(texts[place - 1])}: ${JSON.stringify(read)}`);
    expect(read).toEqual({ a_text: texts[place - 1], other: `${texts[place - 1]}x` });
  }
});

/** A text of characters from all of Unicode that PostgreSQL takes, the odd ones often; the same for the same number. */
function textAtRandom(seed: number): string {
  let state = seed + 1;
  const below = (most: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  const odd = [
    '"',
    '\\',
    '/',
    '\b',
    '\f',
    '\n',
    '\r',
    '\t',
    '\u007f',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\uffff',
    '\\u0041',
    '<',
  ];
  const characters = Array.from({ length: below(40) }, () => {
    const kind = below(4);
    if (kind === 0) return odd[below(odd.length)]!;
    if (kind === 1) return String.fromCodePoint(1 + below(0x7f));
    const point = 1 + below(0x10ffff);
    return point >= 0xd800 && point < 0xe000 ? 'é' : String.fromCodePoint(point);
  });
  return characters.join('');
}
