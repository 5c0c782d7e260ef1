import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordConsortium } from '../../src/app/consortium.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import type { ImportStore } from '../../src/app/ports/import-store.ts';
import { isRefusal } from '../../src/core/refusal.ts';
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
