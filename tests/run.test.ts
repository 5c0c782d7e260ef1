// A run's partitions are done once, whoever does them: two processes at once, one that breaks off, one that comes after.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adjudicate } from '../src/app/adjudicate/adjudicate.ts';
import { recordConsortium } from '../src/app/consortium.ts';
import { generatedSource } from '../src/app/demo/sources.ts';
import { importClaimsRows } from '../src/app/import/claims.ts';
import { importEnrolmentRows } from '../src/app/import/enrolment.ts';
import type { ClaimRow } from '../src/app/import/rows.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import type { Stores } from '../src/app/ports/stores.ts';
import { isRefusal } from '../src/core/refusal.ts';
import { openDatabase } from '../src/store/database.ts';
import { storesOver } from '../src/store/stores.ts';
import { accepted } from './backups.ts';
import { compareStoredDecisions } from './cases/stored-decisions.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { brokenLaws } from './laws.ts';

const LINES_PER_PARTITION = 300;

let database: TestDatabase;
let stores: Stores;
let consortium: Consortium;
let claims: ClaimRow[];

beforeEach(async () => {
  database = await testDatabase();
  stores = storesOver(database);
  const source = generatedSource(0.01);
  const recorded = await recordConsortium(stores.consortia, source.documentText);
  if (isRefusal(recorded)) throw new Error(recorded.path);
  consortium = recorded;
  await importEnrolmentRows(
    stores.imports,
    consortium,
    { name: 'enrolment', sha256: 'e' },
    source.enrolment(),
  );
  claims = [...source.claims()];
});

afterEach(async () => {
  await stores.close();
});

async function take(name: string, rows: readonly ClaimRow[]): Promise<void> {
  const taken = await importClaimsRows(stores.imports, consortium, { name, sha256: name }, rows, {
    notEnrolled: 'accept',
  });
  expect(isRefusal(taken)).toBe(false);
}

/** A second process on the same database, as far as the store can tell. */
async function another(): Promise<Stores> {
  return storesOver(await openDatabase({ url: database.url, home: '' }));
}

const run = async (over: Stores) =>
  accepted(await adjudicate(over.runs, consortium, undefined, LINES_PER_PARTITION));
const lineCount = (rows: readonly ClaimRow[]) => rows.reduce((sum, claim) => sum + claim.lines.length, 0);

async function expectWhole(): Promise<void> {
  expect(await brokenLaws(database, consortium.consortiumId, ['out'])).toEqual([]);
  const compared = await compareStoredDecisions(database, consortium.consortiumId);
  expect(compared).toEqual({ lines: lineCount(claims), differences: [] });
}

describe('a run', () => {
  it('of two processes at once does the work once', async () => {
    await take('all', claims);
    const other = await another();
    const reports = await Promise.all([run(stores), run(other)]);
    await other.close();
    expect(reports[0].lines + reports[1].lines).toBe(lineCount(claims));
    await expectWhole();
  });

  it('that broke off is taken up where it stopped', async () => {
    await take('all', claims);
    const broken = await another();
    let done = 0;
    const interrupted = adjudicate(
      broken.runs,
      consortium,
      () => {
        done += 1;
        if (done === 3) void broken.interrupt();
      },
      LINES_PER_PARTITION,
    );
    await expect(interrupted).rejects.toMatchObject({ code: 'database_lost' });
    const report = await run(stores);
    expect(report.lines).toBeGreaterThan(0);
    expect(report.lines).toBeLessThan(lineCount(claims));
    await expectWhole();
  });

  it('goes on from the accumulators of the runs before it, and knows the duplicates of claims decided then', async () => {
    const thirds = [0, 1, 2, 3].map((third) => Math.floor((claims.length * third) / 3));
    for (const part of [0, 1, 2]) {
      await take(`part ${part}`, claims.slice(thirds[part], thirds[part + 1]));
      await run(stores);
    }
    await expectWhole();
    expect(await run(stores)).toMatchObject({ lines: 0, partitions: 0, changes: { lines: 0, claims: 0 } });
  });
});
