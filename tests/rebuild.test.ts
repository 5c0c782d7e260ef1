// What is derived, recomputed from facts: agreement after every kind of work, each kind of damage found and put right.
import { spawnSync } from 'node:child_process';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adjudicate } from '../src/app/adjudicate/adjudicate.ts';
import { closeMonth } from '../src/app/close-month.ts';
import { recordConsortium } from '../src/app/consortium.ts';
import { generatedSource } from '../src/app/demo/sources.ts';
import { importClaimsRows } from '../src/app/import/claims.ts';
import { importOpeningRows } from '../src/app/import/opening.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import type { DerivedTable } from '../src/app/ports/rebuild-store.ts';
import type { Stores } from '../src/app/ports/stores.ts';
import { type RebuildReport, rebuild, rebuildRefusal } from '../src/app/rebuild.ts';
import { runDemo } from '../src/app/run-demo.ts';
import { rebuildText } from '../src/cli/rebuild.ts';
import type { Amount } from '../src/core/money/amount.ts';
import { isRefusal, type Refusal } from '../src/core/refusal.ts';
import { storesOver } from '../src/store/stores.ts';
import { connectTo, type TestDatabase, testDatabase } from './database.ts';

const DERIVED: readonly DerivedTable[] = [
  'accumulator_delta',
  'balance_delta',
  'claim_chunk',
  'claim_head',
  'claim_rollup',
  'coverage_span',
  'person_rollup',
];

let database: TestDatabase;
let stores: Stores;
let owner: pg.Client;
let consortium: Consortium;
/** How the tables are before any damage. */
let sound: Map<string, string>;

function known<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(JSON.stringify(value));
  return value;
}

/**
 * A small demo, half of its months closed; accumulators brought along; then other plans (no network feeds another, limits are gone) with claims
 * decided under them. So both versions of the document count.
 */
beforeAll(async () => {
  database = await testDatabase();
  stores = storesOver(database);
  owner = await connectTo(database.url);
  // What is put back is not recorded anew.
  await owner.query("SET session_replication_role = 'replica'");
  const source = generatedSource(0.005);
  consortium = known(await runDemo(stores, source));
  const claims = [...source.claims()];
  const plan = consortium.document.plans.find(({ administration }) => administration === 'adjudicated here')!;
  const network = plan.designs[0]!.individual.networkNames[0]!;
  const used = { deductible: 1_000 as Amount, outOfPocket: 2_000 as Amount };
  const opening = claims.slice(0, 20).map(({ person }, index) => ({
    ...{ fileLine: index + 2, kind: 'accumulator' as const, person, plan: plan.code, network },
    ...{ planYear: 2023, ...used },
  }));
  const one = [...new Map(opening.map((row) => [row.person, row])).values()];
  known(await importOpeningRows(stores.imports, consortium, { name: 'opening', sha256: 'o' }, one, {}));
  const text = source.documentText
    .replaceAll(/"feedsInto": \[[^\]]*\]/g, '"feedsInto": []')
    .replaceAll(/"annualLimit": "(\d+)/g, '"annualLimit": "9$1');
  consortium = known(await recordConsortium(stores.consortia, text));
  const again = claims.map((claim) => ({ ...claim, claim: `again-${claim.claim}`, provider: '' }));
  const more = { name: 'more', sha256: 'm' };
  known(await importClaimsRows(stores.imports, consortium, more, again, { notEnrolled: 'accept' }));
  const replaced = claims.slice(0, 40).map((claim, index) => ({
    ...{ ...claim, received: claims.at(-1)!.received },
    frequency: index % 4 === 0 ? ('8' as const) : ('7' as const),
    lines: claim.lines.map((line) => ({ ...line, allowed: Math.floor(line.allowed / 2) as Amount })),
  }));
  const changed = { name: 'changed', sha256: 'c' };
  known(await importClaimsRows(stores.imports, consortium, changed, replaced, { notEnrolled: 'accept' }));
  await adjudicate(stores.runs, consortium, undefined, 500);
  const charged = await stores.books.charges(consortium.consortiumId);
  for (const { month } of [charged[0]!, charged[Math.floor(charged.length / 2)]!])
    known(await closeMonth(stores, consortium, month));
  sound = await hashes();
});

