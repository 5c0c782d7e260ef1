// A pool whose claims wait, their run cut into some partitions as if a first try had ended before any of them.
import { spawn } from 'node:child_process';
import { expect } from 'vitest';
import { recordConsortium } from '../../src/app/consortium.ts';
import { generatedSource } from '../../src/app/demo/sources.ts';
import { importClaimsRows } from '../../src/app/import/claims.ts';
import { importEnrolmentRows } from '../../src/app/import/enrolment.ts';
import type { ClaimRow, EnrolmentRow } from '../../src/app/import/rows.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import type { Run } from '../../src/app/ports/run.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import type { DemoSource } from '../../src/app/run-demo.ts';
import type { Database } from '../../src/store/database.ts';
import { accepted } from '../backups.ts';
import { compareStoredDecisions } from '../cases/stored-decisions.ts';
import { brokenLaws } from '../laws.ts';
import { withoutProgress } from '../without-progress.ts';

const LINES_PER_PARTITION = 300;

/** What waits. */
export interface WaitingClaims {
  readonly consortium: Consortium;
  readonly run: Run;
  readonly lines: number;
}

/** Some five partitions. */
const source = generatedSource(0.01);
export const claims: readonly ClaimRow[] = [...source.claims()];
export const enrolment: readonly EnrolmentRow[] = [...source.enrolment()];
export const { documentText } = source;

/** Takes claims in and cuts their run; where they come from, the document, and who is enrolled in what may be given. */
export async function stageClaims(
  stores: Stores,
  given: {
    from?: DemoSource;
    text?: string;
    enrolled?: Iterable<EnrolmentRow>;
    linesPerPartition?: number;
  } = {},
): Promise<WaitingClaims> {
  const { from = source, text = from.documentText, enrolled = from.enrolment() } = given;
  const { consortia, imports, runs } = stores;
  const consortium = accepted(await recordConsortium(consortia, text));
  const named = (name: string) => ({ name, sha256: name });
  accepted(await importEnrolmentRows(imports, consortium, named('enrolment'), enrolled));
  const options = { notEnrolled: 'accept' } as const;
  const rows = from.claims();
  const taken = accepted(await importClaimsRows(imports, consortium, named('claims'), rows, options));
  expect(taken.rows.rejected).toBe(0);
  const { consortiumId } = consortium;
  const run = (await runs.openRun(consortiumId, given.linesPerPartition ?? LINES_PER_PARTITION))!;
  const lines = run.missing.reduce((sum, partition) => sum + partition.lines, 0);
  return { consortium, run, lines };
}

/** The numbers of the partitions that are not decided. */
export async function undecided({ consortium, run }: WaitingClaims, { runs }: Stores): Promise<number[]> {
  const again = await runs.openRun(consortium.consortiumId, LINES_PER_PARTITION);
  if (again !== undefined) expect(again.runId).toBe(run.runId);
  return again?.missing.map(({ partition }) => partition) ?? [];
}

/** Holds that all is decided, once, and as the naive twin decides it. */
export async function expectWhole(database: Database, { consortium, lines }: WaitingClaims): Promise<void> {
  expect(await brokenLaws(database, consortium.consortiumId, ['out'])).toEqual([]);
  const compared = await compareStoredDecisions(database, consortium.consortiumId);
  expect(compared).toEqual({ lines, differences: [] });
}

/** How a command ended. */
export interface CommandEnd {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs `poolbook` with these words in a process of its own; the environment says on which data. */
export function poolbook(
  environment: { DATABASE_URL: string } | { POOLBOOK_HOME: string },
  ...words: readonly string[]
): Promise<CommandEnd> {
  const { DATABASE_URL: _ours, ...rest } = process.env;
  const child = spawn(process.execPath, ['src/main.ts', ...words], { env: { ...rest, ...environment } });
  const { promise, resolve, reject } = Promise.withResolvers<CommandEnd>();
  let [out, error] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    error += text;
  });
  child
    .once('error', reject)
    .once('close', (status) => resolve({ status, out, error: withoutProgress(error) }));
  return promise;
}
