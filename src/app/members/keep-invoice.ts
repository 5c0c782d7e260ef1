import { formatDay } from '../../core/calendar/day.ts';
import { formatMonth } from '../../core/calendar/month.ts';
import { formatAmount } from '../../core/money/amount.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { canonicalJson } from '../../exchange/json/canonical.ts';
import type { BooksStore } from '../ports/books.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { InvoiceStore, KeptInvoice } from '../ports/invoices.ts';
import type { MembersStore } from '../ports/members.ts';
import { OPERATOR, type Viewer } from '../viewer.ts';
import { checkInvoice } from './invoice.ts';
import { invoiceDocument } from './invoice-document.ts';

interface InvoiceStores {
  readonly books: BooksStore;
  readonly members: MembersStore;
  readonly invoices: InvoiceStore;
}

/**
 * Recomputes an invoice and keeps it with what is expected of it now, whatever differs: what was asked for is a fact. The
 * very same invoice again changes nothing. Refused as `checkInvoice`.
 */
export async function keepInvoice(
  stores: InvoiceStores,
  consortium: Consortium,
  document: unknown,
  viewer: Viewer = OPERATOR,
) {
  const checked = await checkInvoice(stores, consortium, document);
  if (isRefusal(checked)) return checked;
  const content = canonicalJson(document);
  if (isRefusal(content)) return content;
  const { charge, month, total } = checked.invoice;
  const invoice = { charge, month, total, expected: checked.expected, content };
  const { number, isNew } = await stores.invoices.keep(consortium.consortiumId, invoice);
  return { invoice: number, recorded: isNew, ...invoiceDocument(consortium, checked, viewer) };
}

/** The invoices that were kept, the latest first, each with what was expected of it then. */
export async function keptInvoices(
  { invoices }: Pick<InvoiceStores, 'invoices'>,
  { consortiumId, document }: Consortium,
) {
  const write = (minor: number) => formatAmount(minor, document.currency);
  return (await invoices.invoices(consortiumId)).map(
    ({ number, charge, month, total, expected, keptDay }) => ({
      ...{ invoice: number, charge, month: formatMonth(month), kept: formatDay(keptDay) },
      ...{ total: write(total), expected: write(expected), difference: write(total - expected) },
    }),
  );
}

/**
 * An invoice that was kept, recomputed from enrolment as it is now; `expectedThen` is what was expected when it was kept.
 * Refused: `unknown_reference`.
 */
export async function keptInvoice(
  stores: InvoiceStores,
  consortium: Consortium,
  number: number,
  viewer: Viewer = OPERATOR,
) {
  const all = await stores.invoices.invoices(consortium.consortiumId);
  const found = all.find((one) => one.number === number);
  if (found === undefined) return refuse('unknown_reference', 'invoice', numbersOf(all), number);
  const checked = await checkInvoice(stores, consortium, JSON.parse(found.content));
  if (isRefusal(checked)) return checked;
  return {
    ...{ invoice: number, kept: formatDay(found.keptDay) },
    expectedThen: formatAmount(found.expected, consortium.document.currency),
    ...invoiceDocument(consortium, checked, viewer),
  };
}

export type InvoiceKept = Exclude<Awaited<ReturnType<typeof keepInvoice>>, Refusal>;
export type InvoiceListed = Awaited<ReturnType<typeof keptInvoices>>[number];
export type InvoiceShown = Exclude<Awaited<ReturnType<typeof keptInvoice>>, Refusal>;

const numbersOf = (all: readonly KeptInvoice[]) =>
  all.length === 0 ? 'an invoice that was kept' : `one of ${all.map(({ number }) => number).join(', ')}`;
