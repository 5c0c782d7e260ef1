import type { Command } from 'commander';
import {
  balancesOf,
  LEDGER_REPORTS,
  type LedgerLine,
  type LedgerReport,
  ledgerDocument,
  ledgerReport,
} from '../app/ledger-report.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { formatAmount } from '../core/money/amount.ts';
import { isRefusal } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { print, printJson } from './output.ts';
import { grouped, tableLines } from './table.ts';

type Write = (minor: bigint) => string;

/** `poolbook ledger <statement>`: trial balance, income statement or balance sheet, in all or of one member. */
export function addLedger(program: Command, open: OpenStores): void {
  program
    .command('ledger')
    .argument('<statement>', `one of ${LEDGER_REPORTS.join(', ')}`)
    .description('the trial balance, income statement or balance sheet, in all or of one member')
    .option('--member <code>', 'one member, or "pool" for what belongs to no member')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((name: string, options: StoreOptions & { member?: string }) =>
      withConsortium(open, options, async ({ books }, consortium) => {
        const balances = balancesOf(
          consortium,
          await books.balances(consortium.consortiumId),
          options.member,
        );
        if (isRefusal(balances)) return balances;
        const report = ledgerReport(name, balances);
        if (isRefusal(report)) return report;
        const write: Write = (minor) => formatAmount(minor, consortium.document.currency);
        if (options.json) printJson(ledgerDocument(report, consortium.document.currency));
        else print(`${ledgerLines(report, (minor) => grouped(write(minor))).join('\n')}\n`);
        return undefined;
      }),
    );
}

const COLUMNS = [
  { heading: 'Account', side: 'left' as const },
  { heading: '', side: 'left' as const },
  { heading: 'Debit', side: 'right' as const },
  { heading: 'Credit', side: 'right' as const },
];

/** A report of the ledger as a table. */
export function ledgerLines({ lines, total }: LedgerReport, write: Write): string[] {
  const side = (amount: bigint | undefined) => (amount === undefined ? '' : write(amount));
  const row = ({ number, name, debit, credit }: LedgerLine) => [number, name, side(debit), side(credit)];
  return tableLines(COLUMNS, [...lines.map(row), 'rule', row(total)]);
}
