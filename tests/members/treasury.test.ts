// Bank accounts reconciled with the books to the cent, and a fiscal year's budget against the ledger.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importBankLinesFile, importBudgetFile, importOpeningFile } from '../../src/app/import/files.ts';
import { readReceipt, recordReceipts } from '../../src/app/record-receipts.ts';
import { type BankReport, matchByHand, reconcileBank, undoMatch } from '../../src/app/treasury/bank.ts';
import { type BudgetLine, budgetYear } from '../../src/app/treasury/budget.ts';
import { month } from '../consortia.ts';
import { taken } from '../imports/pool.ts';
import { brokenLaws } from '../laws.ts';
import { day, known, Pool } from './verbs.ts';

let pool: Pool;
let folder: string;

beforeAll(async () => {
  pool = await Pool.open();
  folder = mkdtempSync(join(tmpdir(), 'poolbook-treasury-'));
  known(
    await importOpeningFile(
      pool.stores.imports,
      pool.consortium,
      file(
        'opening.csv',
        'record,account,member,amount\nledger,claims-fund-cash,,5000.00\nledger,member-balances,,-5000.00\n',
      ),
      { asOf: month('2025-12') },
    ),
  );
  await pool.enrol('ann town elsewhere family 2026-01-01', 'cid school elsewhere employee 2026-01-01');
  await pool.register(
    'ann 2026-01-20 2026-02-15 400',
    'cid 2026-01-25 2026-02-15 100',
    'ann 2026-02-01 2026-02-22 60',
  );
  await pool.charge('2026-03');
  for (const [member, reference, on, amount] of [
    ['town', 'T-1', '2026-02-03', '1200.00'],
    ['school', 'S-1', '2026-02-27', '500.01'],
    ['school', 'S-2', '2026-02-28', '500.01'],
  ] as const) {
    const receipt = known(readReceipt(pool.consortium, { member, reference, day: on, amount }));
    await recordReceipts(pool.stores.books, pool.consortium, [receipt]);
  }
});

