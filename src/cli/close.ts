import type { Command } from 'commander';
import { closedDocument } from '../app/close-document.ts';
import { closeMonth, type MonthClosed } from '../app/close-month.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { formatMonth, parseMonth } from '../core/calendar/month.ts';
import { formatAmount } from '../core/money/amount.ts';
import type { Currency } from '../core/money/currency.ts';
import { isRefusal, refuse } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { print, printJson } from './output.ts';
import { grouped, tableLines } from './table.ts';

/** `poolbook close MONTH`: closes a month of the ledger. */
export function addClose(program: Command, open: OpenStores): void {
  program
    .command('close <month>')
    .description(
      'close a month: reserve for what claims will still cost, keep every balance; later facts take the next',
    )
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((text: string, options: StoreOptions) =>
      withConsortium(open, options, async (stores, consortium) => {
        const month = parseMonth(text);
        if (month === undefined) return refuse('wrong_type', 'month', 'a month such as 2026-03', text);
        const closed = await closeMonth(stores, consortium, month);
        if (isRefusal(closed)) return closed;
        const { currency } = consortium.document;
        if (options.json) printJson(closedDocument(closed, currency));
        else print(closedText(closed, currency));
        return undefined;
      }),
    );
}

const COLUMNS = [
  { heading: 'Benefit', side: 'left' as const },
  { heading: 'Paid', side: 'right' as const },
  { heading: 'Still to come', side: 'right' as const },
];

function closedText(closed: MonthClosed, currency: Currency): string {
  const { month, reserves, payable, notReported, change, recoverableAccrued } = closed;
  const write = (minor: number) => grouped(formatAmount(minor, currency));
  const rows = reserves.map(({ benefit, paid, unpaid }) => [benefit, write(paid), write(unpaid)]);
  const moved = `${write(Math.abs(change))} ${change < 0 ? 'less' : 'more'} than before`;
  return [
    `${formatMonth(month)} is closed; what is posted for it from now on takes ${formatMonth(month + 1)}.`,
    '',
    ...tableLines(COLUMNS, rows),
    '',
    `Known and not paid yet: ${write(payable)}. Incurred but not reported: ${write(notReported)}, ${moved}.`,
    ...(recoverableAccrued === 0
      ? []
      : [
          `Recoverable by then and posted later: ${write(recoverableAccrued)}, taken back in ${formatMonth(month + 1)}.`,
        ]),
    '',
  ].join('\n');
}