afterAll(async () => {
  await owner?.end();
  await stores?.close();
});

async function look(write = false): Promise<RebuildReport> {
  return known(await rebuild(stores.rebuilds, consortium, write));
}

const differing = ({ tables }: RebuildReport) =>
  tables.filter((table) => table.differing > 0).map((table) => [table.table, table.differing]);

/** A hash of all rows of every table, by name. */
async function hashes(): Promise<Map<string, string>> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'poolbook'::regnamespace AND relkind = 'r' ORDER BY 1`,
  );
  const found = new Map<string, string>();
  for (const { name } of rows) {
    const hashed = await owner.query<{ hash: string }>(
      `SELECT md5(string_agg(t::text, E'\\n' ORDER BY t::text)) AS hash FROM poolbook.${name} t`,
    );
    found.set(name, hashed.rows[0]!.hash);
  }
  return found;
}

const some = (table: string) => `ctid = (SELECT min(ctid) FROM poolbook.${table})`;

/** Kinds of damage, and how a person is told. */
const DAMAGE: readonly [table: DerivedTable, what: string, statement: string, says: RegExp][] = [
  [
    'coverage_span',
    'a changed row',
    `UPDATE poolbook.coverage_span SET to_day = '2031-01-01' WHERE ${some('coverage_span')}`,
    /person_id \d+, from_day [\d-]+: to_day 2031-01-01, should be to_day (nothing|[\d-]+)/,
  ],
  [
    'coverage_span',
    'a lost row',
    `DELETE FROM poolbook.coverage_span WHERE ${some('coverage_span')}`,
    /missing, should be to_day /,
  ],
  [
    'coverage_span',
    'an invented row',
    `INSERT INTO poolbook.coverage_span SELECT consortium_id, person_id, '1999-01-01', '1999-12-31', subscriber_id, member_id, plan_id, tier, enrolment_id
     FROM poolbook.coverage_span WHERE ${some('coverage_span')}`,
    /from_day 1999-01-01: to_day 1999-12-31, .*should not be there/,
  ],
  [
    'claim_chunk',
    'a changed byte',
    `UPDATE poolbook.claim_chunk SET content = set_byte(content, length(content) - 1, (get_byte(content, length(content) - 1) + 1) % 256)
     WHERE ${some('claim_chunk')}`,
    /subscriber_block \d+, claim_from \d+: content \d+ bytes \(SHA-256 \w+...\), should be content \d+ bytes/,
  ],
  [
    'claim_chunk',
    'an end beyond its import',
    `UPDATE poolbook.claim_chunk SET claim_to = claim_to + 1000000 WHERE ${some('claim_chunk')}`,
    /claim_to \d+, should be claim_to \d+/,
  ],
  [
    'claim_chunk',
    'a lost row',
    `DELETE FROM poolbook.claim_chunk WHERE ${some('claim_chunk')}`,
    /missing, should be claim_to \d+, lines \d+, content \d+ bytes/,
  ],
  [
    'claim_chunk',
    'the same claims again',
    `INSERT INTO poolbook.claim_chunk SELECT consortium_id, subscriber_block, claim_to, claim_to, lines, content
     FROM poolbook.claim_chunk WHERE claim_to > claim_from ORDER BY ctid LIMIT 1`,
    /claim_to \d+, .*should not be there/,
  ],
  [
    'claim_head',
    'an older version',
    `UPDATE poolbook.claim_head SET version = 1 WHERE ${some('claim_head')}`,
    /claim_id \d+: version 1, should be version 2/,
  ],
  [
    'claim_head',
    'a lost void',
    'DELETE FROM poolbook.claim_head WHERE claim_id = (SELECT min(claim_id) FROM poolbook.claim_head WHERE voided)',
    /claim_id \d+: missing, should be version 2, voided true/,
  ],
  [
    'claim_rollup',
    'a changed row',
    `UPDATE poolbook.claim_rollup SET plan_pays_cents = plan_pays_cents + 1 WHERE ${some('claim_rollup')}`,
    /batch_id \d+, .*: plan_pays_cents -?\d+, should be plan_pays_cents -?\d+$/m,
  ],
  [
    'claim_rollup',
    'a lost row',
    `DELETE FROM poolbook.claim_rollup WHERE ${some('claim_rollup')}`,
    /missing, should be lines \d+/,
  ],
  [
    'claim_rollup',
    'a row of another batch',
    `INSERT INTO poolbook.claim_rollup SELECT consortium_id, 999999, member_id, plan_id, benefit, incurred_month, paid_month, 0, 0, 0, 0, 0, 0, 0, 0
     FROM poolbook.claim_rollup WHERE ${some('claim_rollup')}`,
    /batch_id 999999, .*should not be there/,
  ],
  [
    'person_rollup',
    'a changed row',
    `UPDATE poolbook.person_rollup SET paid_cents = paid_cents - 1 WHERE ${some('person_rollup')}`,
    /person_id \d+, incurred_year \d+, batch_id \d+: paid_cents \d+, should be paid_cents \d+/,
  ],
  [
    'person_rollup',
    'a lost row',
    `DELETE FROM poolbook.person_rollup WHERE ${some('person_rollup')}`,
    /missing, should be paid_cents \d+/,
  ],
  [
    'person_rollup',
    'an invented row',
    `INSERT INTO poolbook.person_rollup SELECT consortium_id, person_id, 1999, batch_id, 1
     FROM poolbook.person_rollup WHERE ${some('person_rollup')}`,
    /incurred_year 1999, batch_id \d+: paid_cents 1, should not be there/,
  ],
  [
    'accumulator_delta',
    'a changed row',
    `UPDATE poolbook.accumulator_delta SET out_of_pocket_cents = out_of_pocket_cents - 1 WHERE ${some('accumulator_delta')}`,
    /person_id \d+, .*: out_of_pocket_cents \d+, should be out_of_pocket_cents \d+/,
  ],
  [
    'accumulator_delta',
    'a lost annual limit',
    `DELETE FROM poolbook.accumulator_delta WHERE ctid = (SELECT min(ctid) FROM poolbook.accumulator_delta WHERE service <> '')`,
    /service [^"]\S*, batch_id \d+: missing, should be deductible_cents 0, out_of_pocket_cents 0, limit_used_cents \d+/,
  ],
  [
    'accumulator_delta',
    'a lost opening balance',
    `DELETE FROM poolbook.accumulator_delta WHERE ctid = (SELECT min(ctid) FROM poolbook.accumulator_delta WHERE plan_year = 2023)`,
    /plan_year 2023, .*service "", batch_id \d+: missing, should be deductible_cents 1000, out_of_pocket_cents 2000/,
  ],
  [
    'accumulator_delta',
    'an invented row',
    `INSERT INTO poolbook.accumulator_delta SELECT consortium_id, subscriber_id, person_id, plan_id, plan_year, network, 'invented', batch_id, 0, 0, 7
     FROM poolbook.accumulator_delta WHERE ${some('accumulator_delta')}`,
    /service invented, .*limit_used_cents 7, should not be there/,
  ],
  [
    'balance_delta',
    'a changed row beyond any safe number',
    `UPDATE poolbook.balance_delta SET debit_cents = 9223372036854775807 WHERE ${some('balance_delta')}`,
    /account \S+, member_id \d+: debit_cents 9223372036854775807, should be debit_cents \d+/,
  ],
  [
    'balance_delta',
    'a lost row',
    `DELETE FROM poolbook.balance_delta WHERE ${some('balance_delta')}`,
    /missing, should be debit_cents \d+, credit_cents \d+/,
  ],
  [
    'balance_delta',
    'an invented row',
    `INSERT INTO poolbook.balance_delta SELECT consortium_id, batch_id, accounting_month, 'invented', member_id, 1, 0
     FROM poolbook.balance_delta WHERE ${some('balance_delta')}`,
    /account invented, .*should not be there/,
  ],
];

/** The damages in rounds of one to each table: what is derived from facts alone is found whatever else is wrong. */
const ROUNDS = [0, 1, 2, 3].map((round) => {
  const damages = DERIVED.flatMap((table) => DAMAGE.filter(([of]) => of === table).slice(round, round + 1));
  return { damages, what: damages.map(([table, what]) => `${what} (${table})`).join(', ') };
});

const LAST_CLOSED = '(SELECT max(accounting_month) FROM poolbook.period_close)';
const A_KEPT = `ctid = (SELECT min(ctid) FROM poolbook.period_balance WHERE accounting_month = ${LAST_CLOSED})`;
const IN_CLOSED = `(batch_id, entry_number) = (SELECT batch_id, entry_number FROM poolbook.entry
  WHERE accounting_month <= ${LAST_CLOSED} ORDER BY 1, 2 LIMIT 1)`;

/** Kinds of damage to what is kept at a close, or to the entries of closed months. */
const KEPT_DAMAGE: readonly [table: string, what: string, statement: string, says: RegExp][] = [
  [
    'period_balance',
    'a changed row',
    `UPDATE poolbook.period_balance SET balance_cents = balance_cents + 1 WHERE ${A_KEPT}`,
    /accounting_month \S+, account \S+, member_id \d+: balance_cents -?\d+, the entries come to balance_cents -?\d+$/m,
  ],
  [
    'period_balance',
    'a lost row',
    `DELETE FROM poolbook.period_balance WHERE ${A_KEPT}`,
    /missing, the entries come to balance_cents -?\d+$/m,
  ],
  [
    'period_balance',
    'an invented row',
    `INSERT INTO poolbook.period_balance SELECT consortium_id, accounting_month, 'invented', member_id, 5
     FROM poolbook.period_balance WHERE ${A_KEPT}`,
    /account invented, .*: balance_cents 5, should not be there$/m,
  ],
  [
    'posting',
    'an amount of a closed month that was changed',
    `UPDATE poolbook.posting SET amount_cents = amount_cents + 1 WHERE line_number = 1 AND ${IN_CLOSED}`,
    /balance_cents (-?\d+), the entries come to balance_cents -?\d+$/m,
  ],
  [
    'entry',
    'an entry that has left its closed month',
    `UPDATE poolbook.entry SET accounting_month = '2031-01-01' WHERE ${IN_CLOSED}`,
    /balance_cents (-?\d+), the entries come to balance_cents -?\d+$/m,
  ],
];

describe('a rebuild', () => {
  it('finds nothing after imports, runs under two versions of the plans, changes, charges and receipts', async () => {
    const report = await look();
    expect(differing(report)).toEqual([]);
    for (const { table, rows } of report.tables) expect(rows, table).toBeGreaterThan(1);
    expect(rebuildText(report)).toMatch(/^All \d+ derived rows are what follows from the facts\.\n$/);
    const versions = await owner.query('SELECT DISTINCT document_version FROM poolbook.run_partition');
    expect(versions.rowCount).toBe(2);
  });

  it.each(ROUNDS)(
    'finds one damage in each table, names it, and puts it right: $what',
    async ({ damages }) => {
      for (const [, , statement] of damages)
        expect((await owner.query(statement)).rowCount, statement).toBe(1);
      const damaged = await hashes();
      const found = await look();
      const one = damages.map(([table]) => [table, 1]).sort();
      expect(differing(found).sort()).toEqual(one);
      for (const [, , , says] of damages) expect(rebuildText(found)).toMatch(says);
      expect(await hashes(), 'looking changes nothing').toEqual(damaged);

      const repaired = await look(true);
      expect(differing(repaired).sort()).toEqual(one);
      expect(repaired.written!.length).toBe(damages.length);
      for (const { table, changed, removed, added } of repaired.written!) {
        expect(changed + removed + added, table).toBe(1);
        expect(rebuildText(repaired)).toContain(`${table}: ${changed} changed, `);
      }
      expect(differing(await look())).toEqual([]);
      expect(await hashes(), 'all is as before, facts and what is derived').toEqual(sound);
    },
  );

  it.each(KEPT_DAMAGE)(
    'holds kept balances to entries: finds in %s %s, and replaces neither',
    async (table, _what, statement, says) => {
      await owner.query(`CREATE TEMP TABLE saved AS SELECT * FROM poolbook.${table}`);
      expect((await owner.query(statement)).rowCount).toBe(1);
      const damaged = await hashes();
      const found = await look();
      expect(differing(found)).toContainEqual(['period_balance', expect.any(Number)]);
      expect(rebuildText(found)).toMatch(says);

      const written = await look(true);
      expect(written.written!.map((one) => one.table)).toEqual(
        table === 'period_balance' ? [] : ['balance_delta'],
      );
      expect(rebuildRefusal(written)).toMatchObject({
        code: 'closed_period_differs',
        path: 'period_balance',
      });
      for (const name of ['period_balance', 'entry', 'posting'])
        expect((await hashes()).get(name), name).toEqual(damaged.get(name));

      await owner.query(`DELETE FROM poolbook.${table}`);
      await owner.query(`INSERT INTO poolbook.${table} SELECT * FROM saved`);
      await owner.query('DROP TABLE saved');
      await look(true);
      expect(rebuildRefusal(await look())).toBeUndefined();
      expect(await hashes(), 'all is as before, facts and what is derived').toEqual(sound);
    },
  );

  it('makes everything anew where nothing is left', async () => {
    for (const table of DERIVED) await owner.query(`DELETE FROM poolbook.${table}`);
    const found = await look();
    expect(differing(found).map(([table]) => table)).toEqual(
      found.tables.map(({ table }) => table).filter((table) => table !== 'period_balance'),
    );
    expect(rebuildText(found)).toMatch(/and \d+ more/);
    await look(true);
    expect(await hashes(), 'all is as before, facts and what is derived').toEqual(sound);
  });

  it('writes nothing while an import is under way', async () => {
    await stores.imports.importing(consortium.consortiumId, async () => {
      expect(await rebuild(stores.rebuilds, consortium, true)).toMatchObject({ code: 'busy' });
      expect(differing(await look())).toEqual([]);
      return undefined;
    });
  });

  it('ends with status 2 where something differs, until it is written', async () => {
    const poolbook = (...given: string[]) =>
      spawnSync(process.execPath, ['src/main.ts', 'rebuild', ...given], {
        encoding: 'utf8',
        env: { ...process.env, DATABASE_URL: database.url },
      });
    await owner.query(`DELETE FROM poolbook.balance_delta WHERE ${some('balance_delta')}`);
    const told = poolbook('--json');
    expect(told.status).toBe(2);
    expect(JSON.parse(told.stdout)).toMatchObject({ agrees: false });
    expect(JSON.parse(told.stderr)).toMatchObject({ code: 'derived_differs', path: 'balance_delta' });
    expect(poolbook().stderr).toContain('1 row that differs (derived_differs)');
    const written = poolbook('--write');
    expect([written.status, written.stderr]).toEqual([0, '']);
    expect(written.stdout).toContain('balance_delta: 0 changed, 0 removed, 1 added.');
    expect(poolbook()).toMatchObject({ status: 0, stderr: '' });
  });
});
