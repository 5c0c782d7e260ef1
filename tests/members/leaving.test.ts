// A member leaves: nothing of it is charged any more, and what its claims still cost is trued up with every close.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trueUpRunOut, withdraw } from '../../src/app/members/leaving.ts';
import { readReceipt, recordReceipts } from '../../src/app/record-receipts.ts';
import { month } from '../consortia.ts';
import { brokenLaws } from '../laws.ts';
import { day, known, Pool } from './verbs.ts';

let pool: Pool;

beforeAll(async () => {
  pool = await Pool.open();
  await pool.enrol(
    'ann town elsewhere family 2026-01-01',
    'cid school elsewhere employee 2026-01-01',
    'dan school elsewhere employee 2026-01-01',
    'fay village elsewhere employee 2026-01-01',
  );
  await pool.register(
    'cid 2026-01-10 2026-02-15 1000',
    'ann 2026-01-20 2026-02-15 400',
    'dan 2026-02-10 2026-03-15 900',
    'ann 2026-02-10 2026-03-15 500',
    'cid 2026-01-11 2026-03-15 600',
    'ann 2026-01-21 2026-03-15 300',
  );
});

afterAll(() => pool.end());

const leaving = (lastMonth: string, notice = '2026-01-15', member = 'school') => ({
  ...{ member, noticeDay: day(notice), lastMonth: month(lastMonth) },
});
const leave = (...terms: Parameters<typeof leaving>) =>
  withdraw(pool.stores, pool.consortium, leaving(...terms));
const runOut = async () => (await trueUpRunOut(pool.stores.leaving, pool.consortium))[0]!;

/** What was paid by a month for the school's claims incurred by March, by the register's rows alone. */
const paidAfterLeaving = async (through: string) => {
  const [row] = await pool.rows<{ paid: number }>(
    `SELECT coalesce(sum(plan_pays_cents), 0) AS paid FROM paid_claim JOIN member m USING (member_id)
     WHERE m.code = 'school' AND incurred_day <= '2026-03-31' AND paid_day > '2026-03-31' AND paid_day < '${through}'`,
  );
  return row!.paid;
};

test.each([
  ['a member that is not there', leaving('2026-04', '2026-01-15', 'nobody'), 'unknown_reference'],
  ['a notice that is too short', leaving('2026-02'), 'inconsistent'],
])('%s is refused', async (_what, terms, code) => {
  expect(await withdraw(pool.stores, pool.consortium, terms)).toMatchObject({ refused: true, code });
});

test('the first month that the notice allows is named', async () => {
  expect(await leave('2026-02')).toMatchObject({
    expected: '2026-03 or later, 60 days after the notice of 2026-01-15,',
  });
});

test('a member that leaves is charged to its last month, and what was charged later is taken back', async () => {
  await pool.charge('2026-04');
  expect(known(await leave('2026-03'))).toMatchObject({ runOut: 'member', coveredAfter: 2 });
  await pool.charge('2026-05');
  const rows = await pool.rows<{ month: string; amount: number }>(
    `SELECT to_char(month, 'YYYY-MM') AS month, sum(amount_cents) AS amount FROM monthly_charge JOIN member m USING (member_id)
     WHERE kind = 'contribution' AND code = 'school' GROUP BY 1 ORDER BY 1`,
  );
  expect(rows).toEqual([
    ...['2026-01', '2026-02', '2026-03'].map((text) => ({ month: text, amount: 100_002 })),
    { month: '2026-04', amount: 0 },
  ]);
});

test('the same again changes nothing, another month is refused', async () => {
  expect(known(await leave('2026-03'))).toMatchObject({ lastMonth: month('2026-03') });
  expect(await leave('2026-04')).toMatchObject({ code: 'inconsistent', path: '--last-month' });
  expect(await pool.stores.leaving.withdrawals(1)).toHaveLength(1);
});

test('its run-out is not known before a month is closed since it left', async () => {
  expect(await runOut()).toMatchObject({ facts: undefined, difference: 0 });
});

test('the run-out is what was paid since, and its share of the reserve; later closes true it up', async () => {
  await pool.register(
    'dan 2026-02-11 2026-04-15 500',
    'cid 2026-03-10 2026-04-15 700',
    'cid 2026-04-02 2026-04-15 50',
  );
  await pool.close('2026-04');
  const first = await runOut();
  const reserve = async (text: string) => {
    const [row] = await pool.rows<{ unpaid: number }>(
      `SELECT -coalesce(sum(balance_cents), 0) AS unpaid FROM period_balance JOIN member m USING (member_id)
       WHERE m.code = 'school' AND accounting_month = '${text}-01' AND account IN ('claims-payable', 'incurred-but-not-reported')`,
    );
    return row!.unpaid;
  };
  expect(first.facts).toMatchObject({ paid: 120_000, unpaid: await reserve('2026-04'), charged: 0 });
  expect(first.facts!.paid).toBe(await paidAfterLeaving('2026-05-01'));
  expect(first.facts!.unpaid).toBeGreaterThan(0);
  expect(first.difference).toBe(120_000 + first.facts!.unpaid);
  expect((await runOut()).difference).toBe(0);

  await pool.register('dan 2026-03-20 2026-05-15 300');
  await pool.close('2026-05');
  const second = await runOut();
  expect(second.facts).toMatchObject({
    paid: 150_000,
    unpaid: await reserve('2026-05'),
    charged: first.difference,
  });
  expect(await pool.balances('run-out-receivable')).toEqual({ school: 150_000 + second.facts!.unpaid });
  const [posted] = await pool.rows<{ month: string }>(
    `SELECT to_char(max(accounting_month), 'YYYY-MM') AS month FROM entry WHERE event = 'run-out charged'`,
  );
  expect(posted).toEqual({ month: '2026-06' });
});

test('what comes for it lowers what it owes, and not its contributions', async () => {
  const before = await pool.balances('contributions-receivable');
  const owed = (await pool.balances('run-out-receivable')).school!;
  const given = { member: 'school', reference: 'R1', day: '2026-06-10', amount: '100.00', runOut: true };
  await recordReceipts(pool.stores.books, pool.consortium, [known(readReceipt(pool.consortium, given))]);
  expect(await pool.balances('run-out-receivable')).toEqual({ school: owed - 10_000 });
  expect(await pool.balances('contributions-receivable')).toEqual(before);
  expect(await brokenLaws(pool.database, 1)).toEqual([]);
});
