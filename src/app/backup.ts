import { readFileSync } from 'node:fs';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { CONSORTIUM, END, END_OF_ROWS, HEADER, TABLE, TALLY, writeLine } from './backup-file/lines.ts';
import { type TableTally, Tally } from './backup-file/tally.ts';
import { type WrittenFile, writeBackupFile } from './backup-file/write-file.ts';
import { placeRefusal } from './durable-file.ts';
import type { BackupStore, RegisteredConsortium, Snapshot } from './ports/backup-store.ts';

/** A consortium in a backup: what each of its tables came to. */
export interface BackedUpConsortium {
  readonly code: string;
  readonly tables: readonly (TableTally & { readonly table: string })[];
}

/** What a backup holds. */
export interface BackupReport extends WrittenFile {
  readonly takenAt: string;
  readonly consortia: readonly BackedUpConsortium[];
}

export interface BackupOptions {
  /** The code of the one consortium to back up; all without it. */
  readonly consortium?: string | undefined;
  /** Replaces a file that is there. */
  readonly replace?: boolean | undefined;
  /** Told how many rows are done. */
  readonly progress?: ((rows: number) => void) | undefined;
}

const { version: PROGRAM } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string };

/**
 * Writes everything of all consortia, or of one, as it is at one moment, into one file (docs/backup.md), whatever goes
 * on meanwhile. Equal facts give equal hashes of tables. Refused: `file_exists`; `unknown_reference` where there is no
 * such consortium. Fails with `file_unwritable`, `disk_full`, and as the store does; nothing is then left of the file.
 */
export async function backup(
  store: BackupStore,
  path: string,
  options: BackupOptions = {},
): Promise<BackupReport | Refusal> {
  const replace = options.replace === true;
  const refusal = await placeRefusal(path, replace);
  if (refusal !== undefined) return refusal;
  const report = await store.snapshot(async (snapshot) => {
    const consortia = chosen(snapshot, options.consortium);
    if (isRefusal(consortia)) return consortia;
    const done: BackedUpConsortium[] = [];
    const text = () => textOf(store, snapshot, consortia, done, options.progress);
    const written = await writeBackupFile(path, replace, text);
    return isRefusal(written) ? written : { ...written, takenAt: snapshot.takenAt, consortia: done };
  });
  return report ?? unknown(options.consortium, []);
}

function chosen(snapshot: Snapshot, code: string | undefined): readonly RegisteredConsortium[] | Refusal {
  if (code === undefined) return snapshot.consortia;
  const found = snapshot.consortia.filter((consortium) => consortium.code === code);
  return found.length === 1 ? found : unknown(code, snapshot.consortia);
}

function unknown(code: string | undefined, known: readonly RegisteredConsortium[]): Refusal {
  const expected =
    known.length === 0
      ? 'a consortium: record one with `import consortium FILE`'
      : `one of ${known.map((consortium) => consortium.code).join(', ')}`;
  return refuse('unknown_reference', '--consortium', expected, code);
}

/** The text of a backup, a piece at a time; what each consortium came to is added to `done`. */
async function* textOf(
  store: BackupStore,
  snapshot: Snapshot,
  consortia: readonly RegisteredConsortium[],
  done: BackedUpConsortium[],
  progress: BackupOptions['progress'],
): AsyncGenerator<Buffer> {
  const codes = consortia.map(({ code }) => code);
  const { takenAt, tables } = snapshot;
  yield writeLine(HEADER, { poolbook: PROGRAM, takenAt, schema: [...store.schema()], consortia: codes });
  let rows = 0;
  for (const consortium of consortia) {
    const { code } = consortium;
    const tallies: (TableTally & { table: string })[] = [];
    yield writeLine(CONSORTIUM, consortium);
    for (const { table, columns } of tables) {
      yield writeLine(TABLE, { table, columns: [...columns] });
      const tally = new Tally();
      for await (const chunk of tally.through(snapshot.rows(code, table))) {
        yield chunk;
        progress?.(rows + tally.rows);
      }
      const result = tally.result();
      yield Buffer.from(END_OF_ROWS);
      yield writeLine(TALLY, result);
      rows += result.rows;
      tallies.push({ table, ...result });
    }
    done.push({ code, tables: tallies });
  }
  yield writeLine(END, { consortia: codes.length, tables: codes.length * tables.length, rows });
}
