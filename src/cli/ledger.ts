import type { Command } from 'commander';
import type { Consortium } from '../app/ports/consortium.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { CHART } from '../core/ledger/accounts.ts';
import {
  type Balance,
  balanceSheet,
  incomeStatement,
  type StatementLine,
  trialBalance,
} from '../core/ledger/statements.ts';
import { formatAmount } from '../core/money/amount.ts';
import { type Refusal, refuse } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { print, printJson } from './output.ts';
import { grouped, tableLines } from './table.ts';

type Write = (minor: bigint) => string;

/** A statement of the ledger: its rows for a person (an empty row is a rule), and its document. */
interface Report {
  readonly rows: readonly (readonly string[] | 'rule')[];
  readonly document: object;
}

const REPORTS: Record<string, (balances: readonly Balance[], write: Write) => Report> = {
  'trial-balance': trialBalanceReport,
  'income-statement': incomeReport,
  'balance-sheet': balanceSheetReport,
};

/** `poolbook ledger <statement>`: trial balance, income statement or balance sheet, in all or of one member. */
export function addLedger(program: Command, open: OpenStores): void {
  program
    .command('ledger')
    .argument('<statement>', `one of ${Object.keys(REPORTS).join(', ')}`)
    .description('the trial balance, income statement or balance sheet, in all or of one member')
    .option('--member <code>', 'one member, or "pool" for what belongs to no member')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((name: string, options: StoreOptions & { member?: string }) =>
      withConsortium(open, options, async ({ books }, consortium) => {
        const report = REPORTS[name];
        if (report === undefined) {
          return refuse('unknown_reference', 'statement', `one of ${Object.keys(REPORTS).join(', ')}`, name);
        }
        const memberId = memberIdOf(consortium, options.member);
        if (typeof memberId === 'object') return memberId;
        const all = await books.balances(consortium.consortiumId);
        const balances =
          memberId === undefined ? all : all.filter((balance) => balance.memberId === memberId);
        const plain: Write = (minor) => formatAmount(Number(minor), consortium.document.currency);
        if (options.json) printJson(report(balances, plain).document);
        else
          print(
            `${tableLines(COLUMNS, report(balances, (minor) => grouped(plain(minor))).rows).join('\n')}\n`,
          );
        return undefined;
      }),
    );
}

const COLUMNS = [
  { heading: 'Number', side: 'left' as const },
  { heading: 'Account', side: 'left' as const },
  { heading: 'Debit', side: 'right' as const },
  { heading: 'Credit', side: 'right' as const },
];

function memberIdOf({ members }: Consortium, code: string | undefined): number | undefined | Refusal {
  if (code === undefined) return undefined;
  if (code === 'pool') return 0;
  return (
    members.get(code) ??
    refuse('unknown_reference', '--member', `pool, ${[...members.keys()].join(', ')}`, code)
  );
}

function trialBalanceReport(balances: readonly Balance[], write: Write): Report {
  const { lines, debits, credits } = trialBalance(balances);
  const rows = lines.map(({ account, debit, credit }) => [
    CHART[account].number,
    CHART[account].name,
    debit === 0n ? '' : write(debit),
    credit === 0n ? '' : write(credit),
  ]);
  const accounts = lines.map(({ account, debit, credit }) => ({
    account,
    debit: write(debit),
    credit: write(credit),
  }));
  return {
    rows: [...rows, 'rule', ['', 'In all', write(debits), write(credits)]],
    document: { accounts, debits: write(debits), credits: write(credits) },
  };
}

function incomeReport(balances: readonly Balance[], write: Write): Report {
  const { income, expenses, result } = incomeStatement(balances);
  return {
    rows: [
      ...section(income, 'credit', write),
      ...section(expenses, 'debit', write),
      'rule',
      ['', 'Result (income less expenses)', '', write(result)],
    ],
    document: { income: document(income, write), expenses: document(expenses, write), result: write(result) },
  };
}

function balanceSheetReport(balances: readonly Balance[], write: Write): Report {
  const sheet = balanceSheet(balances);
  const { assets, liabilities, netPosition, result, totalAssets, totalLiabilitiesAndNetPosition } = sheet;
  return {
    rows: [
      ...section(assets, 'debit', write),
      ...section([...liabilities, ...netPosition], 'credit', write),
      ['', 'Result so far', '', write(result)],
      'rule',
      ['', 'In all', write(totalAssets), write(totalLiabilitiesAndNetPosition)],
    ],
    document: {
      assets: document(assets, write),
      liabilities: document(liabilities, write),
      netPosition: document(netPosition, write),
      result: write(result),
      totalAssets: write(totalAssets),
      totalLiabilitiesAndNetPosition: write(totalLiabilitiesAndNetPosition),
    },
  };
}

function section(lines: readonly StatementLine[], side: 'debit' | 'credit', write: Write): string[][] {
  return lines.map(({ account, amount }) => {
    const { number, name } = CHART[account];
    return side === 'debit' ? [number, name, write(amount), ''] : [number, name, '', write(amount)];
  });
}

function document(lines: readonly StatementLine[], write: Write): object[] {
  return lines.map(({ account, amount }) => ({ account, amount: write(amount) }));
}
