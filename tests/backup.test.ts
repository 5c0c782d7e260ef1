// Backup and restore as a whole: what comes back is what there was, row for row, and goes on living.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adjudicate } from '../src/app/adjudicate/adjudicate.ts';
import { backup } from '../src/app/backup.ts';
import { findConsortium, recordConsortium } from '../src/app/consortium.ts';
import { generatedSource } from '../src/app/demo/sources.ts';
import { importClaimsRows } from '../src/app/import/claims.ts';
import { importEnrolmentRows } from '../src/app/import/enrolment.ts';
import { restore } from '../src/app/restore.ts';
import { runDemo } from '../src/app/run-demo.ts';
import { drawStatement, statementDocument } from '../src/app/statement.ts';
import { APP, LOADER } from '../src/store/roles.ts';
import {
  accepted,
  addOddities,
  content,
  emptyPlace,
  type Folder,
  type Place,
  rowCount,
  temporaryFolder,
} from './backups.ts';
import { compareStoredDecisions } from './cases/stored-decisions.ts';
import { connectTo, testDatabaseUrl } from './database.ts';
import { brokenLaws } from './laws.ts';

let folder: Folder;
let places: Place[];

beforeEach(() => {
  folder = temporaryFolder();
  places = [];
});

afterEach(async () => {
  for (const { stores } of places) await stores.close();
  folder.remove();
});

async function place(): Promise<Place> {
  const made = await emptyPlace();
  places.push(made);
  return made;
}

/** The demo's document under another code. */
function documentOf(code: string): string {
  return JSON.stringify({ ...JSON.parse(generatedSource(0.01).documentText), code });
}

async function statementOf({ stores }: Place, code?: string): Promise<string> {
  const consortium = accepted(await findConsortium(stores.consortia, code));
  return JSON.stringify(statementDocument(accepted(await drawStatement(stores.books, consortium))));
}

/** Opens a consortium of the demo's people; takes their claims from one share of the whole to another and decides them. */
async function live({ stores }: Place, code: string, from: number, to: number): Promise<void> {
  const consortium = accepted(await recordConsortium(stores.consortia, documentOf(code)));
  const source = generatedSource(0.01);
  accepted(
    await importEnrolmentRows(
      stores.imports,
      consortium,
      { name: 'enrolment', sha256: 'e' },
      source.enrolment(),
    ),
  );
  const claims = [...source.claims()];
  const part = claims.slice(Math.floor(from * claims.length), Math.floor(to * claims.length));
  const named = { name: `claims ${from}`, sha256: `claims ${from}` };
  accepted(await importClaimsRows(stores.imports, consortium, named, part, { notEnrolled: 'accept' }));
  await adjudicate(stores.runs, consortium, undefined, 500);
}

