// Three worker processes share one run; the one that has the job is killed in the middle; nothing is lost or done twice.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adjudicate } from '../../src/app/adjudicate/adjudicate.ts';
import { hasEnded, jobDocument } from '../../src/app/job-document.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { storesOver } from '../../src/store/stores.ts';
import { connectTo, type TestDatabase, testDatabase } from '../database.ts';
import { expectWhole, stageClaims, type WaitingClaims } from '../faults/waiting-claims.ts';
import { type Dump, dumpOf, missingFrom } from '../kill/dump.ts';

/** What Node has compiled, so that each process starts in less than half the time. */
const COMPILED = 'node_modules/.cache/compiled';
/** Partitions of as few subscribers as there may be. */
const SMALL = { linesPerPartition: 1 };
/** How many partitions a process writes at once. */
const STREAMS = 3;
/** Facts of jobs, what they tell others, and the record that workers keep are there in the one pool and not in the other. */
const OF_JOBS =
  /^(job|job_event|identifier_head|webhook_event|outbox|leaf|tile|log_head|log_key|checkpoint|verify_page)\t/;

let disturbed: TestDatabase;
let peaceful: TestDatabase;
let stores: Stores;
let waiting: WaitingClaims;
/** What an undisturbed run comes to. */
let expected: Dump;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  disturbed = await testDatabase();
  stores = storesOver(disturbed);
  waiting = await stageClaims(stores, SMALL);
  peaceful = await testDatabase();
  expected = await inPeace();
});

afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await stores?.close();
  await peaceful?.close();
});

async function startWorker(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['src/main.ts', 'worker'], {
    env: { ...process.env, DATABASE_URL: disturbed.url, NODE_COMPILE_CACHE: COMPILED },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  workers.push(child);
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  while (!said.includes('takes jobs')) {
    if (child.exitCode !== null) throw new Error(said);
    await setTimeout(20);
  }
  return child;
}

const undecided = async () =>
  (await stores.runs.unfinishedRun(waiting.consortium.consortiumId))?.missing.length ?? 0;

/** How many transactions wait for one of this connection's. */
async function standing(owner: pg.Client): Promise<number> {
  // Unlike pg_stat_activity the locks are new at each look, also inside a transaction.
  const { rowCount } = await owner.query(
    'SELECT DISTINCT pid FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))',
  );
  return rowCount ?? 0;
}

/** Waits until something holds; the test's own limit of time says when it never will. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await setTimeout(50);
}

test('the end is that of an undisturbed run', async () => {
  const { consortium, run, lines } = waiting;
  const { consortiumId } = consortium;
  const all = run.missing.length;
  const owner = await connectTo(disturbed.url);
  // Two thirds of the partitions wait for us, so that all three are in the middle of the run when one is killed.
  await owner.query('BEGIN');
  await owner.query(
    `INSERT INTO poolbook.run_partition (consortium_id, run_id, partition, batch_id, document_version)
     SELECT consortium_id, run_id, partition, 0, 1 FROM poolbook.run_cut WHERE run_id = $1 AND partition > $2`,
    [run.runId, Math.ceil(all / 3)],
  );
  const killed = await startWorker();
  const jobId = await stores.jobs.record(consortiumId, { kind: 'adjudication', input: '{}' });
  const job = async () => (await stores.jobs.find(consortiumId, jobId))!;
  await until(async () => (await job()).first !== undefined);
  const others = await Promise.all([startWorker(), startWorker()]);
  // More than two of them can have: a stream of the first may have taken up its next partition already.
  await until(async () => (await standing(owner)) > 2 * STREAMS);
  expect(await undecided()).toBeLessThan(all);
  killed.kill('SIGKILL');
  await once(killed, 'close');
  await owner.query('ROLLBACK');
  await until(async () => hasEnded(await job()));
  expect(jobDocument(await job())).toMatchObject({
    ...{ state: 'done', result: { lines, partitions: all } },
  });
  expect(await undecided()).toBe(0);
  for (const worker of others) {
    worker.kill('SIGTERM');
    expect(await once(worker, 'close')).toEqual([0, null]);
  }
  await expectWhole(disturbed, waiting);
  const dump = await dumpOf(disturbed, consortiumId, false);
  const facts = (rows: readonly string[]) => rows.filter((row) => !OF_JOBS.test(row));
  expect([missingFrom(facts(dump), facts(expected)), missingFrom(facts(expected), facts(dump))]).toEqual([
    { count: 0, first: undefined },
    { count: 0, first: undefined },
  ]);
  await owner.end();
});

/** All that is stored of the same claims, decided by one process that nobody disturbs. */
async function inPeace(): Promise<Dump> {
  const undisturbed = storesOver(peaceful);
  const { consortium } = await stageClaims(undisturbed, SMALL);
  const report = await adjudicate(undisturbed.runs, consortium);
  expect(isRefusal(report)).toBe(false);
  return dumpOf(peaceful, consortium.consortiumId, false);
}
