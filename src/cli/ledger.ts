import type { Command } from 'commander';
import {
  balancesOf,
  LEDGER_REPORTS,
  type LedgerDocument,
  type LedgerLineDocument,
  ledgerDocument,
  ledgerLineName,
  ledgerReport,
} from '../app/ledger-report.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { amountText } from './amounts.ts';
import { ask, type Question } from './question.ts';
import { overServer } from './server.ts';
import { tableLines } from './table.ts';

/** `poolbook ledger <statement>`: trial balance, income statement or balance sheet, in all or of one member. */
export function addLedger(program: Command, open: OpenStores): void {
  overServer(program.command('ledger'))
    .argument('<statement>', `one of ${LEDGER_REPORTS.join(', ')}`)
    .description('the trial balance, income statement or balance sheet, in all or of one member')
    .option('--member <code>', 'one member, or "pool" for what belongs to no member')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((name: string, options: StoreOptions & { member?: string }) =>
      ask(program, open, options, report(name, options.member)),
    );
}

function report(name: string, member: string | undefined): Question<LedgerDocument> | Refusal {
  const statement = LEDGER_REPORTS.find((one) => one === name);
  if (statement === undefined) return ledgerReport(name, []) as Refusal;
  return {
    async here({ books }, consortium) {
      const balances = balancesOf(consortium, await books.balances(consortium.consortiumId), member);
      if (isRefusal(balances)) return balances;
      const found = ledgerReport(name, balances);
      return isRefusal(found) ? found : ledgerDocument(found, consortium.document.currency);
    },
    there: (pool) =>
      pool.ask(
        pool.api.GET('/api/v1/consortia/{consortium}/ledger/{statement}', {
          params: {
            path: { ...pool.path, statement },
            query: member === undefined ? {} : { member },
          },
        }),
      ),
    text: (document) => `${ledgerLines(document).join('\n')}\n`,
  };
}

const COLUMNS = [
  { heading: 'Account', side: 'left' as const },
  { heading: '', side: 'left' as const },
  { heading: 'Debit', side: 'right' as const },
  { heading: 'Credit', side: 'right' as const },
];

/** A report of the ledger as a table. */
export function ledgerLines({ lines, total }: LedgerDocument): string[] {
  const side = (amount: string | undefined) => (amount === undefined ? '' : amountText(amount));
  const row = (line: LedgerLineDocument, isTotal: boolean) => [
    ...[line.number ?? '', ledgerLineName(line, isTotal)],
    ...(line.withheld === true ? ['', 'withheld'] : [side(line.debit), side(line.credit)]),
  ];
  return tableLines(COLUMNS, [...lines.map((line) => row(line, false)), 'rule', row(total, true)]);
}
