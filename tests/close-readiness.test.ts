// What a close waits for, worked out by hand on a pool of one subscriber; and that a refused close changes nothing.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { adjudicate } from '../src/app/adjudicate/adjudicate.ts';
import { chargeMonths } from '../src/app/charge-months.ts';
import { closeMonth } from '../src/app/close-month.ts';
import { recordConsortium } from '../src/app/consortium.ts';
import * as files from '../src/app/import/files.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import { formatMonth, parseMonth } from '../src/core/calendar/month.ts';
import { storesOver } from '../src/store/stores.ts';
import { plainDocument } from './consortia.ts';
import { openPool, type Pool, taken } from './imports/pool.ts';

const ENROLMENT = 'person,subscriber,relationship,member,plan,tier,from,to';
const CLAIMS = 'claim,line,person,service_date,service,network,charge,allowed,received';

let pool: Pool;
let stores: ReturnType<typeof storesOver>;
let consortium: Consortium;

beforeEach(async () => {
  pool = await openPool();
  stores = storesOver(pool.database);
  consortium = taken(
    await recordConsortium(stores.consortia, JSON.stringify({ ...plainDocument, code: 'small' })),
  );
});

afterEach(async () => {
  await stores.close();
  await pool.close();
});

async function enrol(...rows: string[]) {
  const path = pool.file('enrolment.csv', [ENROLMENT, ...rows, ''].join('\n'));
  taken(await files.importEnrolmentFile(stores.imports, consortium, path, {}));
}

async function claim(...rows: string[]) {
  const path = pool.file('claims.csv', [CLAIMS, ...rows, ''].join('\n'));
  taken(await files.importClaimsFile(stores.imports, consortium, path, { notEnrolled: 'refuse' }));
}

const close = (month: string) => closeMonth(stores, consortium, parseMonth(month)!);
const charge = async (month: string) =>
  taken(await chargeMonths(stores.books, consortium, parseMonth(month)!)).months.map(formatMonth);

/** The amounts of an account, in order. */
const posted = (account: string) =>
  pool.database.read(consortium.consortiumId, async (query) => {
    const rows = await query.rows<{ amount: number }>(
      'SELECT amount_cents AS amount FROM posting WHERE account = $1 ORDER BY batch_id, entry_number',
      [account],
    );
    return rows.map(({ amount }) => amount);
  });

test('a month in which nobody was covered on the first day is charged all the same', async () => {
  await enrol('anna,anna,self,town,here,employee,2026-01-15,2026-02-10');
  expect(await close('2026-02')).toMatchObject({
    code: 'period_not_ready',
    actual: '"2026-01, which is not"',
  });
  expect(await charge('2026-02')).toEqual(['2026-01', '2026-02']);
  expect(await close('2026-02')).toMatchObject({ notReported: 0 });
  // Nobody is covered in March, but administration of February is paid then.
  expect(await close('2026-03')).toMatchObject({
    code: 'period_not_ready',
    actual: '"2026-03, which is not"',
  });
  expect(await charge('2026-03')).toEqual(['2026-03']);
  expect(await close('2026-03')).toMatchObject({ notReported: 0 });
});

test('the month of a first enrolment in its middle can be closed by itself, once it was charged', async () => {
  await enrol('anna,anna,self,town,here,employee,2026-01-15,');
  expect(await charge('2026-01')).toEqual(['2026-01']);
  expect(await close('2026-01')).toMatchObject({ notReported: 0 });
});

test('a pool without anybody enrolled is not closed', async () => {
  expect(await close('2026-01')).toMatchObject({ code: 'period_not_ready', actual: '"nobody"' });
});

test('a close that is refused posts nothing of what has become recoverable', async () => {
  await enrol('anna,anna,self,town,here,employee,2026-01-01,');
  await claim('A,1,anna,2026-01-10,,in,5000.00,5000.00,2026-01-12');
  expect(await close('2026-01')).toMatchObject({
    code: 'period_not_ready',
    actual: '"1 claims, 0 changes and 0 partitions that wait"',
  });
  await adjudicate(stores.runs, consortium);
  expect(await close('2026-01')).toMatchObject({ code: 'period_not_ready' });
  expect(await posted('stop-loss-recoverable')).toEqual([]);
  await charge('2026-01');
  expect(await close('2026-01')).not.toHaveProperty('refused');
  // Of 5,000.00 the plan pays 4,000.00 (a person pays 1,000.00 a year at most), 3,000.00 above the deductible.
  const recoverable = await posted('stop-loss-recoverable');
  expect(recoverable).toContain(300_000);
  await claim('B,1,anna,2026-01-11,,in,70.00,70.00,2026-01-20');
  await adjudicate(stores.runs, consortium);
  expect(await close('2026-01')).toMatchObject({ code: 'period_closed' });
  expect(await posted('stop-loss-recoverable')).toEqual(recoverable);
});
