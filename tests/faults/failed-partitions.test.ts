// Partitions that fail while a run is under way: a bug, a connection that breaks, a server that is lost; and two commands
// at the same work. What can be decided is, the failed partition is named, and the same command takes up what is missing.
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { adjudicate } from '../../src/app/adjudicate/adjudicate.ts';
import { generatedSource } from '../../src/app/demo/sources.ts';
import type { EnvironmentFailure } from '../../src/app/failure.ts';
import type { RunPartition } from '../../src/app/ports/run.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { openDatabase } from '../../src/store/database.ts';
import { storesOver } from '../../src/store/stores.ts';
import { connectTo, type TestDatabase, testDatabase } from '../database.ts';
import { hold, standing } from './held-partition.ts';
import { runningServer, temporaryHome } from './homes.ts';
import { expectWhole, poolbook, stageClaims, undecided, type WaitingClaims } from './waiting-claims.ts';

const nameOf = (
  { run }: WaitingClaims,
  { partition, subscriberFrom, subscriberTo }: Omit<RunPartition, 'lines'>,
) => `partition ${partition} of ${run.partitions} (subscribers ${subscriberFrom} to ${subscriberTo})`;

describe('of a run on a server that goes on', () => {
  let database: TestDatabase;
  let stores: Stores;
  let owner: pg.Client;

  beforeEach(async () => {
    database = await testDatabase();
    stores = storesOver(database);
    owner = await connectTo(database.url);
    await owner.query('SET search_path = poolbook');
  });

  afterEach(async () => {
    await owner.end();
    await stores.close();
  });

  const command = (...words: string[]) => poolbook({ DATABASE_URL: database.url }, ...words);

  test('one that always fails is named with its cause; the others are decided, and not again', async () => {
    const waiting = await stageClaims(stores);
    const broken = waiting.run.missing[3]!;
    await owner.query(
      `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'that is a bug'; END $$;
       CREATE TRIGGER fail BEFORE INSERT ON decision FOR EACH ROW WHEN (new.batch_id = ${broken.batchId}) EXECUTE FUNCTION fail()`,
    );
    for (const options of [[], ['--json']]) {
      const { status, out, error } = await command('adjudicate', ...options);
      expect({ status, out }).toEqual({ status: 1, out: '' });
      expect(error).toContain(`Not decided of run ${waiting.run.runId}: ${nameOf(waiting, broken)}.`);
      expect(error).toContain('that is a bug');
      expect(await undecided(waiting, stores)).toEqual([broken.partition]);
    }
    await owner.query('DROP FUNCTION fail CASCADE');
    const ended = await command('adjudicate', '--json');
    expect(ended.status).toBe(0);
    expect(JSON.parse(ended.out)).toMatchObject({ lines: broken.lines, partitions: 1 });
    await expectWhole(database, waiting);
  });

  test('one whose connection breaks is named; the others are decided', async () => {
    const waiting = await stageClaims(stores);
    const { runId, missing } = waiting.run;
    const unlucky = missing[1]!;
    const { partition } = unlucky;
    for (const options of [[], ['--json']]) {
      await hold(owner, waiting.run, unlucky);
      const running = command('adjudicate', ...options);
      const [pid] = await standing(owner, 1);
      await owner.query('SELECT pg_terminate_backend($1)', [pid]);
      await owner.query('ROLLBACK');
      const { status, out, error } = await running;
      expect({ status, out }).toEqual({ status: 1, out: '' });
      expect(await undecided(waiting, stores)).toEqual([partition]);
      const said = `Not decided of run ${runId}: ${nameOf(waiting, unlucky)}.`;
      const advice = 'All other partitions are saved; `poolbook adjudicate` takes up only what is missing.';
      if (options.length === 0) {
        const [message, ...others] = error.trimEnd().split('\n');
        expect(message).toMatch(
          /^poolbook: The connection to the database \S+ at \S+ broke: .* \(database_lost\)$/,
        );
        expect(message).toContain(said);
        expect(others).toEqual([expect.stringMatching(/^Run the command again: /), advice]);
      } else {
        const failure = JSON.parse(error) as EnvironmentFailure;
        expect(failure).toMatchObject({ code: 'database_lost', message: expect.stringContaining(said) });
        expect(failure.advice).toContain(advice);
      }
    }
    expect(await command('adjudicate')).toEqual({
      ...{ status: 0, out: `${unlucky.lines} lines decided, in 1 transactions.\n`, error: '' },
    });
    await expectWhole(database, waiting);
  });

  test('those that two commands take at once are decided once', async () => {
    const waiting = await stageClaims(stores);
    const { missing } = waiting.run;
    await hold(owner, waiting.run, missing[0]!);
    const running = [1, 2].map(() => command('adjudicate', '--json'));
    await standing(owner, 2);
    await owner.query('ROLLBACK');
    const ended = await Promise.all(running);
    expect(ended).toMatchObject([
      { status: 0, error: '' },
      { status: 0, error: '' },
    ]);
    const reports = ended.map(({ out }) => JSON.parse(out) as { lines: number; partitions: number });
    expect(reports.reduce((sum, { lines }) => sum + lines, 0)).toBe(waiting.lines);
    expect(reports.reduce((sum, { partitions }) => sum + partitions, 0)).toBe(missing.length);
    await expectWhole(database, waiting);
  });
});

test('when the server is lost the run ends at once, and is taken up when it is back', async () => {
  const { home, remove } = temporaryHome();
  try {
    const database = await openDatabase({ url: '', home });
    const stores = storesOver(database);
    const waiting = await stageClaims(stores, { from: generatedSource(0.06) });
    const { partitions } = waiting.run;
    let decided = 0;
    const running = adjudicate(stores.runs, waiting.consortium, () => {
      decided += 1;
      if (decided === 2) process.kill(runningServer(home)!, 'SIGKILL');
    });
    const failure = (await running.catch((error: unknown) => error)) as EnvironmentFailure;
    expect(failure.code).toMatch(/^database_(lost|unreachable)$/);
    // Each of three streams learns it from its own connections, for reading and for writing, before it asks for another, and
    // what the server had in hand may still be done: of so many partitions many are never asked for.
    const unbegun = Number(/ and (\d+) that were not begun\.$/.exec(failure.message)?.[1]);
    expect(unbegun, failure.message).toBeGreaterThan(partitions / 4);
    await stores.close();

    const again = await poolbook({ POOLBOOK_HOME: home }, 'adjudicate', '--json');
    expect(again).toMatchObject({ status: 0, error: '' });
    const report = JSON.parse(again.out) as { partitions: number };
    expect(report.partitions).toBeGreaterThan(0);
    expect(report.partitions).toBeLessThanOrEqual(partitions - 2);
    const opened = await openDatabase({ url: '', home });
    await expectWhole(opened, waiting);
    await opened.close();
  } finally {
    await remove();
  }
});
