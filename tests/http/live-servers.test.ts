// Two servers take claims of one consortium at once, while files are imported, runs decide them, claims are corrected and
// months are closed: nothing is lost or decided twice, and one server that is killed takes nothing with it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adjudicate } from '../../src/app/adjudicate/adjudicate.ts';
import { recordConsortium } from '../../src/app/consortium.ts';
import { importClaimsFile } from '../../src/app/import/files.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { rebuild } from '../../src/app/rebuild.ts';
import { storesOver } from '../../src/store/stores.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { brokenLaws } from '../laws.ts';
import { known, poolDocument } from './books.ts';
import { type ClaimJson, claimsFile, enrolFamilies, randomClaims, visit } from './live-pool.ts';
import { type ServerChild, startServer } from './server-child.ts';

let database: TestDatabase;
let stores: Stores;
let consortium: Consortium;
let servers: ServerChild[] = [];
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  stores = storesOver(database);
  consortium = known(await recordConsortium(stores.consortia, JSON.stringify(poolDocument)));
  await enrolFamilies(stores, consortium);
  folder = mkdtempSync(join(tmpdir(), 'poolbook-live-'));
  servers = await Promise.all([startServer(database.url), startServer(database.url)]);
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.end()));
  await stores?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function submit(server: ServerChild, claim: ClaimJson, key: string): Promise<number> {
  const answer = await fetch(`${server.url}/api/v1/consortia/pool/claims?notEnrolled=accept`, {
    method: 'POST',
    headers: { authorization: 'Bearer pool', 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(claim),
  });
  await answer.text();
  return answer.status;
}

/** Sends claims by so many clients at once, each its own one after the other; an answer that is lost is asked for again. */
async function sendAll(claims: readonly ClaimJson[], clients: number): Promise<number[]> {
  const waiting = [...claims.entries()];
  const statuses: number[] = [];
  const client = async (number: number) => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, claim] = next;
      let server = servers[number % servers.length]!;
      for (let tries = 0; ; tries += 1) {
        const status = await submit(server, claim, `key-${claim.claim}-${claim.frequency ?? 1}`).catch(
          () => 0,
        );
        statuses[index] = status;
        if ((status !== 0 && status !== 503) || tries === 20) break;
        server = servers[(number + tries + 1) % servers.length]!;
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  return statuses;
}

async function importAndRun(name: string, claims: readonly ClaimJson[]): Promise<void> {
  const path = join(folder, name);
  writeFileSync(path, claimsFile(claims));
  known(await importClaimsFile(stores.imports, consortium, path, { notEnrolled: 'accept' }));
  known(await adjudicate(stores.runs, consortium));
}

const rowsOf = <T>(text: string) => database.read(consortium.consortiumId, (query) => query.rows<T>(text));

async function expectWhole(): Promise<void> {
  expect(await brokenLaws(database, consortium.consortiumId)).toEqual([]);
  const rebuilt = known(await rebuild(stores.rebuilds, consortium));
  expect(rebuilt.tables.flatMap(({ first }) => first)).toEqual([]);
  expect(known(await adjudicate(stores.runs, consortium))).toMatchObject({ partitions: 0 });
}

test('two servers, imports, runs and corrections at once', async () => {
  const live = randomClaims(1, 160, 'live');
  const corrections = Array.from({ length: 6 }, (_, index) => {
    const [claim, frequency] = [`b-${1 + (index % 3)}`, index < 3 ? ('7' as const) : ('8' as const)];
    return visit(claim, `s-${1 + (index % 3)}`, '45.00', { frequency });
  });
  await importAndRun('first.csv', [
    visit('b-1', 's-1', '60.00'),
    visit('b-2', 's-2', '60.00'),
    visit('b-3', 's-3', '60.00'),
  ]);
  const [sent, corrected] = await Promise.all([
    sendAll(live, 8),
    sendAll(corrections.slice(0, 3), 1).then(async (first) => [
      ...first,
      ...(await sendAll(corrections.slice(3), 1)),
    ]),
    importAndRun('second.csv', randomClaims(2, 40, 'file')).then(() =>
      importAndRun('third.csv', randomClaims(3, 40, 'more')),
    ),
  ]);
  expect(sent).toEqual(live.map(() => 201));
  expect(corrected).toEqual(corrections.map(() => 201));
  const counts = await rowsOf('SELECT count(DISTINCT code) AS claims, count(*) AS versions FROM claim');
  expect(counts).toEqual([{ claims: 243, versions: 249 }]);
  await expectWhole();
});

test('a server that is killed takes nothing with it that was answered, and nothing is done twice', async () => {
  const claims = randomClaims(4, 120, 'killed');
  const [victim] = servers;
  const sending = sendAll(claims, 8);
  // In the middle: when some of them are on record.
  for (;;) {
    const [{ n }] = (await rowsOf("SELECT count(*) AS n FROM claim WHERE code LIKE 'killed-%'")) as [
      { n: number },
    ];
    if (n > 20) break;
  }
  victim!.process.kill('SIGKILL');
  expect(await sending).toEqual(claims.map(() => 201));
  expect(await rowsOf("SELECT count(*) AS n FROM claim WHERE code LIKE 'killed-%'")).toEqual([{ n: 120 }]);
  await expectWhole();
});
