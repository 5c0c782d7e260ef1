// A posting in flight while its month is closed: whichever comes first, nothing lands in a month that is closed.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordConsortium } from '../src/app/consortium.ts';
import type { CloseStore } from '../src/app/ports/close.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import { type Month, parseMonth } from '../src/core/calendar/month.ts';
import type { Amount } from '../src/core/money/amount.ts';
import { entryFor } from '../src/core/postings/events.ts';
import { isRefusal } from '../src/core/refusal.ts';
import { streamOf } from '../src/core/simulation/random.ts';
import { copyEntries } from '../src/store/bulk/entries.ts';
import { closeStore } from '../src/store/close.ts';
import { consortiumStore } from '../src/store/consortium.ts';
import { type Loader, openLoader } from '../src/store/loader.ts';
import { plainDocument } from './consortia.ts';
import { type TestDatabase, testDatabase } from './database.ts';

const RACES = 1_000;
const FIRST = parseMonth('1950-01')!;
const AMOUNT = 100 as Amount;

let database: TestDatabase;
let loader: Loader;
let closes: CloseStore;
let consortiumId: number;

beforeAll(async () => {
  database = await testDatabase();
  loader = openLoader(database);
  closes = closeStore(database, loader);
  const recorded = await recordConsortium(consortiumStore(database), JSON.stringify(plainDocument));
  if (isRefusal(recorded)) throw new Error(recorded.path);
  ({ consortiumId } = recorded satisfies Consortium);
});

afterAll(async () => {
  await loader.close();
  await database.close();
});

/** Posts an entry of a month; `before` and `after` are awaited where the posting is in flight. */
function post(batchId: number, month: Month, before: Promise<unknown>, after: () => Promise<unknown>) {
  return loader.copyTransaction(consortiumId, async (transaction) => {
    await transaction.insert('INSERT INTO batch (batch_id, kind) VALUES ($1, $2)', [batchId, 'race']);
    await before;
    await copyEntries(transaction, batchId, [entryFor('claims incurred', month, 0, AMOUNT)]);
    await after();
  });
}

test(`in ${RACES} races with a close a posting stands in the balances of its month, or in the open month`, async () => {
  const random = streamOf(1, 1);
  let [landed, moved] = [0, 0];
  for (let race = 0; race < RACES; race += 1) {
    const month = (FIRST + race) as Month;
    const pause = () => new Promise((resolve) => setTimeout(resolve, Math.floor(random.uniform() * 3)));
    // In every fourth race the posting, in flight, asks for its month when the close has it: whatever the machine's pace.
    const { promise: taken, resolve: take } = Promise.withResolvers<void>();
    const closingOf = () => {
      take();
      return { entries: [], reserves: [] };
    };
    // In every fourth the posting has its month, in flight, before the close asks for it.
    const { promise: posted, resolve: hasMonth } = Promise.withResolvers<void>();
    const after = () => {
      hasMonth();
      return pause();
    };
    await Promise.all([
      post(1_000_000 + race, month, race % 4 === 0 ? taken : pause(), after),
      (race % 4 === 2 ? posted : pause()).then(() => closes.close(consortiumId, month, undefined, closingOf)),
    ]);
  }
  await database.read(consortiumId, async (query) => {
    const rows = await query.rows<{ race: number; month: string; first: string }>(
      `SELECT batch_id - 1000000 AS race, accounting_month AS month FROM entry WHERE batch_id >= 1000000 ORDER BY 1`,
    );
    expect(rows).toHaveLength(RACES);
    for (const { race, month } of rows) {
      const own = parseMonth(month.slice(0, 7))! - FIRST - race;
      expect([0, 1]).toContain(own);
      if (own === 0) landed += 1;
      else moved += 1;
    }
    // What a closed month held when it was closed is what it holds now.
    const differing = await query.rows(
      `SELECT c.accounting_month FROM period_close c
       LEFT JOIN period_balance b ON b.accounting_month = c.accounting_month AND b.account = 'claims-incurred'
       WHERE coalesce(b.balance_cents, 0) <> (SELECT coalesce(sum(amount_cents), 0) FROM posting p
         JOIN entry e USING (consortium_id, batch_id, entry_number)
         WHERE p.account = 'claims-incurred' AND e.accounting_month <= c.accounting_month)`,
    );
    expect(differing).toEqual([]);
  });
  // Both kinds of race were run.
  expect(Math.min(landed, moved), `${landed} landed, ${moved} moved on`).toBeGreaterThan(RACES / 20);
});