afterAll(async () => {
  await pool.end();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const LINES = `line,day,amount,reference,description
B0,2025-12-31,5000.00,,balance brought forward
B1,2026-02-04,1200.00,,TRANSFER T-1 TOWN
B2,2026-02-15,-500.00,FUNDING,administrator
B3,2026-02-24,-60.00,FUNDING,administrator
B4,2026-02-28,-7.50,,fees
B5,2026-03-02,500.01,S-1,school
B6,2026-03-20,-80.00,,administrator fee
`;
const lines = (name: string, text: string) =>
  importBankLinesFile(pool.stores.imports, pool.consortium, file(name, text));
const reconciled = async (through: string, acceptLikely = false): Promise<BankReport> =>
  known(await reconcileBank(pool.stores.treasury, pool.consortium, undefined, day(through), acceptLikely));
const codes = (movements: readonly { code: string }[]) => movements.map(({ code }) => code);

describe('a bank account', () => {
  test('takes its lines once, also where statements overlap; another amount under a code is refused', async () => {
    expect(known(await lines('one.csv', LINES))).toMatchObject({
      bankLines: 7,
      moneyIn: 670_001,
      moneyOut: 64_750,
    });
    expect(known(await lines('one.csv', LINES))).toMatchObject({ alreadyImported: true });
    const later = `${LINES}B7,2026-03-20,500.01,S-2,school\n`;
    expect(taken(await lines('two.csv', later)).rows).toMatchObject({ accepted: 1, repeated: 7 });
    expect(await lines('bad.csv', LINES.replace('1200.00', '1200.01'))).toMatchObject({
      code: 'inconsistent',
    });
  });

  test('is reconciled to the cent: bank and books, and what only one of them has', async () => {
    const report = await reconciled('2026-02-28');
    // T-1 by its reference, the draw of 15 February and what was brought forward by their days, S-1 and S-2 by theirs.
    expect(report.matched).toBe(5);
    expect(report).toMatchObject({ bankBalance: 563_250, bookBalance: 656_002, ledgerDifference: 0 });
    expect(codes(report.onlyBank)).toEqual(['B3', 'B4']);
    expect(codes(report.onlyBooks)).toEqual([
      'administration paid 2026-02',
      expect.stringMatching(/^draw \d+ 2026-02-22$/),
      'receipt school S-1',
      'receipt school S-2',
    ]);
    const sum = (movements: readonly { amount: number }[]) =>
      movements.reduce((all, { amount }) => all + amount, 0);
    expect(report.bankBalance - sum(report.onlyBank)).toBe(report.bookBalance - sum(report.onlyBooks));
    const [ledger] = await pool.rows<{ balance: number }>(
      `SELECT sum(debit_cents - credit_cents) AS balance FROM balance_delta WHERE account = 'claims-fund-cash'`,
    );
    expect((await reconciled('2030-01-01')).bookBalance).toBe(ledger!.balance);
  });

  test('shows what is likely, and matches it where that is accepted', async () => {
    const before = await reconciled('2026-03-31');
    expect(before.likely.map(({ line }) => line.code)).toEqual(['B3']);
    expect((await reconciled('2026-03-31', true)).matched).toBe(1);
    expect((await reconciled('2026-03-31')).likely).toEqual([]);
  });

  test('is matched by hand where both sides are equal, and unmatched again', async () => {
    const { stores, consortium } = pool;
    const byHand = (line: string[], item: string[]) =>
      matchByHand(stores.treasury, consortium, undefined, { lines: line, items: item });
    expect(await byHand(['B4'], ['administration paid 2026-02'])).toMatchObject({ code: 'inconsistent' });
    expect(await byHand(['B9'], ['administration paid 2026-02'])).toMatchObject({
      code: 'unknown_reference',
    });
    expect(await byHand(['B1'], ['administration paid 2026-02'])).toMatchObject({
      code: 'unknown_reference',
    });
    expect(await byHand([], ['administration paid 2026-02'])).toMatchObject({ code: 'missing_field' });
    const number = known(await byHand(['B6'], ['administration paid 2026-02']));
    expect(codes((await reconciled('2026-03-31')).onlyBooks)).toEqual(['administration paid 2026-03']);
    expect(await undoMatch(stores.treasury, consortium, undefined, number, 'of March')).toBeUndefined();
    expect(await undoMatch(stores.treasury, consortium, undefined, number, 'again')).toMatchObject({
      ...{ code: 'unknown_reference', path: 'number' },
    });
    known(await byHand(['B6'], ['administration paid 2026-03']));
    expect(codes((await reconciled('2026-03-31')).onlyBooks)).toEqual(['administration paid 2026-02']);
    expect(await brokenLaws(pool.database, 1)).toEqual([]);
  });

  test('that the document does not have is refused', async () => {
    const other = await reconcileBank(pool.stores.treasury, pool.consortium, 'savings', day('2026-03-31'));
    expect(other).toMatchObject({
      code: 'unknown_reference',
      path: '--account',
      expected: 'one of operating',
    });
  });
});

describe('a budget', () => {
  const take = (name: string, rows: string) =>
    importBudgetFile(pool.stores.imports, pool.consortium, file(name, `month,account,amount\n${rows}`));
  const values = ({ toDate, year }: BudgetLine) =>
    [toDate, year].map(({ budget, actual, variance }) => [budget, actual, variance]);

  test('is of the fiscal year, which is not the plan year, by month, to date and in all', async () => {
    known(
      await take(
        'budget.csv',
        '2025-12,claims-incurred,100.00\n2026-01,contributions-earned,1500.00\n2026-02,contributions-earned,1800.00\n2026-02,claims-incurred,500.00\n2026-07,claims-incurred,999.00\n',
      ),
    );
    known(await take('changed.csv', '2026-02,contributions-earned,1600.00\n'));
    const { months, lines, result } = await budgetYear(
      pool.stores.treasury,
      pool.consortium,
      2025,
      month('2026-02'),
    );
    expect([months[0], months.at(-1), months.length]).toEqual([month('2025-07'), month('2026-06'), 12]);
    expect(lines.map(({ account }) => account)).toEqual([
      'contributions-earned',
      'claims-incurred',
      'administration',
    ]);
    const [contributions, claims, administration] = lines as [BudgetLine, BudgetLine, BudgetLine];
    // Ann 1,200.00 and Cid 500.01 a month; claims of 560.00 were paid in February; 40.00 each for administration.
    expect(values(contributions)).toEqual([
      [310_000, 340_002, 30_002],
      [310_000, 510_003, 200_003],
    ]);
    expect(values(claims)).toEqual([
      [60_000, 56_000, 4_000],
      [60_000, 56_000, 4_000],
    ]);
    expect(values(administration)).toEqual([
      [0, 16_000, -16_000],
      [0, 24_000, -24_000],
    ]);
    expect(claims.months[7]).toEqual({ budget: 50_000, actual: 56_000, variance: -6_000 });
    expect(values(result)).toEqual([
      [250_000, 268_002, 18_002],
      [250_000, 430_003, 180_003],
    ]);
    // The result of the year is the ledger's.
    const [ledger] = await pool.rows<{ net: number }>(
      `SELECT sum(credit_cents - debit_cents) AS net FROM balance_delta
       WHERE account IN ('contributions-earned', 'claims-incurred', 'administration') AND accounting_month BETWEEN '2025-07-01' AND '2026-06-01'`,
    );
    expect(result.year.actual).toBe(ledger!.net);
  });

  test('of an account that is neither income nor expense, or said twice, is refused', async () => {
    expect(await take('cash.csv', '2026-01,claims-fund-cash,1.00\n')).toMatchObject({
      code: 'unknown_reference',
    });
    expect(await take('twice.csv', '2026-01,assessments,1.00\n2026-01,assessments,2.00\n')).toMatchObject({
      code: 'inconsistent',
    });
  });
});
