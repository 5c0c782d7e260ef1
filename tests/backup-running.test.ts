// Backups while the pool is at work: each is of one moment, and restores to a pool that goes on to the same end.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adjudicate } from '../src/app/adjudicate/adjudicate.ts';
import { type BackupReport, backup } from '../src/app/backup.ts';
import { chargeMonths } from '../src/app/charge-months.ts';
import { findConsortium, recordConsortium } from '../src/app/consortium.ts';
import { generatedSource } from '../src/app/demo/sources.ts';
import { importClaimsRows } from '../src/app/import/claims.ts';
import { importEnrolmentRows } from '../src/app/import/enrolment.ts';
import type { ClaimRow } from '../src/app/import/rows.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import type { Stores } from '../src/app/ports/stores.ts';
import { restore } from '../src/app/restore.ts';
import { drawStatement, statementDocument } from '../src/app/statement.ts';
import { isRefusal, type Refusal } from '../src/core/refusal.ts';
import {
  accepted,
  another,
  content,
  emptyPlace,
  type Folder,
  type Place,
  rowCount,
  temporaryFolder,
} from './backups.ts';
import { compareStoredDecisions } from './cases/stored-decisions.ts';
import { brokenLaws } from './laws.ts';

const LINES_PER_PARTITION = 250;
const BACKUPS = 5;
const UNDECIDED = 'every line of a current version, and no other, has one decision in force';

const source = generatedSource(0.01);
const claims = [...source.claims()];

let folder: Folder;
let here: Place;
let consortium: Consortium;

beforeEach(async () => {
  folder = temporaryFolder();
  here = await emptyPlace();
  consortium = accepted(await recordConsortium(here.stores.consortia, source.documentText));
  const named = { name: 'enrolment', sha256: 'e' };
  accepted(await importEnrolmentRows(here.stores.imports, consortium, named, source.enrolment()));
});

afterEach(async () => {
  await here.stores.close();
  folder.remove();
});

async function take(stores: Stores, rows: Iterable<ClaimRow>): Promise<void> {
  const named = { name: 'claims', sha256: 'claims' };
  accepted(await importClaimsRows(stores.imports, consortium, named, rows, { notEnrolled: 'accept' }));
}

const run = async (stores: Stores, progress?: (done: number, total: number) => void) =>
  accepted(await adjudicate(stores.runs, consortium, progress, LINES_PER_PARTITION));

/** Charges what is to be charged and draws up the year. */
async function statementOf(stores: Stores): Promise<string> {
  const found = accepted(await findConsortium(stores.consortia));
  accepted(await chargeMonths(stores.books, found, source.lastMonth));
  return JSON.stringify(statementDocument(accepted(await drawStatement(stores.books, found))));
}

/** The laws that a pool breaks, but the one that a run under way may. */
async function broken(place: Place): Promise<string[]> {
  const laws = await brokenLaws(place.database, 1, ['out']);
  return laws.filter((law) => !law.startsWith(UNDECIDED));
}

const rowsOf = (report: BackupReport, name: string) =>
  report.consortia[0]!.tables.find(({ table }) => table === name)!.rows;

describe('a backup in the middle of a run', () => {
  it('restores to a state from which the run is finished, and the year is the same', async () => {
    await take(here.stores, claims);
    const other = await another(here);
    const made: Promise<BackupReport | Refusal>[] = [];
    // No further partition is written until the backups that were asked for see their moment, so that it is in the middle.
    const seen: Promise<void>[] = [];
    const { runs } = here.stores;
    const held: Stores['runs'] = {
      ...runs,
      async writePartition(...given) {
        await Promise.all(seen);
        return runs.writePartition(...given);
      },
    };
    let moments: number[] | undefined;
    await run({ ...here.stores, runs: held }, (done, total) => {
      moments ??= Array.from({ length: BACKUPS }, () => Math.ceil(Math.random() * total * 0.5));
      for (const _ of moments.filter((moment) => moment <= done)) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const making = backup(other.backups, folder.path(`${made.length}`), { progress: () => resolve() });
        making.then(
          () => resolve(),
          () => resolve(),
        );
        seen.push(promise);
        made.push(making);
      }
      moments = moments.filter((moment) => moment > done);
    });
    const reports = (await Promise.all(made)).map(accepted);
    await other.close();
    const undisturbed = await content(here);
    const statement = await statementOf(here.stores);
    const partitions = undisturbed.run_cut!.length;
    const states: number[] = [];
    for (const [index, report] of reports.entries()) {
      const there = await emptyPlace();
      accepted(await restore(there.stores.backups, folder.path(`${index}`)));
      expect(await broken(there)).toEqual([]);
      const done = rowsOf(report, 'run_partition');
      states.push(done);
      const finished = await run(there.stores);
      expect(finished.partitions).toBe(partitions - done);
      expect(await brokenLaws(there.database, 1, ['out'])).toEqual([]);
      const ended = await content(there);
      for (const table of [
        'decision',
        'accumulator_delta',
        'claim_rollup',
        'person_rollup',
        'entry',
        'posting',
        'identifier_head',
      ])
        expect(ended[table], table).toEqual(undisturbed[table]);
      expect(await statementOf(there.stores)).toBe(statement);
      await there.stores.close();
    }
    // What is tested are states between the first partition and the last.
    expect(
      states.filter((done) => done > 0 && done < partitions).length,
      `${states} of ${partitions}`,
    ).toBeGreaterThan(2);
  });
});

