// Claims one by one: each over HTTP, adjudicated, durable, its entries posted, by 64 clients; against a Node client with 64
// connections that writes the rows which follow from a claim by one prepared statement a table, with a commit a claim, and
// neither HTTP nor adjudication. The rows of the peer are made before; it has no bookkeeping of imports, runs and chunks.
import { randomUUID } from 'node:crypto';
import { loadavg } from 'node:os';
import pg from 'pg';
import { runTermsOf } from '../src/app/adjudicate/run-terms.ts';
import { recordConsortium } from '../src/app/consortium.ts';
import { generatedSource } from '../src/app/demo/sources.ts';
import { claimHash } from '../src/app/import/content.ts';
import { importEnrolmentRows } from '../src/app/import/enrolment.ts';
import { decideGroup } from '../src/app/live/decide-group.ts';
import { prepareGroup } from '../src/app/live/prepare-group.ts';
import type { Submission } from '../src/app/live/submission.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import { readClaim } from '../src/exchange/json/claim.ts';
import { columnTypes } from '../src/store/column-types.ts';
import { arraysOf, insertOf, type TableRows } from '../src/store/live/insert-rows.ts';
import { groupRows } from '../src/store/live/write-group.ts';
import { startServer } from '../tests/http/server-child.ts';
import { median, printLine, secondsOf } from './line.ts';
import { sendClaims } from './live-clients.ts';
import { accepted, type LiveClaim, type LivePool, livePool } from './live-pool.ts';

const CLAIMS = Number(process.env.BENCH_CLAIMS ?? 5_000);
const WARMING = Math.ceil(CLAIMS / 5);
const TIMES = 3;
const CLIENTS = 64;
const SCALE = 1;
const HISTORY = 20_000;

/** What only our way of grouping claims needs. */
const BOOKKEEPING = ['import', 'run', 'run_partition', 'claim_chunk'];

export async function run(): Promise<void> {
  const coming = TIMES * CLAIMS + WARMING;
  const pool = await livePool(SCALE, HISTORY, coming);
  const peer = await openPeer(pool);
  const server = await startServer(pool.url);
  const path = `/api/v1/consortia/${pool.consortium.document.code}/claims?notEnrolled=accept`;
  const ours = (claims: readonly LiveClaim[]) => {
    const bodies = claims.map((claim) => JSON.stringify(claim));
    let at = 0;
    return secondsOf(() =>
      sendClaims(
        server.url,
        pool.consortium.document.code,
        path,
        CLIENTS,
        () => bodies[at++],
        ({ status }) => {
          if (status !== 201) throw new Error(`a claim was answered with ${status}`);
        },
      ),
    );
  };
  try {
    const seconds: [number[], number[]] = [[], []];
    const warming = pool.claims.slice(0, WARMING);
    await ours(warming);
    await peer.write(await peer.rowsOf(warming));
    for (let time = 0; time < TIMES; time += 1) {
      const claims = pool.claims.slice(WARMING + time * CLAIMS).slice(0, CLAIMS);
      const rows = await peer.rowsOf(claims);
      seconds[0].push(await ours(claims));
      seconds[1].push(await secondsOf(() => peer.write(rows)));
    }
    const [figure, peerFigure] = seconds.map((all) => CLAIMS / median(all)) as [number, number];
    printLine({
      bench: 'live-claim',
      figure,
      unit: 'claims/s',
      against: `one prepared statement a table and a commit a claim, ${CLIENTS} connections, no HTTP, no adjudication: ${Math.round(peerFigure)} claims/s`,
      ratio: figure / peerFigure,
      must: '0.8',
      aims: '1.5',
      note: `${CLAIMS} claims ${TIMES} times; ours ${rates(seconds[0])}, the peer ${rates(seconds[1])} claims/s; load ${loadavg()[0]!.toFixed(1)}`,
    });
  } finally {
    await server.end();
    await peer.close();
    await pool.close();
  }
}

const rates = (seconds: readonly number[]) => seconds.map((one) => Math.round(CLAIMS / one)).join(', ');

/** The rows that follow from one claim, by table. */
type Rows = TableRows;

interface Peer {
  rowsOf(claims: readonly LiveClaim[]): Promise<Rows[]>;
  write(claims: readonly Rows[]): Promise<void>;
  close(): Promise<void>;
}

/** The peer writes in a consortium of its own, with the same persons, as the owner of the tables: no row is checked. */
async function openPeer({ url, stores, database }: LivePool): Promise<Peer> {
  const source = generatedSource(SCALE);
  const document = JSON.stringify({ ...JSON.parse(source.documentText), code: 'peer' });
  const consortium = accepted(await recordConsortium(stores.consortia, document));
  const { consortiumId } = consortium;
  const enrolment = { name: 'e', sha256: 'e' };
  accepted(await importEnrolmentRows(stores.imports, consortium, enrolment, source.enrolment()));
  await database.global((query) => query.rows('SELECT refresh_statistics()'));
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(`SET poolbook.consortium = '${consortiumId}'`);
      return client;
    }),
  );
  const texts = new Map<string, string>();
  let last = 0;
  return {
    async rowsOf(claims) {
      const rows = await rowsOf(stores.live, consortium, claims, last);
      last += claims.length;
      await database.read(consortiumId, async (query) => {
        for (const { table, columns } of rows.flat())
          if (!texts.has(table)) texts.set(table, insertOf(table, columns, await columnTypes(query, table)));
      });
      return rows;
    },
    async write(claims) {
      const waiting = [...claims];
      const one = async (client: pg.Client) => {
        for (let tables = waiting.pop(); tables !== undefined; tables = waiting.pop()) {
          await client.query('BEGIN');
          for (const rows of tables)
            await client.query({ name: rows.table, text: texts.get(rows.table)!, values: arraysOf(rows) });
          await client.query('COMMIT');
        }
      };
      await Promise.all(clients.map(one));
    },
    async close() {
      for (const client of clients) await client.end();
    },
  };
}

/** Decides each claim by itself, and takes the rows of the tables that are facts or sums of them. */
async function rowsOf(
  live: LivePool['stores']['live'],
  consortium: Consortium,
  claims: readonly LiveClaim[],
  numbered: number,
): Promise<Rows[]> {
  const terms = runTermsOf(consortium);
  let waiting = claims.map((claim) => submissionOf(consortium, claim));
  const all: Rows[] = [];
  while (waiting.length > 0) {
    const prepared = await live.read(consortium.consortiumId, async (reader) => {
      const nobody: ReadonlySet<number> = new Set();
      return prepareGroup(reader, consortium, await reader.marks(), waiting, nobody);
    });
    for (const fresh of prepared.fresh) {
      const number = numbered + all.length + 1;
      const numbers = { claim: number, import: number, run: number, batch: 1_000_000 + number };
      const { group } = decideGroup(terms, { ...prepared, fresh: [fresh] }, prepared.marks, numbers);
      const rows = groupRows(group, undefined).filter(({ table, rows }) => {
        return !BOOKKEEPING.includes(table) && rows.length > 0;
      });
      all.push(rows);
    }
    waiting = [...prepared.later];
  }
  return all;
}

function submissionOf(consortium: Consortium, claim: LiveClaim): Submission {
  const row = accepted(readClaim(claim, '', consortium.document.currency));
  const asked = { key: randomUUID(), method: 'POST', path: '/claims', sha256: claimHash(row) };
  const viewer = { role: 'administrator', name: 'peer' } as const;
  const nothing = () => {};
  return {
    ...{ viewer, asked, row, contentHash: claimHash(row), notEnrolled: 'accept', isAlone: false },
    ...{ answer: nothing, fail: nothing },
  };
}