describe('a backup', () => {
  it('comes back row for row, whatever the texts, and equal facts have equal hashes', async () => {
    const [here, there] = [await place(), await place()];
    accepted(await runDemo(here.stores, generatedSource(0.01)));
    await addOddities(here);
    const made = accepted(await backup(here.stores.backups, folder.path('a')));
    const restored = accepted(await restore(there.stores.backups, folder.path('a')));
    const before = await content(here);
    expect(Object.values(before).filter((rows) => rows.length > 0).length).toBeGreaterThan(20);
    expect(await content(there)).toEqual(before);
    expect(restored).toEqual({ takenAt: made.takenAt, consortia: made.consortia });
    const again = accepted(await backup(there.stores.backups, folder.path('b')));
    expect(again.consortia).toEqual(made.consortia);
    expect(made.consortia.map(({ tables }) => tables.reduce((sum, { rows }) => sum + rows, 0))).toEqual([
      Object.values(await content(here, 1)).flat().length - 1,
      Object.values(await content(here, 2)).flat().length - 1,
    ]);
    // Last, because a statement posts what has become recoverable.
    expect(await statementOf(there, 'demo')).toBe(await statementOf(here, 'demo'));
    expect(folder.names()).toEqual(['a', 'b']);
    if (process.platform !== 'win32') expect(statSync(folder.path('a')).mode & 0o777).toBe(0o600);
  });

  it('goes on living: repeats are known, new claims come to the same as where they came without it', async () => {
    const [here, there] = [await place(), await place()];
    await live(here, 'demo', 0, 0.6);
    accepted(await backup(here.stores.backups, folder.path('a')));
    accepted(await restore(there.stores.backups, folder.path('a')));
    for (const each of [here, there]) {
      const before = await rowCount(each);
      await live(each, 'demo', 0, 0.6);
      expect(await rowCount(each)).toBe(before);
      await live(each, 'demo', 0.6, 1);
      expect(await brokenLaws(each.database, 1, ['out'])).toEqual([]);
      expect((await compareStoredDecisions(each.database, 1)).differences).toEqual([]);
    }
    const [mine, theirs] = [await content(here), await content(there)];
    for (const table of ['decision', 'accumulator_delta', 'posting', 'identifier_head'])
      expect(theirs[table], table).toEqual(mine[table]);
    expect(await statementOf(there)).toBe(await statementOf(here));
  });

  it('of two consortia gives back both, or one beside others under a number of its own', async () => {
    const [here, both, beside] = [await place(), await place(), await place()];
    await live(here, 'ash', 0, 0.2);
    await live(here, 'birch', 0.2, 0.5);
    const all = accepted(await backup(here.stores.backups, folder.path('all')));
    expect(all.consortia.map(({ code }) => code)).toEqual(['ash', 'birch']);
    accepted(await restore(both.stores.backups, folder.path('all')));
    expect(await content(both)).toEqual(await content(here));

    await live(beside, 'ash', 0.5, 0.6);
    const before = await content(beside, 1);
    const one = accepted(await restore(beside.stores.backups, folder.path('all'), { consortium: 'birch' }));
    expect(one.consortia).toEqual([all.consortia[1]]);
    expect(await content(beside, 1)).toEqual(before);
    expect(await content(beside, 2)).toEqual(await content(here, 2));
    expect(await statementOf(beside, 'birch')).toBe(await statementOf(here, 'birch'));
    await live(beside, 'birch', 0.5, 0.6);
    for (const id of [1, 2]) expect(await brokenLaws(beside.database, id, ['out'])).toEqual([]);

    const single = accepted(await backup(here.stores.backups, folder.path('one'), { consortium: 'birch' }));
    expect(single.consortia).toEqual([all.consortia[1]]);
    const alone = await place();
    accepted(await restore(alone.stores.backups, folder.path('one')));
    expect(await content(alone, 1)).toEqual(await content(here, 2));
  });
});

