import { z } from 'zod';
import { chargeMonths } from '../../app/charge-months.ts';
import { chargingDocument } from '../../app/charging-document.ts';
import { findCharges } from '../../app/members/find-charges.ts';
import { findReceipts } from '../../app/members/find-receipts.ts';
import { assessmentProblem, readReceipt, recordReceipts } from '../../app/record-receipts.ts';
import { parseMonth } from '../../core/calendar/month.ts';
import { isRefusal, refuse } from '../../core/refusal.ts';
import { ofBody } from '../body-path.ts';
import { atQuery } from '../given.ts';
import { effect, reading } from '../route.ts';
import { amount, day, month, name, number, pageOf, paging } from '../shapes.ts';

const kind = z.enum(['contribution', 'administration', 'stop-loss premium']);
const row = z.strictObject({
  ...{ month, billedWith: month, member: name, plan: name, kind, tier: z.string(), units: z.int() },
  ...{ rate: amount, amount },
});

const charges = reading({
  method: 'GET',
  path: '/consortia/:consortium/charges',
  tag: 'Members',
  summary:
    'What was charged by month, member, plan and tier, with the rows that correct a month charged before',
  capability: 'charges.read',
  query: z.strictObject({
    ...{ member: name.optional(), kind: kind.optional(), from: month.optional(), through: month.optional() },
    corrections: z
      .enum(['true', 'false'])
      .optional()
      .meta({ description: 'Only rows that correct a month charged before, or only those that do not.' }),
    ...paging,
  }),
  answer: pageOf(row),
  async handle({ stores, consortium, viewer, query: { corrections, ...asked } }) {
    const isCorrection = corrections === undefined ? undefined : corrections === 'true';
    const page = await findCharges(viewer, stores, consortium, { ...asked, isCorrection });
    return isRefusal(page) ? atQuery(page) : page;
  },
});

const charge = effect({
  method: 'POST',
  path: '/consortia/:consortium/charges',
  tag: 'Members',
  summary: 'Charge all months up to one, and correct those charged before',
  capability: 'charges.post',
  body: z.strictObject({ through: month }),
  answer: z.strictObject({ months: z.array(month), corrected: z.array(row) }),
  status: 201,
  async handle({ stores, consortium, body }) {
    const through = parseMonth(body.through);
    if (through === undefined)
      return refuse('no_such_day', 'body.through', 'a month that exists', body.through);
    const charging = await chargeMonths(stores.books, consortium, through);
    return isRefusal(charging) ? ofBody(charging) : chargingDocument(consortium, charging);
  },
});

const receipt = z.strictObject({
  ...{ member: name, reference: name, day, amount },
  ...{ bill: month.optional(), assessment: z.int().optional(), runOut: z.boolean().optional() },
});

const receipts = reading({
  method: 'GET',
  path: '/consortia/:consortium/receipts',
  tag: 'Members',
  summary: 'What members paid in, the latest first',
  capability: 'receipts.read',
  query: z.strictObject({
    ...{ member: name.optional(), from: day.optional(), through: day.optional(), ...paging },
  }),
  answer: pageOf(receipt),
  async handle({ stores, consortium, viewer, query }) {
    const page = await findReceipts(viewer, stores, consortium, query);
    return isRefusal(page) ? atQuery(page) : page;
  },
});

const receive = effect({
  method: 'POST',
  path: '/consortia/:consortium/receipts',
  tag: 'Members',
  summary: 'Record what a member paid in; its reference again changes nothing',
  capability: 'receipts.record',
  body: z.strictObject({
    ...{ member: name, reference: name, day, amount },
    bill: month.optional().meta({ description: 'The month of the bill that it pays; else the oldest.' }),
    assessment: number.optional().meta({ description: 'The assessment that it pays.' }),
    runOut: z.boolean().optional().meta({ description: 'It pays the run-out of a member that left.' }),
  }),
  answer: z.strictObject({ recorded: z.int().min(0).max(1) }),
  status: 201,
  async handle({ stores, consortium, body: { assessment, ...given } }) {
    const named = { ...given, ...(assessment !== undefined && { assessment: String(assessment) }) };
    const read = readReceipt(consortium, named);
    if (isRefusal(read)) return ofBody(read);
    const problem = await assessmentProblem(stores.sharing, consortium, read);
    if (problem !== undefined) return ofBody(problem);
    return { recorded: await recordReceipts(stores.books, consortium, [read]) };
  },
});

/** What members are charged, and what they paid in. */
export const chargeRoutes = [charges, charge, receipts, receive];
