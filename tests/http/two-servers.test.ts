// Two server processes vote, charge, post and put resolutions into effect at the same moment: nothing happens twice. How
// many rounds: RACES in the environment (1,000 were run), by default a few.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordConsortium } from '../../src/app/consortium.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import { formatMonth, parseMonth } from '../../src/core/calendar/month.ts';
import { storesOver } from '../../src/store/stores.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { brokenLaws } from '../laws.ts';
import { fillBoard, fillBooks, known, poolDocument } from './books.ts';
import { HEADERS, type Raced, type TwoServers, twoServers } from './two-servers.ts';

const RACES = Number(process.env.RACES ?? 10);

let database: TestDatabase;
let consortium: Consortium;
let servers: TwoServers;
const uploads = mkdtempSync(join(tmpdir(), 'poolbook-uploads-'));

beforeAll(async () => {
  database = await testDatabase();
  const stores = storesOver(database, uploads);
  const document = { ...poolDocument, code: 'one', board: { motionsFromTheFloor: true } };
  consortium = known(await recordConsortium(stores.consortia, JSON.stringify(document)));
  await fillBooks(stores, consortium);
  await fillBoard(stores, consortium);
  servers = await twoServers(database.url);
});

afterAll(async () => {
  await servers?.close();
  await database?.close();
  rmSync(uploads, { recursive: true });
});

const PATH = '/consortia/one';
const rows = <T>(text: string) => database.read(consortium.consortiumId, (query) => query.rows<T>(text));
const statuses = (pair: readonly Raced[]) => pair.map(({ status }) => status).sort();
const keyed = (key: string, body: object) => ({ ...body, [HEADERS]: { 'idempotency-key': key } });

test(`${RACES} times two servers do at one moment what is done once`, async () => {
  const { race } = servers;
  const first = parseMonth('2026-04')!;
  for (let round = 0; round < RACES; round += 1) {
    // Charging: a month is charged by one of them.
    const through = { through: formatMonth(first + round) };
    const charged = await race('one treasurer', 'POST', `${PATH}/charges`, through);
    expect(charged.flatMap(({ body }) => body.months)).toEqual([through.through]);
    // Posting: a member's reference counts once; a request under one key is answered twice alike.
    const receipt = { member: 'town', day: '2026-03-02', amount: '10.00' };
    const posted = await race('one treasurer', 'POST', `${PATH}/receipts`, {
      ...{ ...receipt, reference: `r-${round}` },
    });
    expect(posted.map(({ body }) => body.recorded).sort()).toEqual([0, 1]);
    const same = keyed(`k-${round}`, { ...receipt, reference: `k-${round}` });
    const answers = await race('one treasurer', 'POST', `${PATH}/receipts`, same);
    expect(answers.map(({ body }) => body)).toEqual([{ recorded: 1 }, { recorded: 1 }]);
    // Voting: both votes are kept, one after the other; the item is closed once.
    const [{ body: moved }, document] = await Promise.all([
      servers.ask('one administrator', 'POST', `${PATH}/board/motions`, {
        ...{ motions: [ratesMotion(round)], by: 'ben@school.example' },
      }),
      servers.ask('one administrator', 'GET', `${PATH}/document`),
    ]);
    const [motion] = moved.motions as [number];
    await servers.ask('one director', 'POST', `${PATH}/board/motions/${motion}/seconds`, {});
    const { body: listed } = await servers.ask(
      'one administrator',
      'POST',
      `${PATH}/board/meetings/1/items`,
      {
        ...{ marking: 'action', motion },
      },
    );
    const item = `${PATH}/board/meetings/1/items/${String(listed.item)}`;
    const votes = await race(
      'one director',
      'POST',
      `${item}/votes`,
      { choice: 'for' },
      { choice: 'against' },
    );
    expect(votes.map(({ body }) => body.version).sort()).toEqual([1, 2]);
    await servers.ask('one director', 'POST', `${item}/votes`, { choice: 'for' });
    const administrator = { choice: 'for', director: 'ben@school.example' };
    await servers.ask('one administrator', 'POST', `${item}/votes`, administrator);
    const closed = await race('one administrator', 'POST', `${item}/closing`, {});
    expect(statuses(closed)).toEqual([201, 409]);
    const [{ resolution }] = closed.find(({ status }) => status === 201)!.body.items as [
      { resolution: number },
    ];
    // Release: the resolution takes effect once.
    const next = {
      ...{ document: documentOf(round), resolutions: [resolution] },
      [HEADERS]: { 'if-match': document.etag },
    };
    const released = await race('one administrator', 'PUT', `${PATH}/document`, next);
    expect(statuses(released), JSON.stringify(released)).toEqual([200, 412]);
  }
  expect(await rows('SELECT count(*) AS n FROM resolution_effect')).toEqual([{ n: RACES }]);
  expect(await rows(`SELECT count(*) AS n FROM receipt`)).toEqual([{ n: 2 * RACES }]);
  expect(
    await rows(
      `SELECT count(*) AS n FROM (SELECT month, member_id, plan_id, kind, tier FROM monthly_charge
       GROUP BY 1, 2, 3, 4, 5 HAVING count(*) > 1) twice`,
    ),
  ).toEqual([{ n: 0 }]);
  expect(await brokenLaws(database, consortium.consortiumId)).toEqual([]);
});

/** The rates of a round: as of a month that is not charged yet. */
function contributions(round: number): object[] {
  return [
    ...poolDocument.contributions,
    { from: formatMonth(parseMonth('2200-01')! + round), rates: { employee: '500.00', family: '1200.00' } },
  ];
}

const documentOf = (round: number) => ({
  ...{ ...poolDocument, code: 'one', board: { motionsFromTheFloor: true } },
  contributions: contributions(round),
});

const ratesMotion = (round: number) => ({
  ...{ kind: 'rates', title: `Rates ${round}`, content: { contributions: contributions(round) } },
});
