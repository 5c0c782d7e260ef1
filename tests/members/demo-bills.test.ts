// The bills of the demonstration that is served: issued once, paid by its receipts, and one member late.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { billDemoMonths } from '../../src/app/demo/bills.ts';
import { FIRST_MONTH, LAST_MONTH } from '../../src/app/demo/dates.ts';
import { generatedSource } from '../../src/app/demo/sources.ts';
import { memberAccounts } from '../../src/app/members/accounts.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { runDemo } from '../../src/app/run-demo.ts';
import { firstDayOf } from '../../src/core/calendar/month.ts';
import { storesOver } from '../../src/store/stores.ts';
import { day, known } from '../boards.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { brokenLaws } from '../laws.ts';

let database: TestDatabase;
let stores: Stores;
let consortium: Consortium;

beforeAll(async () => {
  database = await testDatabase();
  stores = storesOver(database);
  consortium = known(await runDemo(stores, generatedSource(0.01)));
  expect(await billDemoMonths(stores.members, consortium)).toBeUndefined();
});

afterAll(() => stores.close());

test('every member has the bills of all months, and only Harrowgate owes its last two', async () => {
  const accounts = await memberAccounts(stores.members, consortium, day('2026-03-31'));
  for (const { member, bills, unbilled, credit, owed } of accounts) {
    expect(bills.map(({ month }) => month)).toEqual(
      Array.from({ length: LAST_MONTH - FIRST_MONTH + 1 }, (_, at) => FIRST_MONTH + at),
    );
    expect([unbilled, credit]).toEqual([0, 0]);
    const overdue = bills.filter(({ status }) => status === 'overdue');
    expect(bills.filter(({ status }) => status === 'paid').length + overdue.length).toBe(bills.length);
    expect(overdue.map(({ month }) => month)).toEqual(
      member === 'harrowgate-village' ? [LAST_MONTH - 1, LAST_MONTH] : [],
    );
    expect(owed).toBe(overdue.reduce((sum, { amount }) => sum + amount, 0));
  }
  expect(await brokenLaws(database, 1, ['out'])).toEqual([]);
});

test('bills that were issued stay as they are', async () => {
  const before = await stores.members.billsOf(consortium.consortiumId, LAST_MONTH);
  expect(before[0]?.issuedDay).toBe(firstDayOf(LAST_MONTH));
  expect(await billDemoMonths(stores.members, consortium)).toBeUndefined();
  expect(await stores.members.billsOf(consortium.consortiumId, LAST_MONTH)).toEqual(before);
});
