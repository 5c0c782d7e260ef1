import { z } from 'zod';
import { checkInvoice, invoiceSchema } from '../../app/members/invoice.ts';
import { invoiceDocument } from '../../app/members/invoice-document.ts';
import { keepInvoice, keptInvoice, keptInvoices } from '../../app/members/keep-invoice.ts';
import { isRefusal, within } from '../../core/refusal.ts';
import { effect, reading } from '../route.ts';
import { amount, day, documentOf, month, name, number } from '../shapes.ts';

const counted = z.strictObject({ count: z.int(), rate: amount, amount });
const checked = {
  ...{ charge: z.string(), month, total: amount, expected: amount, difference: amount },
  notInvoiced: z
    .array(z.string())
    .meta({ description: 'Without names for those who may not know persons: "person 1".' }),
  lines: z.array(
    z.strictObject({
      ...{ month, member: name.optional(), plan: name.optional(), tier: z.string().optional() },
      ...{ invoiced: counted, expected: counted },
      difference: z.strictObject({ count: z.int(), amount }),
      ...{ explainedBy: z.array(z.string()), certain: z.boolean() },
    }),
  ),
};

const check = reading({
  method: 'POST',
  path: '/consortia/:consortium/invoice-checks',
  tag: 'Treasury',
  summary: 'An invoice of the administrator or a carrier, recomputed from who is enrolled',
  capability: 'invoices.check',
  body: documentOf(invoiceSchema),
  answer: z.strictObject(checked),
  async handle({ stores, consortium, viewer, body }) {
    const found = await checkInvoice(stores, consortium, body);
    return isRefusal(found) ? within('body', found) : invoiceDocument(consortium, found, viewer);
  },
});

const keep = effect({
  method: 'POST',
  path: '/consortia/:consortium/invoices',
  tag: 'Treasury',
  summary: 'Keep an invoice of the administrator or a carrier, recomputed; the very same changes nothing',
  capability: 'invoices.keep',
  body: documentOf(invoiceSchema),
  answer: z.strictObject({ invoice: z.int(), recorded: z.boolean(), ...checked }),
  status: 201,
  async handle({ stores, consortium, viewer, body }) {
    const kept = await keepInvoice(stores, consortium, body, viewer);
    return isRefusal(kept) ? within('body', kept) : kept;
  },
});

const list = reading({
  method: 'GET',
  path: '/consortia/:consortium/invoices',
  tag: 'Treasury',
  summary: 'The invoices that were kept, the latest first, with what was expected of each then',
  capability: 'invoices.check',
  answer: z.strictObject({
    invoices: z.array(
      z.strictObject({
        ...{ invoice: z.int(), charge: z.string(), month, kept: day },
        ...{ total: amount, expected: amount, difference: amount },
      }),
    ),
  }),
  handle: async ({ stores, consortium }) => ({ invoices: await keptInvoices(stores, consortium) }),
});

const one = reading({
  method: 'GET',
  path: '/consortia/:consortium/invoices/:invoice',
  tag: 'Treasury',
  summary: 'An invoice that was kept, recomputed from enrolment as it is now',
  capability: 'invoices.check',
  params: z.strictObject({ invoice: number }),
  answer: z.strictObject({ invoice: z.int(), kept: day, expectedThen: amount, ...checked }),
  handle: ({ stores, consortium, viewer, params }) => keptInvoice(stores, consortium, params.invoice, viewer),
});

/** Invoices of the administrator and of carriers. */
export const invoiceRoutes = [check, keep, list, one];
