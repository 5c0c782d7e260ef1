import type { Command } from 'commander';
import { writtenDay, writtenNumber } from '../app/members/written.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { type BankReport, matchByHand, reconcileBank, undoMatch } from '../app/treasury/bank.ts';
import { bankDocument } from '../app/treasury/bank-document.ts';
import { formatDay } from '../core/calendar/day.ts';
import type { Movement } from '../core/ledger/reconciliation.ts';
import { formatAmount } from '../core/money/amount.ts';
import { isRefusal } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { print, printJson } from './output.ts';
import { grouped, tableLines } from './table.ts';

type BankOptions = StoreOptions & { readonly account?: string };
type ReconcileOptions = BankOptions & { through: string; acceptLikely?: boolean };
type MatchOptions = BankOptions & { line: readonly string[]; item: readonly string[] };

/** `poolbook bank reconcile|match|undo`: what the bank says against what the books say. */
export function addBank(program: Command, open: OpenStores): void {
  const group = program.command('bank').description('reconcile bank accounts with the books');
  const command = (name: string, description: string) =>
    group
      .command(name)
      .description(description)
      .option('--account <code>', 'the bank account of the document, where there are several')
      .option('--consortium <code>', 'the consortium, where there are several')
      .option('--json', 'print one JSON document');

  command('reconcile', 'match what is the same money, and show what only one side has on a day')
    .requiredOption('--through <day>', 'the day')
    .option('--accept-likely', 'match also what is only likely to be the same')
    .action((options: ReconcileOptions) =>
      withConsortium(open, options, async ({ treasury }, consortium) => {
        const through = writtenDay('--through', options.through);
        if (isRefusal(through)) return through;
        const accept = options.acceptLikely === true;
        const report = await reconcileBank(treasury, consortium, options.account, through, accept);
        if (isRefusal(report)) return report;
        if (options.json) printJson(bankDocument(consortium, report, through));
        else print(bankText(consortium, report, through));
        return undefined;
      }),
    );

  const another = (value: string, before: readonly string[] = []) => [...before, value];
  command('match', 'match lines of the bank with items of the books by hand')
    .requiredOption('--line <code>', 'a line of the bank (repeat it)', another)
    .requiredOption('--item <code>', 'an item of the books (repeat it)', another)
    .action((options: MatchOptions) =>
      withConsortium(open, options, async ({ treasury }, consortium) => {
        const given = { lines: options.line, items: options.item };
        const number = await matchByHand(treasury, consortium, options.account, given);
        if (isRefusal(number)) return number;
        if (options.json) printJson({ match: number });
        else print(`Match ${number}.\n`);
        return undefined;
      }),
    );

  command('undo <number>', 'undo a match, with the reason')
    .requiredOption('--reason <text>', 'why')
    .action((text: string, options: BankOptions & { reason: string }) =>
      withConsortium(open, options, async ({ treasury }, consortium) => {
        const number = writtenNumber('number', text);
        if (isRefusal(number)) return number;
        const refusal = await undoMatch(treasury, consortium, options.account, number!, options.reason);
        if (refusal !== undefined) return refusal;
        if (options.json) printJson({ undone: number });
        else print(`Match ${number} is undone.\n`);
        return undefined;
      }),
    );
}

function bankText({ document }: Consortium, report: BankReport, through: number): string {
  const write = (minor: number) => grouped(formatAmount(minor, document.currency));
  const sum = (movements: readonly Movement[]) => movements.reduce((total, { amount }) => total + amount, 0);
  const { onlyBank, onlyBooks, bankBalance, bookBalance, likely, ledgerDifference } = report;
  const rows = (movements: readonly Movement[]) =>
    tableLines(
      ['Code', 'Day', 'Text', 'Amount'].map((heading, index) => ({
        ...{ heading, side: index === 3 ? ('right' as const) : ('left' as const) },
      })),
      movements.map(({ code, day, text, amount }) => [code, formatDay(day), text, write(amount)]),
    );
  const part = (title: string, movements: readonly Movement[]) =>
    movements.length === 0 ? [] : ['', title, ...rows(movements)];
  return [
    `${report.account} on ${formatDay(through)}: ${report.matched} matched now.`,
    '',
    `Balance of the bank              ${write(bankBalance)}`,
    `less what only the bank has      ${write(sum(onlyBank))}`,
    `plus what only the books have    ${write(sum(onlyBooks))}`,
    `Balance of the books             ${write(bookBalance)}`,
    ...(ledgerDifference === 0
      ? []
      : [`The ledger holds ${write(ledgerDifference)} more than its items: run \`poolbook rebuild\`.`]),
    ...part('Only at the bank', onlyBank),
    ...part('Only in the books', onlyBooks),
    ...(likely.length === 0
      ? []
      : [
          '',
          'Likely the same (--accept-likely matches them)',
          ...likely.map(({ line, item }) => `${line.code} and ${item.code}: ${write(line.amount)}`),
        ]),
    '',
  ].join('\n');
}