describe('a place', () => {
  it('that holds a consortium takes no whole backup, and none of the same code; a backup needs one', async () => {
    const [here, there] = [await place(), await place()];
    expect(await backup(here.stores.backups, folder.path('none'))).toMatchObject({
      code: 'unknown_reference',
    });
    for (const each of [here, there])
      accepted(await recordConsortium(each.stores.consortia, documentOf('ash')));
    accepted(await recordConsortium(here.stores.consortia, documentOf('birch')));
    accepted(await backup(here.stores.backups, folder.path('a')));
    const before = await content(there);
    const { backups } = there.stores;
    const whole = await restore(backups, folder.path('a'));
    expect(whole).toMatchObject({ code: 'not_empty', path: '', actual: '"ash"' });
    const same = await restore(backups, folder.path('a'), { consortium: 'ash' });
    expect(same).toMatchObject({ code: 'not_empty', path: '--consortium', actual: '"ash"' });
    for (const unknown of [
      await restore(backups, folder.path('a'), { consortium: 'elm' }),
      await backup(backups, folder.path('b'), { consortium: 'elm' }),
    ])
      expect(unknown).toMatchObject({ code: 'unknown_reference', path: '--consortium', actual: '"elm"' });
    expect(await content(there)).toEqual(before);
    expect(folder.names()).toEqual(['a']);
    accepted(await restore(backups, folder.path('a'), { consortium: 'birch' }));
  });

  it('is filled by one of two restores at once', async () => {
    const [here, there] = [await place(), await place()];
    await live(here, 'ash', 0, 0.2);
    accepted(await backup(here.stores.backups, folder.path('a')));
    const outcomes = await Promise.all([1, 2, 3].map(() => restore(there.stores.backups, folder.path('a'))));
    expect(outcomes.map((outcome) => ('code' in outcome ? outcome.code : 'done')).sort()).toEqual([
      'done',
      'not_empty',
      'not_empty',
    ]);
    expect(await content(there)).toEqual(await content(here));
  });

  it('lets the loader fill every column of every table but the tenant’s, and nobody change a fact', async () => {
    const { database } = await place();
    const owner = await connectTo(database.url);
    const { rows } = await owner.query<Record<string, string>>(
      `SELECT table_name || '.' || column_name AS "column",
         concat_ws(' ', CASE WHEN has_column_privilege('${LOADER.name}', format('poolbook.%I', table_name), column_name, 'INSERT') THEN 'fills' END,
           CASE WHEN has_column_privilege('${LOADER.name}', format('poolbook.%I', table_name), column_name, 'SELECT') THEN 'reads' END,
           CASE WHEN has_column_privilege('${LOADER.name}', format('poolbook.%I', table_name), column_name, 'UPDATE') THEN 'changes' END,
           CASE WHEN has_table_privilege('${LOADER.name}', format('poolbook.%I', table_name), 'DELETE, TRUNCATE') THEN 'deletes' END) AS loader,
         has_column_privilege('${APP.name}', format('poolbook.%I', table_name), column_name, 'UPDATE')
           OR has_table_privilege('${APP.name}', format('poolbook.%I', table_name), 'DELETE, TRUNCATE') AS app
       FROM information_schema.columns c
       WHERE table_schema = 'poolbook' AND table_name NOT IN ('migration', 'consortium') ORDER BY 1`,
    );
    await owner.end();
    for (const { column, loader } of rows)
      expect([column, loader]).toEqual([column, column!.endsWith('.consortium_id') ? '' : 'fills']);
    // The claims as they came, what was decided, and the ledger; tests/tenancy.test.ts tries every table.
    for (const table of [
      'claim',
      'claim_line',
      'decision',
      'paid_claim',
      'entry',
      'posting',
      'person',
      'member',
    ])
      for (const { column, app } of rows.filter((row) => row.column!.startsWith(`${table}.`)))
        expect([column, app]).toEqual([column, false]);
  });
});

describe('the commands', () => {
  it('print what they did, refuse a file that is there, and exit as they should', async () => {
    const here = await place();
    await live(here, 'ash', 0, 0.2);
    const there = await testDatabaseUrl();
    const poolbook = (url: string, ...words: string[]) => {
      const env = { ...process.env, DATABASE_URL: url };
      const done = spawnSync(process.execPath, ['src/main.ts', ...words], { encoding: 'utf8', env });
      return { status: done.status, out: done.stdout, err: done.stderr };
    };
    const file = folder.path('a.zst');
    const made = poolbook(here.database.url, 'backup', file, '--json');
    expect(made).toMatchObject({ status: 0, err: '' });
    const document = JSON.parse(made.out);
    expect(document).toMatchObject({ file, bytes: statSync(file).size, consortia: [{ code: 'ash' }] });
    const again = poolbook(here.database.url, 'backup', file, '--json');
    expect([again.status, JSON.parse(again.err).code]).toEqual([2, 'file_exists']);
    const forced = poolbook(here.database.url, 'backup', file, '--force');
    expect(forced).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^ash \([\d,]+ rows\), as of .* is in /),
    });
    const restored = poolbook(there.url, 'restore', file, '--json');
    expect(restored).toMatchObject({ status: 0, err: '' });
    expect(JSON.parse(restored.out).consortia).toEqual(document.consortia);
    const twice = poolbook(there.url, 'restore', file);
    expect(twice).toMatchObject({ status: 2, err: expect.stringContaining('POOLBOOK_HOME') });
    const statement = (url: string) => poolbook(url, 'statement', '--json').out;
    expect(statement(there.url)).toBe(statement(here.database.url));
    expect(poolbook(there.url, 'backup', folder.path('no/such/folder'))).toMatchObject({
      status: 1,
      err: expect.stringContaining('file_unwritable'),
    });
    expect(poolbook(there.url, 'restore', folder.path('nothing'))).toMatchObject({
      status: 1,
      err: expect.stringContaining('file_unreadable'),
    });
    await there.drop();
  });
});
