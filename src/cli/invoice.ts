import type { Command } from 'commander';
import { readJsonText } from '../app/json-text.ts';
import { checkInvoice } from '../app/members/invoice.ts';
import { invoiceDocument } from '../app/members/invoice-document.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { amountText, isZero, sizeOf } from './amounts.ts';
import { ask, type Question } from './question.ts';
import { overServer } from './server.ts';
import { tableLines } from './table.ts';
import { textOf } from './text-file.ts';

/** `poolbook invoice check FILE`: an invoice of the administrator or a carrier, recomputed from enrolment. */
export function addInvoice(program: Command, open: OpenStores): void {
  const group = program.command('invoice').description('invoices of the administrator and of carriers');
  overServer(group.command('check <file>'))
    .description('recompute an invoice of the administrator or a carrier (JSON) from who is enrolled')
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((file: string, options: StoreOptions) => ask(program, open, options, invoice(file)));
}

type InvoiceDocument = ReturnType<typeof invoiceDocument>;

function invoice(file: string): Question<InvoiceDocument> {
  return {
    async here(stores, consortium) {
      const read = readJsonText(await textOf(file));
      if (isRefusal(read)) return read;
      const checked = await checkInvoice(stores, consortium, read.document);
      return isRefusal(checked) ? checked : invoiceDocument(consortium, checked);
    },
    async there(pool) {
      const read = readJsonText(await textOf(file));
      if (isRefusal(read)) return read;
      const checked = await pool.askOfDocument(
        'body',
        pool.api.POST('/api/v1/consortia/{consortium}/invoice-checks', {
          params: { path: pool.path },
          body: read.document as never,
        }),
      );
      return checked as InvoiceDocument | Refusal;
    },
    text: invoiceText,
  };
}

function invoiceText({ charge, month, lines, ...checked }: InvoiceDocument): string {
  const { total, expected, difference, notInvoiced } = checked;
  const answer = isZero(difference)
    ? `${amountText(total)} is what enrolment says.`
    : `${amountText(total)} is ${amountText(sizeOf(difference))} ${difference.startsWith('-') ? 'less' : 'more'} than the ${amountText(expected)} that enrolment says.`;
  const columns = ['Month', 'Group', 'Count', 'Enrolled', 'Rate', 'Agreed', 'Amount', 'Difference'].map(
    (heading, index) => ({ heading, side: index < 2 ? ('left' as const) : ('right' as const) }),
  );
  const row = (line: InvoiceDocument['lines'][number]) => [
    ...[line.month, groupName(line), String(line.invoiced.count), String(line.expected.count)],
    ...[line.invoiced.rate, line.expected.rate, line.invoiced.amount, line.difference.amount].map(amountText),
  ];
  const explained = lines.filter(({ explainedBy }) => explainedBy.length > 0);
  return [
    `Invoice of ${charge} for ${month}: ${answer}`,
    '',
    ...tableLines(columns, lines.map(row)),
    ...explained.map(
      (line) =>
        `${line.month} ${groupName(line)}: ${line.certain ? 'the difference is' : 'it may be'} ${line.explainedBy.join(', ')}.`,
    ),
    ...(notInvoiced.length === 0 ? [] : [`Enrolled and not invoiced: ${notInvoiced.join(', ')}.`]),
    '',
  ].join('\n');
}

function groupName({ member, plan, tier }: InvoiceDocument['lines'][number]): string {
  return [member, plan, tier].filter((name) => name !== undefined).join(', ') || 'all';
}
