import type { Command } from 'commander';
import { type ClosedDocument, closedDocument } from '../app/close-document.ts';
import { closeMonth } from '../app/close-month.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { parseMonth } from '../core/calendar/month.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { amountText, isZero, sizeOf } from './amounts.ts';
import { ask, type Question } from './question.ts';
import { overServer } from './server.ts';
import { tableLines } from './table.ts';

/** `poolbook close MONTH`: closes a month of the ledger. */
export function addClose(program: Command, open: OpenStores): void {
  overServer(program.command('close <month>'))
    .description(
      'close a month: reserve for what claims will still cost, keep every balance; later facts take the next',
    )
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((text: string, options: StoreOptions) => ask(program, open, options, close(text)));
}

function close(text: string): Question<ClosedDocument> | Refusal {
  const month = parseMonth(text);
  if (month === undefined) return refuse('wrong_type', 'month', 'a month such as 2026-03', text);
  return {
    async here(stores, consortium) {
      const closed = await closeMonth(stores, consortium, month);
      return isRefusal(closed) ? closed : closedDocument(closed, consortium.document.currency);
    },
    there: (pool) =>
      pool.ask(
        pool.api.POST('/api/v1/consortia/{consortium}/closes', {
          params: { path: pool.path },
          body: { month: text },
        }),
      ),
    text: closedText,
  };
}

const COLUMNS = [
  { heading: 'Benefit', side: 'left' as const },
  { heading: 'Paid', side: 'right' as const },
  { heading: 'Still to come', side: 'right' as const },
];

function closedText(closed: ClosedDocument): string {
  const { month, openMonth, reserves, claimsPayable, notReported, change, recoverableAccrued } = closed;
  const rows = reserves.map(({ benefit, paid, unpaid }) => [benefit, amountText(paid), amountText(unpaid)]);
  const moved = `${amountText(sizeOf(change))} ${change.startsWith('-') ? 'less' : 'more'} than before`;
  return [
    `${month} is closed; what is posted for it from now on takes ${openMonth}.`,
    '',
    ...tableLines(COLUMNS, rows),
    '',
    `Known and not paid yet: ${amountText(claimsPayable)}. Incurred but not reported: ${amountText(notReported)}, ${moved}.`,
    ...(isZero(recoverableAccrued)
      ? []
      : [
          `Recoverable by then and posted later: ${amountText(recoverableAccrued)}, taken back in ${openMonth}.`,
        ]),
    '',
  ].join('\n');
}
