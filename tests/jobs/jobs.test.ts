// Jobs as a worker does them: what was asked for, once, in the role of whoever asked; and what is told of them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EnvironmentFailure } from '../../src/app/failure.ts';
import { followJob } from '../../src/app/follow-job.ts';
import { receiveUpload, rejectedPath, removeOldUploads } from '../../src/app/import/uploaded.ts';
import { hasEnded, jobDocument } from '../../src/app/job-document.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import type { JobKind } from '../../src/app/ports/jobs.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import type { Viewer } from '../../src/app/viewer.ts';
import { placeOf } from '../../src/jobs/adjudication.ts';
import { doJob } from '../../src/jobs/do-job.ts';
import { startWorker, type Worker } from '../../src/jobs/worker.ts';
import { storesOver } from '../../src/store/stores.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { expectWhole, stageClaims, type WaitingClaims } from '../faults/waiting-claims.ts';

let database: TestDatabase;
let stores: Stores;
let folder: string;
let waiting: WaitingClaims;
let consortium: Consortium;
let worker: Worker;
const failures: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'poolbook-uploads-'));
  stores = storesOver(database, folder);
  waiting = await stageClaims(stores);
  consortium = waiting.consortium;
  worker = await startWorker(stores, { failed: (error, what) => failures.push(`${what}: ${error}`) });
});

afterAll(async () => {
  await worker?.close();
  await stores?.close();
  rmSync(folder, { recursive: true, force: true });
});

const ADMINISTRATOR: Viewer = { role: 'administrator', name: 'ann@pool.example' };

const ask = (kind: JobKind, input: object, viewer = ADMINISTRATOR) =>
  stores.as(viewer).jobs.record(consortium.consortiumId, { kind, input: JSON.stringify(input) });

/** The job as it is answered once it has ended. */
async function ended(jobId: number) {
  for (;;) {
    const job = (await stores.jobs.find(consortium.consortiumId, jobId))!;
    if (hasEnded(job)) return jobDocument(job) as Record<string, never>;
    await setTimeout(100);
  }
}

async function send(name: string, text: string): Promise<string> {
  const bytes = (async function* () {
    yield Buffer.from(text);
  })();
  const received = await receiveUpload(folder, bytes, 1e9);
  if (!('sha256' in received)) throw new Error(JSON.stringify(received));
  await stores.as(ADMINISTRATOR).uploads.record(consortium.consortiumId, { ...received, name });
  return received.sha256;
}

const takes = (upload: string, given: object = {}) => ({
  ...{ upload, kind: 'enrolment', check: false, acceptValid: false, ...given },
});

test('an adjudication decides all that waits', async () => {
  const job = await ended(await ask('adjudication', {}));
  expect(job).toMatchObject({
    ...{ kind: 'adjudication', by: 'ann@pool.example', role: 'administrator', state: 'done' },
    result: { lines: waiting.lines, partitions: waiting.run.partitions, changes: { planPays: '0.00' } },
  });
  await expectWhole(database, waiting);
  expect(await ended(await ask('adjudication', {}))).toMatchObject({ result: { lines: 0, partitions: 0 } });
});

test('a rebuild compares, and is refused where something differs', async () => {
  expect(await ended(await ask('rebuild', { write: false }))).toMatchObject({ result: { agrees: true } });
  await database.unitOfWork(consortium.consortiumId, (query) =>
    query.run('UPDATE claim_rollup SET lines = lines + 1'),
  );
  expect(await ended(await ask('rebuild', { write: false }))).toMatchObject({
    ...{ state: 'refused', problem: { code: 'derived_differs', path: 'claim_rollup' } },
  });
  expect(await ended(await ask('rebuild', { write: true }))).toMatchObject({ result: { agrees: false } });
  expect(await ended(await ask('rebuild', { write: false }))).toMatchObject({ result: { agrees: true } });
});

