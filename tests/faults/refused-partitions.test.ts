// Waiting claims whose plan, coverage or chunks are gone: the other partitions are decided, the refusal says what to do,
// and when that is done the same command takes up what is missing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunPartition } from '../../src/app/ports/run.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { storesOver } from '../../src/store/stores.ts';
import { connectTo, type TestDatabase, testDatabase } from '../database.ts';
import {
  type CommandEnd,
  claims,
  documentText,
  enrolment,
  expectWhole,
  poolbook,
  stageClaims,
  undecided,
  type WaitingClaims,
} from './waiting-claims.ts';

let database: TestDatabase;
let stores: Stores;
let owner: pg.Client;
let folder: string;

beforeEach(async () => {
  database = await testDatabase();
  stores = storesOver(database);
  owner = await connectTo(database.url);
  await owner.query('SET search_path = poolbook');
  folder = mkdtempSync(join(tmpdir(), 'poolbook-refused-'));
});

afterEach(async () => {
  await owner.end();
  await stores.close();
  rmSync(folder, { recursive: true, force: true });
});

const command = (...words: string[]) => poolbook({ DATABASE_URL: database.url }, ...words);

/** What is in a partition: its first claim, with its person, by their codes. */
async function firstClaimOf({ subscriberFrom, subscriberTo }: RunPartition) {
  const { rows } = await owner.query<{ claim: string; person: string; personId: string }>(
    `SELECT c.code AS claim, p.code AS person, p.person_id AS "personId"
     FROM claim c JOIN person p USING (consortium_id, person_id)
     WHERE c.subscriber_id BETWEEN $1 AND $2 ORDER BY c.subscriber_id, c.claim_id LIMIT 1`,
    [subscriberFrom, subscriberTo],
  );
  return rows[0]!;
}

const nameOf = ({ run }: WaitingClaims, { partition, subscriberFrom, subscriberTo }: RunPartition) =>
  `run ${run.runId}, partition ${partition} of ${run.partitions} (subscribers ${subscriberFrom} to ${subscriberTo})`;

/** The last line of what a person reads when partitions are left out. */
const lastLine = (lines: number, partitions: number, leftOut: number) =>
  `${lines} lines decided, in ${partitions} transactions; left out: partition ${leftOut}. When it is put right, \`poolbook adjudicate\` takes up only what is missing; claims that came later wait until then.`;

/** Runs the command, plain and then for machines: what each said, when all but this partition is decided. */
async function refusedBut(
  waiting: WaitingClaims,
  refused: RunPartition,
): Promise<{ plain: string[]; json: Record<string, unknown> }> {
  const { run, lines } = waiting;
  const first = await command('adjudicate');
  expect(first).toMatchObject({ status: 2, out: '' });
  expect(await undecided(waiting, stores)).toEqual([refused.partition]);
  const plain = first.error.trimEnd().split('\n');
  expect(plain.pop()).toBe(lastLine(lines - refused.lines, run.partitions - 1, refused.partition));
  const second = await command('adjudicate', '--json');
  expect(second).toMatchObject({ status: 2, out: '' });
  const json = JSON.parse(second.error) as Record<string, unknown>;
  expect(json).toMatchObject({ decided: { lines: 0, partitions: 0 }, leftOut: [refused.partition] });
  return { plain, json };
}

/** Runs the command when it was put right: the missing partition alone is decided, and all is whole. */
async function takenUp(waiting: WaitingClaims, { lines }: RunPartition): Promise<void> {
  const done: CommandEnd = { status: 0, out: `${lines} lines decided, in 1 transactions.\n`, error: '' };
  expect(await command('adjudicate')).toEqual(done);
  await expectWhole(database, waiting);
}

