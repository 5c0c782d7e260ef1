import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { unreadable } from '../app/import/source-file.ts';
import { type CheckedInvoice, type CheckedLine, checkInvoice } from '../app/members/invoice.ts';
import { invoiceDocument } from '../app/members/invoice-document.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { formatMonth } from '../core/calendar/month.ts';
import { formatAmount } from '../core/money/amount.ts';
import { isRefusal, refuse } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { print, printJson } from './output.ts';
import { grouped, tableLines } from './table.ts';

/** `poolbook invoice check FILE`: an invoice of the administrator or a carrier, recomputed from enrolment. */
export function addInvoice(program: Command, open: OpenStores): void {
  program
    .command('invoice')
    .description('invoices of the administrator and of carriers')
    .command('check <file>')
    .description('recompute an invoice of the administrator or a carrier (JSON) from who is enrolled')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((file: string, options: StoreOptions) =>
      withConsortium(open, options, async (stores, consortium) => {
        const text = await readFile(file, 'utf8').catch((error: unknown) => {
          throw unreadable(file, error);
        });
        let document: unknown;
        try {
          document = JSON.parse(text.replace(/^\uFEFF/, ''));
        } catch (error) {
          return refuse('wrong_type', '', 'one JSON document', (error as Error).message);
        }
        const checked = await checkInvoice(stores, consortium, document);
        if (isRefusal(checked)) return checked;
        if (options.json) printJson(invoiceDocument(consortium, checked));
        else print(invoiceText(consortium, checked));
        return undefined;
      }),
    );
}

function invoiceText({ document }: Consortium, { invoice, lines, ...checked }: CheckedInvoice): string {
  const write = (minor: number) => grouped(formatAmount(minor, document.currency));
  const { difference, notInvoiced } = checked;
  const answer =
    difference === 0
      ? `${write(invoice.total)} is what enrolment says.`
      : `${write(invoice.total)} is ${write(Math.abs(difference))} ${difference > 0 ? 'more' : 'less'} than the ${write(checked.expected)} that enrolment says.`;
  const columns = ['Month', 'Group', 'Count', 'Enrolled', 'Rate', 'Agreed', 'Amount', 'Difference'].map(
    (heading, index) => ({ heading, side: index < 2 ? ('left' as const) : ('right' as const) }),
  );
  const row = ({ line, month, count, rate, amountDifference }: CheckedLine) => [
    ...[formatMonth(month), groupName(line), String(line.count), String(count)],
    ...[line.rate, rate, line.amount, amountDifference].map(write),
  ];
  const explained = lines.filter(({ explainedBy }) => explainedBy.length > 0);
  return [
    `Invoice of ${invoice.charge} for ${formatMonth(invoice.month)}: ${answer}`,
    '',
    ...tableLines(columns, lines.map(row)),
    ...explained.map(
      ({ line, month, explainedBy, isCertain }) =>
        `${formatMonth(month)} ${groupName(line)}: ${isCertain ? 'the difference is' : 'it may be'} ${explainedBy.join(', ')}.`,
    ),
    ...(notInvoiced.length === 0 ? [] : [`Enrolled and not invoiced: ${notInvoiced.join(', ')}.`]),
    '',
  ].join('\n');
}

function groupName({ member, plan, tier }: CheckedLine['line']): string {
  return [member, plan, tier].filter((name) => name !== undefined).join(', ') || 'all';
}
