// What tests of backups share: a folder for the files, the content of a database row for row, and a backup's parts.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { beginning, ENDING_LENGTH, ending } from '../src/app/backup-file/frames.ts';
import type { Stores } from '../src/app/ports/stores.ts';
import { isRefusal, type Refusal } from '../src/core/refusal.ts';
import { openDatabase } from '../src/store/database.ts';
import { storesOver } from '../src/store/stores.ts';
import { connectTo, type TestDatabase, testDatabase } from './database.ts';

/** A folder of a test's own. */
export interface Folder {
  path(name: string): string;
  read(name: string): Buffer;
  /** Writes a file and returns its path. */
  write(name: string, bytes: Uint8Array): string;
  names(): string[];
  remove(): void;
}

export function temporaryFolder(): Folder {
  const folder = mkdtempSync(join(tmpdir(), 'poolbook-backups-'));
  const path = (name: string) => join(folder, name);
  return {
    path,
    read: (name) => readFileSync(path(name)),
    write(name, bytes) {
      writeFileSync(path(name), bytes);
      return path(name);
    },
    names: () => readdirSync(folder).sort(),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A database with its stores. */
export interface Place {
  readonly database: TestDatabase;
  readonly stores: Stores;
}

export async function emptyPlace(): Promise<Place> {
  const database = await testDatabase();
  return { database, stores: storesOver(database) };
}

/** A second process on the same database, as far as the store can tell. */
export async function another({ database }: Place): Promise<Stores> {
  return storesOver(await openDatabase({ url: database.url, home: '' }));
}

/** What must not have been refused. */
export function accepted<T>(outcome: T): Exclude<T, Refusal> {
  if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome as Exclude<T, Refusal>;
}

/**
 * All rows of all tables as PostgreSQL writes them in JSON, in order of their keys: read as the owner and not by COPY,
 * so that a backup is held to something other than itself. Of one consortium without the number of it, where one is named.
 */
export async function content({ database }: Place, consortiumId?: number): Promise<Record<string, string[]>> {
  const owner = await connectTo(database.url);
  try {
    const tables = await owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'poolbook'::regnamespace AND relkind = 'r'
       AND relname <> 'migration' ORDER BY 1`,
    );
    const rows: Record<string, string[]> = {};
    for (const { name } of tables.rows) {
      const text =
        consortiumId === undefined
          ? `SELECT to_jsonb(t)::text AS row FROM poolbook.${name} t ORDER BY 1`
          : `SELECT (to_jsonb(t) - 'consortium_id')::text AS row FROM poolbook.${name} t WHERE consortium_id = ${consortiumId} ORDER BY 1`;
      rows[name] = (await owner.query<{ row: string }>(text)).rows.map(({ row }) => row);
    }
    return rows;
  } finally {
    await owner.end();
  }
}

/** How many rows a database holds in all. */
export async function rowCount(place: Place): Promise<number> {
  return Object.values(await content(place)).reduce((sum, rows) => sum + rows.length, 0);
}

/** The text of a backup. */
export function unpacked(bytes: Buffer): string {
  return zstdDecompressSync(bytes.subarray(beginning().length, -ENDING_LENGTH)).toString('utf8');
}

/** A backup of any text, with the right hash of its bytes. */
export function packed(text: string | Buffer, format?: number): Buffer {
  return sealed(Buffer.concat([beginning(format), zstdCompressSync(text)]));
}

/** Bytes with the right hash of them behind. */
export function sealed(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, ending(createHash('sha256').update(bytes).digest('hex'))]);
}

/** A text in which every table's tally is what its rows come to: as who changes a backup with care would leave it. */
export function tallied(text: string): string {
  return text.replace(
    /(\{"table":[^\n]*\n)((?:(?!\\\.\n)[^\n]*\n)*)\\\.\n\{"rows":[^\n]*\n/g,
    (_, line: string, rows: string) => {
      const bytes = Buffer.from(rows);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const tally = JSON.stringify({ rows: rows.split('\n').length - 1, bytes: bytes.length, sha256 });
      return `${line}${rows}\\.\n${tally}\n`;
    },
  );
}

const ODD_TEXTS = [
  ...[
    '',
    ' ',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\\',
    '\\\\',
    '\\.',
    '\\.\n',
    '\n\\.\n',
    '\\N',
    '\\n',
    'NULL',
    'null',
  ],
  ...[
    '"',
    "'",
    '{"rows":1}',
    'tab\tin',
    'line\nin',
    'back\\slash',
    '\u0001\u007f\u2028',
    'Müller',
    '東京',
    '🦫',
    '\uFEFF',
  ],
  ...['x'.repeat(700_000), '\n'.repeat(300_000), '\\.\n'.repeat(100_000)],
];

/** Rows whose texts are hard to write, in a consortium of their own without a document. */
export async function addOddities({ database }: Place): Promise<void> {
  await database.global((query) =>
    query.rows("SELECT open_consortium('odd \\ \t\n', '\\.', 'USD', '01-01', null)"),
  );
  const { id } = await database.global((query) =>
    query.one<{ id: number }>("SELECT consortium_of('odd \\ \t\n') AS id"),
  );
  await database.unitOfWork(id, async (query) => {
    for (const [at, text] of ODD_TEXTS.entries()) {
      await query.run('INSERT INTO consortium_document (version, sha256, content) VALUES ($1, $2, $3)', [
        at,
        text.slice(0, 9),
        text,
      ]);
      if (text.length < 1000)
        await query.run('INSERT INTO person (person_id, code) VALUES ($1, $2)', [at + 1, text]);
      await query.run(
        `INSERT INTO import (import_id, kind, file_name, sha256, batch_id, rows_read, rows_accepted, rows_repeated, rows_rejected)
         VALUES ($1, 'claims', $2, $3, $4, 0, 0, 0, 9007199254740991)`,
        [at + 1, text, String(at), at % 2 === 0 ? null : at],
      );
      await query.run(
        "INSERT INTO control_difference (import_id, control, funded_day, register_cents, control_cents, reason) VALUES ($1, 'bank draw', '9999-12-31', -1, 0, $2)",
        [at + 1, text],
      );
    }
  });
}
