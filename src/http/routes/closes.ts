import { z } from 'zod';
import { closedDocument, reserveDocuments } from '../../app/close-document.ts';
import { closeMonth } from '../../app/close-month.ts';
import { isEmployer } from '../../app/employer.ts';
import { formatMonth, parseMonth } from '../../core/calendar/month.ts';
import { isRefusal, refuse } from '../../core/refusal.ts';
import { effect, reading } from '../route.ts';
import { amount, month } from '../shapes.ts';

const estimated = { benefit: z.string(), method: z.string(), unpaid: amount };
const reserve = z.strictObject({ ...estimated, paid: amount });

const closes = reading({
  method: 'GET',
  path: '/consortia/:consortium/closes',
  tag: 'Books',
  summary: 'The months that are closed, with what was reserved',
  capability: 'closes.read',
  answer: z.strictObject({
    months: z.array(
      z.strictObject({ month, reserves: z.array(z.strictObject({ ...estimated, paid: amount.optional() })) }),
    ),
  }),
  async handle({ stores, consortium, viewer }) {
    const months = await stores.closes.closedMonths(consortium.consortiumId);
    return {
      months: months.map((closed) => ({
        month: formatMonth(closed.month),
        // What was paid of a benefit from one month to the next can be of a person or two.
        reserves: reserveDocuments(closed.reserves, consortium.document.currency).map(({ paid, ...rest }) =>
          isEmployer(viewer) ? rest : { ...rest, paid },
        ),
      })),
    };
  },
});

const close = effect({
  method: 'POST',
  path: '/consortia/:consortium/closes',
  tag: 'Books',
  summary: 'Close a month: reserve for what claims will still cost, keep every balance',
  capability: 'closes.post',
  body: z.strictObject({ month }),
  answer: z.strictObject({
    ...{ month, openMonth: month, reserves: z.array(reserve) },
    ...{ claimsPayable: amount, notReported: amount, change: amount, recoverableAccrued: amount },
  }),
  status: 201,
  async handle({ stores, consortium, body }) {
    const wanted = parseMonth(body.month);
    if (wanted === undefined) return refuse('no_such_day', 'body.month', 'a month that exists', body.month);
    const closed = await closeMonth(stores, consortium, wanted);
    return isRefusal(closed) ? closed : closedDocument(closed, consortium.document.currency);
  },
});

/** Months of the ledger and their closes. */
export const closeRoutes = [closes, close];