describe('a backup in the middle of an import', () => {
  it('holds nothing of it; the file is then taken as if for the first time', async () => {
    const other = await another(here);
    let made: Promise<BackupReport | Refusal> | undefined;
    function* rows(): Generator<ClaimRow> {
      for (const [at, claim] of claims.entries()) {
        if (at === claims.length >> 1) made = backup(other.backups, folder.path('a'));
        yield claim;
      }
    }
    await take(here.stores, rows());
    const report = accepted(await made!);
    await other.close();
    const there = await emptyPlace();
    accepted(await restore(there.stores.backups, folder.path('a')));
    expect([0, claims.length]).toContain(rowsOf(report, 'claim'));
    await take(there.stores, claims);
    for (const { stores } of [here, there]) await run(stores);
    expect(await brokenLaws(there.database, 1, ['out'])).toEqual([]);
    expect((await compareStoredDecisions(there.database, 1)).differences).toEqual([]);
    expect(await statementOf(there.stores)).toBe(await statementOf(here.stores));
    await there.stores.close();
  });
});

describe('what breaks off', () => {
  beforeEach(() => take(here.stores, claims));

  it('a backup leaves no file, and what stood in its place stays', async () => {
    accepted(await backup(here.stores.backups, folder.path('a')));
    const before = folder.read('a');
    for (let times = 0; times < 5; times += 1) {
      const other = await another(here);
      const at = Math.random() * 5_000;
      const progress = (rows: number) => {
        if (rows > at) void other.interrupt();
      };
      const made = backup(other.backups, folder.path('a'), { replace: true, progress });
      await expect(made).rejects.toMatchObject({ code: 'database_lost' });
      expect(folder.names()).toEqual(['a']);
      expect(folder.read('a')).toEqual(before);
    }
  });

  it('a restore leaves nothing, and is done by the same command', async () => {
    accepted(await backup(here.stores.backups, folder.path('a')));
    const there = await emptyPlace();
    for (let times = 0; times < 5; times += 1) {
      const other = await another(there);
      let calls = Math.ceil(Math.random() * 5);
      const progress = () => {
        calls -= 1;
        if (calls === 0) void other.interrupt();
      };
      const made = restore(other.backups, folder.path('a'), { progress });
      await expect(made).rejects.toMatchObject({ code: 'database_lost' });
      expect(await rowCount(there)).toBe(0);
    }
    accepted(await restore(there.stores.backups, folder.path('a')));
    expect(await content(there)).toEqual(await content(here));
    await there.stores.close();
  });

  it('a backup to a disk that is full: nothing is left, and the connection goes on', async (context) => {
    const small = folder.path('small');
    mkdirSync(small);
    // Much that cannot be packed, so that the disk is full long before PostgreSQL has sent all of it.
    await here.database.unitOfWork(1, (query) =>
      query.run(
        `INSERT INTO consortium_document (version, sha256, content) SELECT version, 'x',
           (SELECT string_agg(md5(version || ' ' || n), '') FROM generate_series(1, 15000) AS n)
         FROM generate_series(2, 41) AS version`,
      ),
    );
    const size = ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', small];
    if (spawnSync('mount', size).status !== 0) context.skip('a small disk cannot be mounted here');
    try {
      const made = backup(here.stores.backups, join(small, 'a'));
      await expect(made).rejects.toMatchObject({ code: 'disk_full' });
      expect(readdirSync(small)).toEqual([]);
    } finally {
      spawnSync('umount', [small]);
    }
    expect(isRefusal(await backup(here.stores.backups, folder.path('a')))).toBe(false);
  });

  it('two backups to one place: both are whole, and the second finds the first', async () => {
    const both = await Promise.all([1, 2].map(() => backup(here.stores.backups, folder.path('a'))));
    expect(folder.names()).toEqual(['a']);
    expect(both.filter((outcome) => !isRefusal(outcome)).length).toBeGreaterThan(0);
    for (const outcome of both.filter(isRefusal)) expect(outcome.code).toBe('file_exists');
    const there = await emptyPlace();
    accepted(await restore(there.stores.backups, folder.path('a')));
    expect(await content(there)).toEqual(await content(here));
    await there.stores.close();
  });
});
