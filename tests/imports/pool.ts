import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordConsortium } from '../../src/app/consortium.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import type { ImportStore } from '../../src/app/ports/import-store.ts';
import { isRefusal, type Refusal } from '../../src/core/refusal.ts';
import { consortiumStore } from '../../src/store/consortium.ts';
import { importStore } from '../../src/store/import/import-store.ts';
import { openLoader } from '../../src/store/loader.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { POOL_DOCUMENT } from './documents.ts';

/** A pool in a database of its own, and a folder for its files. */
export interface Pool {
  readonly database: TestDatabase;
  readonly imports: ImportStore;
  readonly consortium: Consortium;
  /** Writes a file and returns its path. */
  file(name: string, content: string | Uint8Array): string;
  read(name: string): string;
  /** The names of all files. */
  files(): string[];
  rows<T>(text: string): Promise<T[]>;
  close(): Promise<void>;
}

/** Opens a pool without anybody in it. */
export async function openPool(): Promise<Pool> {
  const database = await testDatabase();
  const loader = openLoader(database);
  const folder = mkdtempSync(join(tmpdir(), 'poolbook-imports-'));
  const consortium = await recordConsortium(consortiumStore(database), JSON.stringify(POOL_DOCUMENT));
  if (isRefusal(consortium)) throw new Error(JSON.stringify(consortium));
  return {
    database,
    imports: importStore(database, loader),
    consortium,
    file(name, content) {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    files: () => readdirSync(folder).sort(),
    rows: <T>(text: string) => database.read(consortium.consortiumId, (query) => query.rows<T>(text)),
    async close() {
      await loader.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A report that an import must have given; a refusal fails the test with all that was wrong. */
export function taken<T extends object>(outcome: T): Exclude<T, Refusal> {
  if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome, null, 2));
  return outcome as Exclude<T, Refusal>;
}

/** What a refused import says is wrong, as "code path". */
export function problemsOf(outcome: object): string[] {
  if (!isRefusal(outcome)) throw new Error(`not refused: ${JSON.stringify(outcome)}`);
  const others = 'others' in outcome ? (outcome.others as Refusal[]) : [];
  return [outcome, ...others].map(({ code, path }) => `${code} ${path}`);
}

/** How many rows every table holds that an import may write. */
export async function tableCounts(pool: Pool): Promise<Record<string, number>> {
  const tables = [
    ...[
      'person',
      'enrolment',
      'coverage_span',
      'claim',
      'claim_line',
      'paid_claim',
      'import',
      'batch',
      'entry',
    ],
    ...['posting', 'balance_delta', 'claim_rollup', 'control_difference', 'accumulator_delta'],
    ...['opening_accumulator', 'opening_lag', 'opening_payment'],
  ];
  const counts = tables.map((table) => `SELECT '${table}' AS "table", count(*) AS count FROM ${table}`);
  const rows = await pool.rows<{ table: string; count: number }>(counts.join(' UNION ALL '));
  return Object.fromEntries(rows.filter(({ count }) => count > 0).map(({ table, count }) => [table, count]));
}
