import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { RegisteredConsortium, Snapshot } from '../../app/ports/backup-store.ts';
import type { Database } from '../database.ts';
import type { Query } from '../query.ts';
import { readTables } from './tables.ts';

const CONSORTIA = 'SELECT consortium_of(code) AS id FROM consortium_codes() AS code ORDER BY 1';

/**
 * Reads all consortia at one moment: one transaction of repeatable reads, in which the tenant is changed from one
 * consortium to the next. It works as the application, who sees one tenant at a time, and needs no right beyond.
 */
export async function readSnapshot<T>(
  database: Database,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T | undefined> {
  const [first] = await database.global((query) => query.rows<{ id: number }>(CONSORTIA));
  if (first === undefined) return undefined;
  return database.read(first.id, async (query) => {
    const ids = await query.rows<{ id: number }>(CONSORTIA);
    const idOf = new Map<string, number>();
    const consortia: RegisteredConsortium[] = [];
    for (const { id } of ids) {
      await becomeTenant(query, id);
      const consortium = await readConsortium(query);
      consortia.push(consortium);
      idOf.set(consortium.code, id);
    }
    const tables = new Map((await readTables(query)).map((table) => [table.table, table]));
    const { moment } = await query.one<{ moment: string }>(
      `SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS moment`,
    );
    return work({
      takenAt: moment,
      consortia,
      tables: [...tables.values()],
      async *rows(code, name) {
        await becomeTenant(query, idOf.get(code)!);
        const { table, columns, key } = tables.get(name)!;
        const listed = (names: readonly string[]) => names.map((column) => `"${column}"`).join(', ');
        // The tenant leads the order too, so that the index of the key serves it.
        const ordered = `SELECT ${listed(columns)} FROM poolbook."${table}" ORDER BY ${listed(['consortium_id', ...key])}`;
        yield* whole(query.copyOut(`COPY (${ordered}) TO STDOUT WITH (FORMAT text, ENCODING 'UTF8')`));
      },
    });
  });
}

async function becomeTenant(query: Query, id: number): Promise<void> {
  await query.run("SELECT set_config('poolbook.consortium', $1, true)", [String(id)]);
}

async function readConsortium(query: Query): Promise<RegisteredConsortium> {
  const row = await query.one<Omit<RegisteredConsortium, 'documentHash'> & { documentHash: string | null }>(
    `SELECT code, name, currency, fiscal_year_start AS "fiscalYearStart", document_hash AS "documentHash" FROM consortium`,
  );
  return { ...row, documentHash: row.documentHash ?? undefined };
}

/** What a COPY sends. Where the reader leaves, the rest is let go by: a connection in the middle of it cannot go on. */
async function* whole(stream: Readable): AsyncGenerator<Buffer> {
  try {
    yield* stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } finally {
    if (!stream.readableEnded && !stream.destroyed) {
      stream.resume();
      await finished(stream).catch(() => {});
    }
  }
}
