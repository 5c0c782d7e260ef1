// Nothing is given away, charged or counted twice, and nothing that comes later is hidden.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { adjudicate } from '../../src/app/adjudicate/adjudicate.ts';
import { reserveAlerts } from '../../src/app/alerts/reserve-alerts.ts';
import { recordConsortium } from '../../src/app/consortium.ts';
import { importBankLinesFile, importClaimsFile, importOpeningFile } from '../../src/app/import/files.ts';
import { allocatedBalances } from '../../src/app/members/balances.ts';
import { distribute } from '../../src/app/members/distribute.ts';
import { trueUpRunOut, withdraw } from '../../src/app/members/leaving.ts';
import { contractPositions, postRecoverable } from '../../src/app/stop-loss.ts';
import { bankReport, reconcileBank } from '../../src/app/treasury/bank.ts';
import { budgetYear } from '../../src/app/treasury/budget.ts';
import type { Day } from '../../src/core/calendar/day.ts';
import { sumOf } from '../../src/core/ledger/reconciliation.ts';
import type { Amount } from '../../src/core/money/amount.ts';
import { type Folder, temporaryFolder } from '../backups.ts';
import { month, plainDocument } from '../consortia.ts';
import { day, known, Pool, THREE } from './verbs.ts';

let pool: Pool;
let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await pool.end();
  folder.remove();
});

const file = (name: string, text: string) => folder.write(name, Buffer.from(text));

/** Takes a claim, and decides it. */
async function claim(code: string, incurred: string, amount: string, received: string): Promise<void> {
  const head = 'claim,line,person,service_date,service,network,charge,allowed,received,benefit,provider';
  const row = `${code},1,ann,${incurred},,in,${amount},${amount},${received},medical,${code}`;
  const path = file(`${code}.csv`, `${head}\n${row}\n`);
  known(await importClaimsFile(pool.stores.imports, pool.consortium, path));
  known(await adjudicate(pool.stores.runs, pool.consortium));
}

describe('surplus', () => {
  const net = async (text: string) =>
    (await allocatedBalances(pool.stores.sharing, pool.consortium, month(text))).total.balance;
  const give = (on: string, amount: number) =>
    distribute(pool.stores, pool.consortium, {
      ...{ amount: amount as Amount, declaredDay: day(on) },
      ...{ from: month('2026-01'), through: month('2026-01') },
    });

  beforeEach(async () => {
    pool = await Pool.open();
    await pool.enrol('ann town elsewhere employee 2026-01-01');
    await pool.charge('2026-06');
  });

  test('that was given away is not there on an earlier day either', async () => {
    const [may, june] = [await net('2026-05'), await net('2026-06')];
    expect(may).toBeGreaterThan(0);
    known(await give('2026-06-30', june));
    expect(await give('2026-05-31', may)).toMatchObject({ code: 'out_of_range' });
    expect(await net('2026-06')).toBe(0);
  });

  test('that claims have used up since is not given away as of then', async () => {
    await pool.close('2026-01');
    const january = await net('2026-01');
    await pool.register('ann 2026-01-20 2026-02-15 5000');
    expect(january).toBeGreaterThan(0);
    expect(await give('2026-01-31', january)).toMatchObject({ code: 'out_of_range' });
  });

  test('is given away once, by whichever of two who declare it at once', async () => {
    const june = await net('2026-06');
    const outcomes = await Promise.all([give('2026-06-29', june), give('2026-06-30', june)]);
    expect(outcomes.map((one) => ('code' in one ? one.code : 'declared')).sort()).toEqual([
      'declared',
      'out_of_range',
    ]);
    expect(await net('2026-06')).toBe(0);
  });
});

test.each([
  ['drawn after the close that it was paid before', '2026-04-29>2026-05-06', 100_000],
  ['drawn before the close that it is paid after', '2026-05-06>2026-04-29', 0],
])('a leaver’s claim counts once in its run-out: %s', async (_, days, amount) => {
  pool = await Pool.open();
  await pool.enrol(
    'ann town elsewhere employee 2026-01-01',
    'cid school elsewhere employee 2026-01-01 2026-03-31',
  );
  const left = { member: 'school', noticeDay: day('2026-01-15'), lastMonth: month('2026-03') };
  known(await withdraw(pool.stores, pool.consortium, left));
  await pool.charge('2026-04');
  await pool.register(`cid 2026-03-10 ${days} 1000`);
  await pool.close('2026-04');
  const [found] = await trueUpRunOut(pool.stores.leaving, pool.consortium);
  const [held] = await pool.rows<{ amount: number }>(
    `SELECT coalesce(-sum(balance_cents), 0) AS amount FROM period_balance JOIN member USING (consortium_id, member_id)
     WHERE code = 'school' AND account = 'incurred-but-not-reported'`,
  );
  expect(found!.difference).toBe(amount + held!.amount);
});

