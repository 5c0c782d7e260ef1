import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importEnrolmentFile, importOpeningFile } from '../../src/app/import/files.ts';
import { type Month, parseMonth } from '../../src/core/calendar/month.ts';
import { ENROLMENT_FILE } from './documents.ts';
import { openPool, type Pool, problemsOf, tableCounts, taken } from './pool.ts';

const HEADER =
  'record,account,member,person,plan,network,plan_year,benefit,incurred,paid,amount,deductible,out_of_pocket\n';
const CASH = 'ledger,claims-fund-cash,north,,,,,,,,1000.00,,\n';
const BALANCE = 'ledger,member-balances,north,,,,,,,,-1000.00,,\n';
const POOL_CASH = 'ledger,reserve-fund-cash,,,,,,,,,50.00,,\n';
const POOL_DUE = 'ledger,due-to-members,,,,,,,,,-50.00,,\n';
const LEDGER = CASH + BALANCE + POOL_CASH + POOL_DUE;
const ACCUMULATOR = 'accumulator,,,anna,here,in,2025,,,,,120.00,150.00\n';
const LAG = 'lag,,south,,,,,medical,2025-01,2025-02,500.00,,\n';
const PAYMENT = 'stop-loss,,,cleo,,,,medical,2025-01-05,2025-02-01,12345.67,,\n';
const asOf = parseMonth('2025-06') as Month;

let pool: Pool;

beforeEach(async () => {
  pool = await openPool();
  taken(await importEnrolmentFile(pool.imports, pool.consortium, pool.file('e.csv', ENROLMENT_FILE)));
});

afterEach(() => pool.close());

const open = (rows: string, options = {}) =>
  importOpeningFile(pool.imports, pool.consortium, pool.file('o.csv', HEADER + rows), { asOf, ...options });

test('ledger, accumulators, lag triangle and stop-loss to date', async () => {
  const report = taken(await open(LEDGER + ACCUMULATOR + LAG + PAYMENT + PAYMENT));
  expect(report).toMatchObject({ ledger: 4, accumulators: 1, lag: 1, stopLoss: 2, debits: 105_000 });
  const balances = await pool.rows(
    `SELECT account, accounting_month AS month, coalesce(m.code, 'pool') AS member, debit_cents AS debit, credit_cents AS credit
     FROM balance_delta LEFT JOIN member m USING (consortium_id, member_id) ORDER BY debit_cents, credit_cents`,
  );
  const month = '2025-06-01';
  expect(balances).toEqual([
    { account: 'due-to-members', month, member: 'pool', debit: 0, credit: 5000 },
    { account: 'member-balances', month, member: 'north', debit: 0, credit: 100_000 },
    { account: 'reserve-fund-cash', month, member: 'pool', debit: 5000, credit: 0 },
    { account: 'claims-fund-cash', month, member: 'north', debit: 100_000, credit: 0 },
  ]);
  const facts =
    'plan_year AS year, network, deductible_cents AS deductible, out_of_pocket_cents AS "outOfPocket"';
  const used = [{ year: 2025, network: 'in', deductible: 12_000, outOfPocket: 15_000 }];
  expect(await pool.rows(`SELECT ${facts} FROM opening_accumulator`)).toEqual(used);
  expect(await pool.rows(`SELECT ${facts} FROM accumulator_delta WHERE service = ''`)).toEqual(used);
  expect(
    await pool.rows(
      'SELECT incurred_month AS incurred, paid_month AS paid, amount_cents AS amount FROM opening_lag',
    ),
  ).toEqual([{ incurred: '2025-01-01', paid: '2025-02-01', amount: 50_000 }]);
  expect(
    await pool.rows(
      'SELECT row_number AS row, m.code AS member, paid_day AS paid, amount_cents AS amount FROM opening_payment JOIN member m USING (consortium_id, member_id) ORDER BY 1',
    ),
  ).toEqual([1, 2].map((row) => ({ row, member: 'south', paid: '2025-02-01', amount: 1_234_567 })));
});

describe('refused', () => {
  test.each([
    ['debits and credits of a member that differ', CASH + BALANCE.replace('1000', '999'), 'unbalanced o.csv'],
    ['balances that only balance in all', CASH + BALANCE.replace('north', 'south'), 'unbalanced o.csv'],
    [
      'an account that the chart does not have',
      CASH.replace('claims-fund', 'petty'),
      'unknown_reference o.csv:2:2',
    ],
    ['a member', LAG.replace('south', 'east'), 'unknown_reference o.csv:2:3'],
    ['a person', PAYMENT.replace('cleo', 'nobody'), 'unknown_reference o.csv:2:4'],
    ['a plan', ACCUMULATOR.replace('here', 'there'), 'unknown_reference o.csv:2:5'],
    ['a network', ACCUMULATOR.replace(',in,', ',inn,'), 'unknown_reference o.csv:2:6'],
    ['an account twice', LEDGER + POOL_CASH, 'inconsistent o.csv:6:2'],
    ['an accumulator twice', ACCUMULATOR + ACCUMULATOR, 'inconsistent o.csv:3:4'],
    ['a cell twice', LAG + LAG, 'inconsistent o.csv:3:9'],
    ['paid before incurred, by month', LAG.replace('2025-02', '2024-12'), 'inconsistent o.csv:2:10'],
    ['paid before incurred, by day', PAYMENT.replace('2025-02-01', '2025-01-04'), 'inconsistent o.csv:2:10'],
    ['a limit used below zero', ACCUMULATOR.replace('120.00', '-1.00'), 'out_of_range o.csv:2:12'],
  ])('%s', async (_, rows, expected) => {
    expect(problemsOf(await open(rows))[0]).toBe(expected);
    expect(await tableCounts(pool)).not.toHaveProperty('opening_lag');
    expect(await tableCounts(pool)).not.toHaveProperty('entry');
  });

  test('the difference is named, and no part of it is taken with --accept-valid', async () => {
    const outcome = await open(CASH + BALANCE.replace('1000.00', '999.99') + LAG, { acceptValid: true });
    expect(outcome).toMatchObject({ code: 'unbalanced', actual: '0.01 more in debits' });
  });

  test('balances without a month', async () => {
    expect(problemsOf(await open(LEDGER, { asOf: undefined }))).toEqual(['missing_field --as-of']);
    taken(await open(LAG, { asOf: undefined }));
  });
});
