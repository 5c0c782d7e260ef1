// The demonstration's board: seated once, with a meeting that was held and one that comes, and what people change stays.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingDocuments, motionDocuments } from '../../src/app/board/board-report.ts';
import { boardRoom } from '../../src/app/board/board-room.ts';
import { countSoFar } from '../../src/app/board/count-item.ts';
import { rulesDocument } from '../../src/app/board/rules-document.ts';
import { recordConsortium } from '../../src/app/consortium.ts';
import { seatDemoBoard } from '../../src/app/demo/board.ts';
import { generatedSource } from '../../src/app/demo/sources.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { OPERATOR } from '../../src/app/viewer.ts';
import { storesOver } from '../../src/store/stores.ts';
import { day, known } from '../boards.ts';
import { testDatabase } from '../database.ts';

const TODAY = day('2026-11-22');

let stores: Stores;
let consortium: Consortium;
beforeAll(async () => {
  stores = storesOver(await testDatabase());
  const founded = known(await recordConsortium(stores.consortia, generatedSource().documentText));
  consortium = known(await seatDemoBoard(stores, founded, TODAY));
});
afterAll(() => stores.close());

const room = () => known(boardRoom(stores, consortium, OPERATOR, TODAY));

test('a meeting was held, decided, and has minutes; the next is called in time', async () => {
  const [held, coming, ...more] = await meetingDocuments(room());
  expect(more).toEqual([]);
  expect([held?.day, held?.state, held?.items.map(({ outcome }) => outcome)]).toEqual([
    ...['2026-09-23', 'adjourned', ['passed', 'passed', 'failed']],
  ]);
  expect(held?.minutes).toContain('approved together');
  expect([coming?.day, coming?.state, coming?.items.map(({ marking }) => marking)]).toEqual([
    ...['2026-12-08', 'called', ['consent', 'information', 'action']],
  ]);
});

test('the motion on rates raises what holds, and can be voted on', async () => {
  const rates = (await motionDocuments(room())).find(({ kind }) => kind === 'rates')!;
  expect(rates.state).toBe('seconded');
  const { contributions } = rates.content as { contributions: { from: string; rates: object }[] };
  expect(contributions.filter(({ from }) => from === '2027-01').map(({ rates: of }) => of)[0]).toEqual({
    ...{ employee: '743.00', 'employee-spouse': '1496.00', 'employee-children': '1201.00' },
    family: '2101.00',
  });
});

test('votes as they stand close nothing', async () => {
  const { items } = known(await countSoFar(room(), 2, 3));
  expect(items.map(({ outcome, notVoted }) => [outcome, notVoted])).toEqual([['no quorum', 8]]);
  expect((await meetingDocuments(room()))[1]?.items[2]?.outcome).toBeUndefined();
});

test('the director who signs on is told to be one', async () => {
  const viewer = { role: 'director', name: 'Director@demo.example' } as const;
  expect(await rulesDocument({ ...room(), viewer })).toMatchObject({
    ...{ today: '2026-11-22', noticeDays: 10, me: 'director@demo.example' },
    quorum: { heads: { isExceeded: true } },
  });
});

test('again, nothing is seated and nothing recorded', async () => {
  const before = await motionDocuments(room());
  expect(known(await seatDemoBoard(stores, consortium, TODAY)).documentVersion).toBe(2);
  expect(await motionDocuments(room())).toEqual(before);
});
