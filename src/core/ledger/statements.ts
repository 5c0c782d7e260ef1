import { ACCOUNT_CODES, type AccountCode, type AccountKind, CHART } from './accounts.ts';

/** What was debited and credited to an account of a member, in minor units. */
export interface Balance {
  readonly account: AccountCode;
  readonly memberId: number;
  readonly debit: number;
  readonly credit: number;
}

/** An account's line in a statement: the balance on the side where the statement shows it. */
export interface StatementLine {
  readonly account: AccountCode;
  readonly amount: bigint;
}

/** All accounts that moved, by number, with the balance as a debit or a credit; both sums are equal. */
export interface TrialBalance {
  readonly lines: readonly { account: AccountCode; debit: bigint; credit: bigint }[];
  readonly debits: bigint;
  readonly credits: bigint;
}

/** Income less expenses. */
export interface IncomeStatement {
  readonly income: readonly StatementLine[];
  readonly expenses: readonly StatementLine[];
  readonly result: bigint;
}

/** Assets against liabilities and net position, into which the result of the period goes. */
export interface BalanceSheet {
  readonly assets: readonly StatementLine[];
  readonly liabilities: readonly StatementLine[];
  readonly netPosition: readonly StatementLine[];
  readonly result: bigint;
  readonly totalAssets: bigint;
  readonly totalLiabilitiesAndNetPosition: bigint;
}

/** The trial balance of any selection of balances (all, or one member's). */
export function trialBalance(balances: Iterable<Balance>): TrialBalance {
  const lines = [...netByAccount(balances)].map(([account, net]) => ({
    account,
    debit: net > 0n ? net : 0n,
    credit: net < 0n ? -net : 0n,
  }));
  return {
    lines,
    debits: sum(lines.map((line) => line.debit)),
    credits: sum(lines.map((line) => line.credit)),
  };
}

/** The income statement: income as credits, expenses as debits. */
export function incomeStatement(balances: Iterable<Balance>): IncomeStatement {
  const net = netByAccount(balances);
  const income = linesOf(net, 'income', -1n);
  const expenses = linesOf(net, 'expense', 1n);
  return { income, expenses, result: total(income) - total(expenses) };
}

/** The balance sheet: assets as debits, liabilities and net position as credits. */
export function balanceSheet(balances: Iterable<Balance>): BalanceSheet {
  const all = [...balances];
  const net = netByAccount(all);
  const assets = linesOf(net, 'asset', 1n);
  const liabilities = linesOf(net, 'liability', -1n);
  const netPosition = linesOf(net, 'net position', -1n);
  const { result } = incomeStatement(all);
  return {
    assets,
    liabilities,
    netPosition,
    result,
    totalAssets: total(assets),
    totalLiabilitiesAndNetPosition: total(liabilities) + total(netPosition) + result,
  };
}

function netByAccount(balances: Iterable<Balance>): Map<AccountCode, bigint> {
  const net = new Map<AccountCode, bigint>();
  for (const { account, debit, credit } of balances) {
    net.set(account, (net.get(account) ?? 0n) + BigInt(debit) - BigInt(credit));
  }
  return new Map(ACCOUNT_CODES.filter((code) => net.has(code)).map((code) => [code, net.get(code)!]));
}

function linesOf(net: ReadonlyMap<AccountCode, bigint>, kind: AccountKind, side: bigint): StatementLine[] {
  return [...net]
    .filter(([account]) => CHART[account].kind === kind)
    .map(([account, amount]) => ({ account, amount: amount * side }));
}

function total(lines: readonly StatementLine[]): bigint {
  return sum(lines.map((line) => line.amount));
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((all, amount) => all + amount, 0n);
}
