import { isRefusal, type Refusal, refuse, within } from '../core/refusal.ts';
import type { BackedUpConsortium } from './backup.ts';
import { Damage } from './backup-file/damage.ts';
import { CONSORTIUM, END, HEADER, type Header, TABLE, TALLY } from './backup-file/lines.ts';
import { type BackupFile, openBackupFile } from './backup-file/open-file.ts';
import { BackupReader } from './backup-file/reader.ts';
import { type TableTally, Tally } from './backup-file/tally.ts';
import { EnvironmentFailure } from './failure.ts';
import type {
  BackupStore,
  ConsortiumTable,
  RegisteredConsortium,
  Restoration,
  SchemaVersion,
} from './ports/backup-store.ts';

/** What was restored. */
export interface RestoreReport {
  /** The moment at which the backup was taken. */
  readonly takenAt: string;
  readonly consortia: readonly BackedUpConsortium[];
}

export interface RestoreOptions {
  /** The code of the one consortium to restore, which may come beside others; all without it. */
  readonly consortium?: string | undefined;
  /** Told how many bytes of the file are done, of how many. */
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

const ELSEWHERE = 'name another place by POOLBOOK_HOME or DATABASE_URL';

/**
 * Restores a backup into a database without a consortium, or one consortium of it beside others: all or nothing.
 * The file is held to its hash before anything of it is used, and each table to its own before anything is kept.
 * Refused: `damaged_backup`, `unknown_format`, `not_empty`, `unknown_reference` where the file has no such consortium.
 * Fails with `schema_mismatch` where the backup is of another schema than the program's, and as the store does.
 */
export async function restore(
  store: BackupStore,
  path: string,
  options: RestoreOptions = {},
): Promise<RestoreReport | Refusal> {
  const file = await openBackupFile(path);
  if (isRefusal(file)) return within(path, file);
  const reader = new BackupReader(file.text());
  try {
    const header = await reader.line(HEADER, 'the first line of a backup');
    requireSchema(header, store.schema());
    const { consortium } = options;
    if (consortium !== undefined && !header.consortia.includes(consortium)) {
      const known = `one of ${header.consortia.join(', ')}, which the backup holds`;
      return refuse('unknown_reference', '--consortium', known, consortium);
    }
    const restored = await store.restore((restoration) =>
      restoreConsortia(restoration, reader, header, file, options),
    );
    if (!isRefusal(restored)) return { takenAt: header.takenAt, consortia: restored };
    return restored.code === 'damaged_backup' ? within(path, restored) : restored;
  } catch (error) {
    if (error instanceof Damage) return within(path, error.refusal);
    throw error;
  } finally {
    await reader.close();
    await file.close();
  }
}

/** Fails with `schema_mismatch` unless the backup is of the very schema that this program works on. */
function requireSchema({ poolbook, schema }: Header, ours: readonly SchemaVersion[]): void {
  const isSame = (at: number) => ours[at]?.sha256 === schema[at]?.sha256;
  if (schema.length === ours.length && ours.every((_, at) => isSame(at))) return;
  const isNewer = schema.length > ours.length && ours.every((_, at) => isSame(at));
  throw new EnvironmentFailure(
    'schema_mismatch',
    `The backup was made by poolbook ${poolbook}, at version ${schema.length} of the schema; this program works on version ${ours.length}${schema.length === ours.length ? ' with another text' : ''}.`,
    isNewer
      ? `Install poolbook ${poolbook} or newer.`
      : `Restore it with poolbook ${poolbook}, into a place of its own; this program, started there, brings it up to date.`,
  );
}

async function restoreConsortia(
  restoration: Restoration,
  reader: BackupReader,
  header: Header,
  file: BackupFile,
  { consortium: only, progress }: RestoreOptions,
): Promise<BackedUpConsortium[] | Refusal> {
  const restored: BackedUpConsortium[] = [];
  let rows = 0;
  for (const code of header.consortia) {
    const isWanted = only === undefined || only === code;
    const consortium = await reader.line(CONSORTIUM, `the line of the consortium ${code}`);
    if (consortium.code !== code) throw new Damage(`the consortium ${code}`, consortium.code);
    const refusal = isWanted ? await openOne(restoration, consortium, only) : undefined;
    if (refusal !== undefined) return refusal;
    const tables: (TableTally & { table: string })[] = [];
    for (const table of restoration.tables) {
      const tally = await restoreTable(isWanted ? restoration : undefined, reader, table, () =>
        progress?.(file.position(), file.bytes),
      );
      if (isRefusal(tally)) return tally;
      tables.push({ table: table.table, ...tally });
      rows += tally.rows;
    }
    if (isWanted) restored.push({ code, tables });
  }
  const end = await reader.line(END, 'the last line of a backup');
  const count = header.consortia.length;
  if (end.consortia !== count || end.tables !== count * restoration.tables.length || end.rows !== rows)
    throw new Damage(`${end.rows} rows in all`, `${rows}`);
  await reader.end();
  return restored;
}

/** Opens a consortium, alone beside others or in a database without any: asked when it is open, as none can come then. */
async function openOne(
  restoration: Restoration,
  consortium: RegisteredConsortium,
  only: string | undefined,
): Promise<Refusal | undefined> {
  const refusal = await restoration.open(consortium);
  if (refusal !== undefined && refusal.code !== 'not_empty') return refusal;
  if (only !== undefined) {
    return (
      refusal && refuse('not_empty', '--consortium', `a code that is free there; else ${ELSEWHERE}`, only)
    );
  }
  const others = await restoration.others();
  if (others.length === 0) return refusal;
  const expected = `a database without a consortium: ${ELSEWHERE}, or one consortium of the file by --consortium`;
  return refuse('not_empty', '', expected, others.join(', '));
}

/** Copies a table, or only goes through it; either way what it comes to has to be what was written. */
async function restoreTable(
  restoration: Restoration | undefined,
  reader: BackupReader,
  table: ConsortiumTable,
  progress: () => void,
): Promise<TableTally | Refusal> {
  const name = table.table;
  const given = await reader.line(TABLE, `the line of the table ${name}`);
  if (given.table !== name || given.columns.join() !== table.columns.join())
    throw new Damage(`${name} (${table.columns.join(', ')})`, `${given.table} (${given.columns.join(', ')})`);
  const tally = new Tally();
  const rows = watched(tally.through(reader.rows(name)), progress);
  const copied = restoration === undefined ? await drained(rows) : await restoration.copy(table, rows);
  if (isRefusal(copied)) return copied;
  const [came, written] = [tally.result(), await reader.line(TALLY, `what ${name} comes to`)];
  const isWritten =
    came.rows === written.rows && came.bytes === written.bytes && came.sha256 === written.sha256;
  if (!isWritten)
    throw new Damage(`${written.rows} rows of ${name} with SHA-256 ${written.sha256}`, came.sha256);
  if (copied !== undefined && copied !== came.rows)
    throw new Damage(`${came.rows} rows of ${name}`, `${copied}`);
  return came;
}

async function* watched(rows: AsyncIterable<Buffer>, progress: () => void): AsyncGenerator<Buffer> {
  for await (const chunk of rows) {
    yield chunk;
    progress();
  }
}

async function drained(rows: AsyncIterable<Buffer>): Promise<undefined> {
  for await (const _ of rows);
}
