import type { Command } from 'commander';
import { readJsonText } from '../app/json-text.ts';
import { checkInvoice } from '../app/members/invoice.ts';
import { invoiceDocument } from '../app/members/invoice-document.ts';
import {
  type InvoiceKept,
  type InvoiceListed,
  type InvoiceShown,
  keepInvoice,
  keptInvoice,
  keptInvoices,
} from '../app/members/keep-invoice.ts';
import { writtenNumber } from '../app/members/written.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { amountText, isZero, sizeOf } from './amounts.ts';
import { ask, type Question } from './question.ts';
import { overServer } from './server.ts';
import { tableLines } from './table.ts';
import { textOf } from './text-file.ts';

/** `poolbook invoice`: invoices of the administrator and of carriers, recomputed from enrolment and kept. */
export function addInvoice(program: Command, open: OpenStores): void {
  const group = program.command('invoice').description('invoices of the administrator and of carriers');
  const command = (name: string, description: string) =>
    overServer(group.command(name))
      .description(description)
      .option('--consortium <code>', 'the consortium, where there are several')
      .option('--json', 'print one JSON document');
  command(
    'check <file>',
    'recompute an invoice of the administrator or a carrier (JSON) from who is enrolled',
  ).action((file: string, options: StoreOptions) => ask(program, open, options, checking(file)));
  command('keep <file>', 'the same, and keep it; the very same invoice again changes nothing').action(
    (file: string, options: StoreOptions) => ask(program, open, options, keeping(file)),
  );
  command('list', 'the invoices that were kept, with what was expected of each then').action(
    (options: StoreOptions) => ask(program, open, options, LIST),
  );
  command('show <number>', 'an invoice that was kept, recomputed from enrolment as it is now').action(
    (text: string, options: StoreOptions) => ask(program, open, options, showing(text)),
  );
}

type InvoiceDocument = ReturnType<typeof invoiceDocument>;

function checking(file: string): Question<InvoiceDocument> {
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

function keeping(file: string): Question<InvoiceKept> {
  return {
    async here(stores, consortium) {
      const read = readJsonText(await textOf(file));
      return isRefusal(read) ? read : keepInvoice(stores, consortium, read.document);
    },
    async there(pool) {
      const read = readJsonText(await textOf(file));
      if (isRefusal(read)) return read;
      const kept = await pool.askOfDocument(
        'body',
        pool.api.POST('/api/v1/consortia/{consortium}/invoices', {
          params: { path: pool.path },
          body: read.document as never,
        }),
      );
      return kept as InvoiceKept | Refusal;
    },
    text: ({ invoice: number, recorded, ...document }) =>
      `${invoiceText(document)}\n${recorded ? `Kept as number ${number}.` : `It is on record as number ${number}: nothing has changed.`}\n`,
  };
}

const LIST: Question<{ readonly invoices: readonly InvoiceListed[] }> = {
  here: async (stores, consortium) => ({ invoices: await keptInvoices(stores, consortium) }),
  there: (pool) =>
    pool.ask(pool.api.GET('/api/v1/consortia/{consortium}/invoices', { params: { path: pool.path } })),
  text: ({ invoices }) => {
    if (invoices.length === 0) return 'No invoice was kept yet.\n';
    const headings = ['Number', 'Charge', 'Month', 'Kept', 'Total', 'Expected', 'Difference'];
    const columns = headings.map((heading, index) => ({
      ...{ heading, side: index > 0 && index < 4 ? ('left' as const) : ('right' as const) },
    }));
    const rows = invoices.map(({ invoice: number, charge, month, kept, total, expected, difference }) => [
      ...[String(number), charge, month, kept, ...[total, expected, difference].map(amountText)],
    ]);
    return `${tableLines(columns, rows).join('\n')}\n`;
  },
};

function showing(text: string): Question<InvoiceShown> | Refusal {
  const number = writtenNumber('number', text);
  if (isRefusal(number)) return number;
  return {
    here: (stores, consortium) => keptInvoice(stores, consortium, number!),
    there: (pool) =>
      pool.ask(
        pool.api.GET('/api/v1/consortia/{consortium}/invoices/{invoice}', {
          params: { path: { ...pool.path, invoice: number! } },
        }),
      ) as Promise<InvoiceShown | Refusal>,
    text: ({ invoice: own, kept, expectedThen, ...document }) =>
      `${invoiceText(document)}\nNumber ${own}, kept on ${kept}; ${amountText(expectedThen)} was expected then.\n`,
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
