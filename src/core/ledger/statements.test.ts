import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACCOUNT_CODES } from './accounts.ts';
import {
  type Balance,
  balanceSheet,
  incomeStatement,
  type StatementLine,
  trialBalance,
} from './statements.ts';

const books: Balance[] = [
  { account: 'contributions-receivable', memberId: 1, debit: 1000, credit: 900 },
  { account: 'contributions-earned', memberId: 1, debit: 0, credit: 1000 },
  { account: 'claims-fund-cash', memberId: 1, debit: 900, credit: 300 },
  { account: 'claims-incurred', memberId: 1, debit: 400, credit: 0 },
  { account: 'claims-payable', memberId: 1, debit: 300, credit: 400 },
  { account: 'stop-loss-recoverable', memberId: 2, debit: 50, credit: 0 },
  { account: 'stop-loss-recoveries', memberId: 2, debit: 0, credit: 50 },
];

describe('statements of a small pool', () => {
  test('the trial balance shows each account on its side, by number', () => {
    expect(trialBalance(books)).toEqual({
      lines: [
        { account: 'claims-fund-cash', debit: 600n, credit: 0n },
        { account: 'contributions-receivable', debit: 100n, credit: 0n },
        { account: 'stop-loss-recoverable', debit: 50n, credit: 0n },
        { account: 'claims-payable', debit: 0n, credit: 100n },
        { account: 'contributions-earned', debit: 0n, credit: 1000n },
        { account: 'claims-incurred', debit: 400n, credit: 0n },
        { account: 'stop-loss-recoveries', debit: 0n, credit: 50n },
      ],
      debits: 1150n,
      credits: 1150n,
    });
  });

  test('the income statement is income less expenses, recoveries lowering them', () => {
    expect(incomeStatement(books)).toEqual({
      income: [{ account: 'contributions-earned', amount: 1000n }],
      expenses: [
        { account: 'claims-incurred', amount: 400n },
        { account: 'stop-loss-recoveries', amount: -50n },
      ],
      result: 650n,
    });
  });

  test('the balance sheet takes the result into the net position', () => {
    expect(balanceSheet(books)).toMatchObject({
      liabilities: [{ account: 'claims-payable', amount: 100n }],
      netPosition: [],
      result: 650n,
      totalAssets: 750n,
      totalLiabilitiesAndNetPosition: 750n,
    });
  });

  test('of nothing are empty', () => {
    expect(trialBalance([])).toEqual({ lines: [], debits: 0n, credits: 0n });
    expect(balanceSheet([])).toMatchObject({ totalAssets: 0n, totalLiabilitiesAndNetPosition: 0n });
  });
});

/** Books of balanced transfers: what one account is debited another is credited, in the same member. */
const anyBooks = array(
  record({
    debit: constantFrom(...ACCOUNT_CODES),
    credit: constantFrom(...ACCOUNT_CODES),
    memberId: integer({ min: 0, max: 3 }),
    amount: integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  }),
).map((transfers) =>
  transfers.flatMap(({ debit, credit, memberId, amount }): Balance[] => [
    { account: debit, memberId, debit: amount, credit: 0 },
    { account: credit, memberId, debit: 0, credit: amount },
  ]),
);

describe('for all books that balance', () => {
  test('debits equal credits, and assets equal liabilities and net position', () => {
    assert(
      property(anyBooks, (balances) => {
        const { lines, debits, credits } = trialBalance(balances);
        expect(debits).toBe(credits);
        for (const { debit, credit } of lines) expect(debit === 0n || credit === 0n).toBe(true);
        const sheet = balanceSheet(balances);
        expect(sheet.totalAssets).toBe(sheet.totalLiabilitiesAndNetPosition);
        expect(sheet.result).toBe(incomeStatement(balances).result);
      }),
    );
  });

  test('the members’ statements sum to the whole', () => {
    const amounts = (lines: readonly StatementLine[]) =>
      lines.map(({ account, amount }) => [account, amount] as const);
    assert(
      property(anyBooks, (balances) => {
        const whole = balanceSheet(balances);
        const members = [0, 1, 2, 3].map((id) =>
          balanceSheet(balances.filter(({ memberId }) => memberId === id)),
        );
        expect(members.reduce((sum, sheet) => sum + sheet.totalAssets, 0n)).toBe(whole.totalAssets);
        expect(members.reduce((sum, sheet) => sum + sheet.result, 0n)).toBe(whole.result);
        const sums = new Map<string, bigint>();
        for (const sheet of members) {
          expect(sheet.totalAssets).toBe(sheet.totalLiabilitiesAndNetPosition);
          for (const [account, amount] of amounts(sheet.liabilities))
            sums.set(account, (sums.get(account) ?? 0n) + amount);
        }
        expect(sums).toEqual(new Map(amounts(whole.liabilities)));
      }),
    );
  });
});