test('a plan that the document no longer holds', async () => {
  const document = JSON.parse(documentText) as { plans: { code: string }[] };
  const [plan] = document.plans;
  const withPlan = { ...document, plans: [...document.plans, { ...plan!, code: 'gold' }] };
  const { subscriber } = enrolment.find(({ person }) => person === claims[0]!.person)!;
  const family = enrolment.map((row) => (row.subscriber === subscriber ? { ...row, plan: 'gold' } : row));
  const waiting = await stageClaims(stores, { text: JSON.stringify(withPlan), enrolled: family });
  const found = await owner.query<{ id: string }>('SELECT person_id AS id FROM person WHERE code = $1', [
    subscriber,
  ]);
  const id = Number(found.rows[0]!.id);
  const partition = waiting.run.missing.find((one) => id >= one.subscriberFrom && id <= one.subscriberTo)!;
  // `import consortium` refuses to leave a plan out: so it vanishes behind its back.
  await owner.query(
    'INSERT INTO consortium_document (consortium_id, version, sha256, content) VALUES (1, 2, $1, $2)',
    ['without', documentText],
  );

  const { plain, json } = await refusedBut(waiting, partition);
  const persons = new Set(family.filter((row) => row.subscriber === subscriber).map(({ person }) => person));
  const ofFamily = claims.filter(({ person }) => persons.has(person));
  expect(plain).toHaveLength(new Set(ofFamily.map(({ person }) => person)).size);
  const plans = document.plans.map(({ code }) => code);
  for (const line of plain) {
    const [, claim, person] = /, claim (\S+): expected plan gold, under which person (\S+) is/.exec(line)!;
    expect(ofFamily.find((one) => one.claim === claim)?.person).toBe(person);
    expect(line).toBe(
      `poolbook: ${nameOf(waiting, partition)}, claim ${claim}: expected plan gold, under which person ${person} is covered, in the consortium's document, got ${JSON.stringify(plans)} (plan_vanished). Record a document that holds the plan (\`poolbook import consortium\`).`,
    );
  }
  expect(json).toMatchObject({ code: 'plan_vanished', actual: JSON.stringify(plans) });
  expect([json, ...(json.others as object[])]).toHaveLength(plain.length);

  const file = join(folder, 'consortium.json');
  writeFileSync(file, JSON.stringify(withPlan));
  expect(await command('import', 'consortium', file)).toMatchObject({ status: 0 });
  await takenUp(waiting, partition);
});

test('coverage that is gone', async () => {
  const waiting = await stageClaims(stores);
  const partition = waiting.run.missing[2]!;
  const { claim, person, personId } = await firstClaimOf(partition);
  await owner.query('DELETE FROM coverage_span WHERE person_id = $1', [personId]);

  const { plain, json } = await refusedBut(waiting, partition);
  const path = `${nameOf(waiting, partition)}, claim ${claim}`;
  expect(plain).toEqual([
    `poolbook: ${path}: expected coverage of person ${person}, got nothing (coverage_vanished). Run \`poolbook rebuild --write\`, which puts coverage back from the enrolment on record; else import the enrolment.`,
  ]);
  expect(json).toEqual({
    ...{ code: 'coverage_vanished', path, expected: `coverage of person ${person}`, actual: 'nothing' },
    advice: expect.stringContaining('`poolbook rebuild --write`'),
    message: `${path}: expected coverage of person ${person}, got nothing`,
    ...{ others: [], decided: expect.objectContaining({ lines: 0, partitions: 0 }) },
    leftOut: [partition.partition],
  });

  expect(await command('rebuild', '--write')).toMatchObject({ status: 0 });
  await takenUp(waiting, partition);
});

test('chunks of claims that are gone', async () => {
  const waiting = await stageClaims(stores);
  const partition = waiting.run.missing.at(-1)!;
  const { rowCount } = await owner.query(
    'DELETE FROM claim_chunk WHERE subscriber_block = (SELECT max(subscriber_block) FROM claim_chunk)',
  );
  expect(rowCount).toBe(1);

  const { plain, json } = await refusedBut(waiting, partition);
  expect(plain).toEqual([
    expect.stringMatching(/ lines in its chunks of claims, got \d+ \(derived_differs\)\. Keep this message /),
  ]);
  expect(json).toMatchObject({ code: 'derived_differs', path: nameOf(waiting, partition) });

  expect(await command('rebuild', '--write')).toMatchObject({ status: 0 });
  await takenUp(waiting, partition);
});