describe('a stop-loss contract', () => {
  const [contract] = plainDocument.stopLoss;
  const of = (code: string, year: string) => ({
    ...contract!,
    contract: code,
    policy: {
      incurred: { from: `${year}-01-01`, to: `${year}-12-31` },
      paid: { from: `${year}-01-01`, to: `${year}-12-31` },
      specific: { deductible: '1000.00' },
    },
  });
  const record = (...stopLoss: object[]) =>
    recordConsortium(pool.stores.consortia, JSON.stringify({ ...THREE, stopLoss }));

  beforeEach(async () => {
    pool = await Pool.open({ ...THREE, stopLoss: [of('sl-2026', '2026')] });
    await pool.enrol('ann town elsewhere employee 2026-01-01');
  });

  test('that premium was charged for stays beside that of the next year, and may be left out before', async () => {
    known(await record(of('sl-2027', '2027')));
    known(await record(of('sl-2026', '2026'), of('sl-2027', '2027')));
    await pool.charge('2026-01');
    expect(await record(of('sl-2027', '2027'))).toMatchObject({ code: 'inconsistent', path: 'stopLoss' });
    known(await record(of('sl-2026', '2026')));
  });

  test('under which something is recoverable gets no other code, by which it would be posted again', async () => {
    await pool.register('ann 2026-01-20 2026-02-15 1500');
    const positions = known(await contractPositions(pool.stores.books, pool.consortium));
    expect(await postRecoverable(pool.stores.books, pool.consortium, positions)).toBe(1);
    expect(await record(of('policy-4711', '2026'))).toMatchObject({ code: 'inconsistent' });
  });
});

test('a payment run that has grown since it was matched is open again, with what the bank paid', async () => {
  pool = await Pool.open();
  await pool.enrol('ann town here employee 2026-01-01');
  await claim('C1', '2026-01-10', '1100.00', '2026-02-02');
  const lines = 'line,day,amount,reference,description\nB1,2026-02-06,-800.00,,checks\n';
  known(await importBankLinesFile(pool.stores.imports, pool.consortium, file('b.csv', lines)));
  const on = day('2026-02-28');
  const first = known(await reconcileBank(pool.stores.treasury, pool.consortium, undefined, on));
  expect(first).toMatchObject({ matched: 1, onlyBank: [], onlyBooks: [] });
  await claim('C2', '2026-01-11', '100.00', '2026-02-03');
  const { bankBalance, bookBalance, onlyBank, onlyBooks } = known(
    await bankReport(pool.stores.treasury, pool.consortium, undefined, on),
  );
  expect([bankBalance, bookBalance]).toEqual([-80_000, -88_000]);
  expect([sumOf(onlyBank), sumOf(onlyBooks)]).toEqual([-80_000, -88_000]);
});

describe('the alert of a reserve that is short', () => {
  const alerts = async () =>
    (
      await reserveAlerts({
        ...{ stores: pool.stores, consortium: pool.consortium, on: day('2026-02-10') as Day },
      })
    ).map(({ code }) => code);

  beforeEach(async () => {
    pool = await Pool.open();
    await pool.enrol('ann town here employee 2026-01-01');
  });

  test('does not come because the claims it was held for were paid', async () => {
    const balances = `record,account,member,amount
ledger,claims-fund-cash,,3500.00
ledger,member-balances,,-3500.00
`;
    const asOf = month('2025-12');
    known(await importOpeningFile(pool.stores.imports, pool.consortium, file('o.csv', balances), { asOf }));
    await pool.charge('2026-01');
    await claim('C1', '2026-01-10', '3350.00', '2026-01-31');
    await pool.close('2026-01');
    expect(await alerts()).toEqual([]);
  });

  test('does not go because months to come were charged', async () => {
    await pool.charge('2026-01');
    await claim('C1', '2026-01-10', '1350.00', '2026-01-31');
    await pool.close('2026-01');
    expect(await alerts()).toEqual(['reserve_short']);
    await pool.charge('2026-12');
    expect(await alerts()).toEqual(['reserve_short']);
  });
});

test('a month in which one fiscal year ends and the next begins is in the budget of one', async () => {
  pool = await Pool.open({ ...THREE, fiscalYear: { start: '07-15' } });
  const months = async (year: number) =>
    (await budgetYear(pool.stores.treasury, pool.consortium, year)).months;
  const [first, second] = [await months(2025), await months(2026)];
  expect([first.length, second.length]).toEqual([12, 12]);
  expect(second[0]).toBe(first.at(-1)! + 1);
});