describe('an import', () => {
  const header = 'person,subscriber,relationship,member,plan,tier,from,to\n';
  let good: string;
  const bad = 'p-2,p-2,self,nobody,none,employee,2026-01-01,\n';
  const persons = async () => {
    const text = "SELECT count(*)::int8 AS count FROM person WHERE code LIKE 'new-%'";
    const { count } = await database.read(consortium.consortiumId, (query) =>
      query.one<{ count: number }>(text),
    );
    return count;
  };

  beforeAll(() => {
    const { members, plans, tiers } = consortium.document;
    const tier = [...tiers.keys()][0];
    const row = (person: string) =>
      `${person},${person},self,${members[0]!.code},${plans[0]!.code},${tier},2026-01-01,\n`;
    good = row('new-1') + row('new-2');
  });

  test('that is only checked says what it would do, and changes nothing', async () => {
    const upload = await send('new.csv', header + good);
    const job = await ended(await ask('import', takes(upload, { check: true })));
    expect(job).toMatchObject({
      ...{ state: 'done', result: { check: true, file: 'new.csv', newPersons: 2, enrolments: 2 } },
    });
    expect(job.result).not.toHaveProperty('import');
    expect(await persons()).toBe(0);
  });

  test('is refused with every problem, by the name that the file was given', async () => {
    const job = await ended(await ask('import', takes(await send('bad.csv', header + good + bad))));
    expect(job).toMatchObject({
      state: 'refused',
      problem: { code: 'unknown_reference', path: 'bad.csv:4:4' },
    });
    expect(await persons()).toBe(0);
  });

  test('with its valid rows alone keeps the others, with their reasons', async () => {
    const upload = await send('mixed.csv', header + bad + good);
    const jobId = await ask('import', takes(upload, { acceptValid: true }));
    expect(await ended(jobId)).toMatchObject({
      result: { hasRejected: true, newPersons: 2, rows: { accepted: 2, rejected: 1 } },
    });
    expect(await persons()).toBe(2);
    const path = rejectedPath(folder, consortium.consortiumId, jobId);
    expect(readFileSync(path, 'utf8')).toContain('nobody');
    const again = await ended(await ask('import', takes(upload, { acceptValid: true })));
    expect(again).toMatchObject({ state: 'done', result: { alreadyImported: true, hasRejected: false } });
  });

  test('whose worker was killed behind its commit finds the rows that it left out', async () => {
    const upload = await send('mixed.csv', header + bad + good);
    let [jobId, path] = [0, ''];
    // The worker waits meanwhile, so that it finds what the killed try has left: all committed, the file whole but not yet
    // in its place.
    await stores.imports.importing(consortium.consortiumId, async () => {
      jobId = await ask('import', takes(upload, { acceptValid: true }));
      path = rejectedPath(folder, consortium.consortiumId, jobId);
      writeFileSync(`${path}.partial`, 'left');
      return 1;
    });
    expect(await ended(jobId)).toMatchObject({ result: { alreadyImported: true, hasRejected: true } });
    expect(readFileSync(path, 'utf8')).toBe('left');
  });

  test('waits for another that is under way', async () => {
    const upload = await send('later.csv', header + good.replaceAll('new-', 'new-later-'));
    let jobId = 0;
    await stores.imports.importing(consortium.consortiumId, async () => {
      jobId = await ask('import', takes(upload));
      await setTimeout(1500);
      expect(hasEnded((await stores.jobs.find(consortium.consortiumId, jobId))!)).toBe(false);
      return 1;
    });
    expect(await ended(jobId)).toMatchObject({ state: 'done', result: { newPersons: 2 } });
  });

  test('of a file that is not there fails, after some tries, with what to do', async () => {
    const upload = await send('gone.csv', header);
    rmSync(join(folder, upload));
    const jobId = await stores
      .as(ADMINISTRATOR)
      .jobs.record(consortium.consortiumId, { kind: 'import', input: JSON.stringify(takes(upload)) });
    const message = { consortium: consortium.consortiumId, job: jobId };
    const queue = { work: async () => {}, send: async () => {}, close: async () => {} };
    const workings = { stores, queue, failed: () => {} };
    await expect(doJob(workings, message, 1)).rejects.toThrow(EnvironmentFailure);
    await doJob(workings, message, 4);
    expect(await ended(jobId)).toMatchObject({ state: 'failed', problem: { code: 'file_unreadable' } });
  });
});

test('a job in a role that may not ask for it is refused by the worker too', async () => {
  const jobId = await ask('rebuild', { write: true }, { role: 'director', name: 'dora@town.example' });
  expect(await ended(jobId)).toMatchObject({ state: 'refused', problem: { code: 'not_allowed' } });
});

test('a bug ends a job, and the worker goes on and says so', async () => {
  const kind = 'import' as const;
  const jobId = await stores.jobs.record(consortium.consortiumId, { kind, input: 'null' });
  expect(await ended(jobId)).toMatchObject({ state: 'failed', problem: { code: 'internal' } });
  expect(failures.splice(0)).toEqual([expect.stringContaining(`job ${jobId} of the consortium`)]);
});

test('what happens to a job is told from any event on, and ends with the job', async () => {
  const jobId = await ask('adjudication', {});
  await ended(jobId);
  await stores.jobs.append(consortium.consortiumId, jobId, 'done', '{"second":"end"}');
  const told = async (after: number) => {
    const events: string[] = [];
    const until = new AbortController().signal;
    for await (const event of followJob(stores.jobs, consortium.consortiumId, jobId, after, until))
      events.push(event);
    return events;
  };
  const nothing = '{"lines":0,"partitions":0,"changes":{"lines":0,"claims":0,"planPays":"0.00"}}';
  expect(await told(0)).toEqual([`id: 1\nevent: done\ndata: ${nothing}\n\n`]);
  expect(await told(1)).toEqual([]);
});

test('events that are added at once are all kept, under numbers in a row', async () => {
  const jobId = await stores.jobs.record(consortium.consortiumId, {
    kind: 'rebuild',
    input: '{"write":false}',
  });
  await Promise.all(
    Array.from({ length: 8 }, () => stores.jobs.append(consortium.consortiumId, jobId, 'progress', '{}')),
  );
  await ended(jobId);
  const events = await stores.jobs.events(consortium.consortiumId, jobId, 0);
  expect(events.map(({ number }) => number)).toEqual(events.map((_, index) => index + 1));
  expect(events.filter(({ kind }) => kind === 'done').length).toBe(1);
});

test('helpers begin far from each other', () => {
  expect([1, 2, 3, 4, 5, 6, 7].map(placeOf)).toEqual([0.5, 0.25, 0.75, 0.125, 0.625, 0.375, 0.875]);
});

test('what was sent in is removed when it is old, and nothing else', async () => {
  const upload = await send('old.csv', 'old');
  writeFileSync(join(folder, 'mine.txt'), 'mine');
  await removeOldUploads(folder, Date.now());
  expect(readFileSync(join(folder, upload), 'utf8')).toBe('old');
  await removeOldUploads(folder, Date.now() + 8 * 86_400_000);
  expect(() => readFileSync(join(folder, upload))).toThrow('ENOENT');
  expect(readFileSync(join(folder, 'mine.txt'), 'utf8')).toBe('mine');
});
