import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { recordConsortium } from '../src/app/consortium.ts';
import { generatedSource } from '../src/app/demo/sources.ts';
import { importClaimsRows } from '../src/app/import/claims.ts';
import { importEnrolmentRows } from '../src/app/import/enrolment.ts';
import type { ClaimRow } from '../src/app/import/rows.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import type { Stores } from '../src/app/ports/stores.ts';
import { isRefusal, type Refusal } from '../src/core/refusal.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { openEmbeddedServer } from '../src/store/embedded/server.ts';
import { storesOver } from '../src/store/stores.ts';

/** Lines of the demo adjudicated here at scale 1. */
const LINES_AT_SCALE_ONE = 586_330;

/** Enough for as many partitions as are under way at once. */
const LINES_OF_WARMING = 12_000;

/** DROP DATABASE waits some seconds, then fails with this. */
const IN_USE = '55006';
const ATTEMPTS_TO_DROP = 20;

/** An embedded server of a bench's own, as durable as any, with a database of staged claims to copy from. */
export interface Staging {
  readonly lines: number;
  readonly consortium: Consortium;
  /** Another consortium with a few claims: its run, before anything is measured, has every connection look at its tables. */
  readonly warming: Consortium;
  /** The folder of the server. */
  readonly home: string;
  /** A fresh copy of the staged database; the copy before has to be closed, and goes. */
  copy(): Promise<Database>;
  close(): Promise<void>;
}

/** Stages about as many claim lines of the demo consortium as asked for (the first of them, in the order received). */
export async function stage(wanted: number): Promise<Staging> {
  const home = mkdtempSync(join(tmpdir(), 'poolbook-bench-'));
  chmodSync(home, 0o755);
  const server = await openEmbeddedServer(home, {});
  const database = await openDatabase({ url: await create(server.url, 'staged'), home });
  const stores = storesOver(database);
  const { consortium, lines } = await stageClaims(stores, wanted);
  const { consortium: warming } = await stageClaims(stores, LINES_OF_WARMING, 'warming');
  await database.global((query) => query.rows('SELECT refresh_statistics()'));
  await stores.close();
  let copies = 0;
  let last: string | undefined;
  return {
    lines,
    consortium,
    warming,
    home,
    async copy() {
      copies += 1;
      // The copy before is closed: it would only fill the disk.
      if (last !== undefined) await drop(server.url, last);
      last = `copy_${copies}`;
      return openDatabase({ url: await create(server.url, last, 'staged'), home });
    },
    async close() {
      await server.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function stageClaims(
  stores: Stores,
  wanted: number,
  code?: string,
): Promise<{ consortium: Consortium; lines: number }> {
  const source = generatedSource(Math.max(0.02, (wanted / LINES_AT_SCALE_ONE) * 1.02));
  const document = JSON.parse(source.documentText) as { code: string };
  const text = JSON.stringify({ ...document, code: code ?? document.code });
  const consortium = accepted(await recordConsortium(stores.consortia, text));
  const { imports } = stores;
  const enrolment = { name: 'e', sha256: 'e' };
  accepted(await importEnrolmentRows(imports, consortium, enrolment, source.enrolment()));
  const counted = { lines: 0 };
  const claims = firstLines(source.claims(), wanted, counted);
  const options = { notEnrolled: 'accept' } as const;
  accepted(await importClaimsRows(imports, consortium, { name: 'c', sha256: 'c' }, claims, options));
  return { consortium, lines: counted.lines };
}

function accepted<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(JSON.stringify(value));
  return value;
}

function* firstLines(
  claims: Iterable<ClaimRow>,
  most: number,
  counted: { lines: number },
): Generator<ClaimRow> {
  for (const claim of claims) {
    if (counted.lines >= most) return;
    counted.lines += claim.lines.length;
    yield claim;
  }
}

/** A server that works something off in a large database lets go of it only some time after it was told to. */
async function drop(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      break;
    } catch (error) {
      if ((error as { code?: string }).code !== IN_USE || attempt === ATTEMPTS_TO_DROP) throw error;
    }
  }
  await client.end();
}

async function create(serverUrl: string, name: string, template = 'template0'): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  // As files: through the log, as it is done by default, a copy costs more than the run that is measured on it.
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  await client.query('CHECKPOINT');
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
