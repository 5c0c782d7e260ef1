import { z } from 'zod';
import { chargedYears } from '../../app/charged-years.ts';
import { ratioChange } from '../../app/ratio-change.ts';
import { ratioChangeDocument } from '../../app/ratio-change-document.ts';
import { RATIO_GROUPS } from '../../app/ratio-groups.ts';
import { ratiosSeenBy } from '../../app/seen-ratios.ts';
import { yearRatiosDocument } from '../../app/year-ratios-document.ts';
import { parseAmount } from '../../core/money/amount.ts';
import { isRefusal, refuse } from '../../core/refusal.ts';
import { atQuery } from '../given.ts';
import { reading } from '../route.ts';
import { amount, day, name, ratio, year } from '../shapes.ts';

const scope = {
  member: name.optional().meta({ description: 'One member, else all.' }),
  region: name.optional().meta({ description: 'The members of one region, else all.' }),
  benefit: name.optional().meta({ description: 'One benefit, by what rates say they pay for it; else all.' }),
  net: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'Net of stop-loss: what is recoverable taken off, its premium too.' }),
};

const figures = {
  enrolmentMonths: z.int(),
  contributions: amount,
  stopLossPremium: amount.optional(),
  claims: amount.nullable().meta({ description: 'Null where all of them are withheld.' }),
  recoveries: amount.optional(),
  administration: amount,
  ...{ lossRatio: ratio.nullable(), expenseRatio: ratio.nullable(), combinedRatio: ratio.nullable() },
  why: z.string().optional(),
  withheld: z.enum(['in part', 'all']).optional(),
  band: z.strictObject({ from: ratio, to: ratio }).optional(),
  minimum: ratio.optional(),
  alerts: z.array(z.strictObject({ code: z.string() })),
};

const group = z.string().nullable().optional();

const years = reading({
  method: 'GET',
  path: '/consortia/:consortium/ratios',
  tag: 'Ratios',
  summary: 'The fiscal years that have ratios: those in which anything was charged, the oldest first',
  capability: 'ratio.read',
  answer: z.strictObject({ years: z.array(z.strictObject({ year, from: day, to: day })) }),
  handle: async ({ operator, consortium }) => ({ years: await chargedYears(operator.books, consortium) }),
});

const ratios = reading({
  method: 'GET',
  path: '/consortia/:consortium/ratios/:year',
  tag: 'Ratios',
  summary: 'Loss, expense and combined ratio of a fiscal year, by member, benefit, region or month',
  capability: 'ratio.read',
  params: z.strictObject({ year }),
  query: z.strictObject({ ...scope, by: z.enum(RATIO_GROUPS).default('member') }),
  answer: z.strictObject({
    ...{
      from: day,
      to: day,
      currency: z.string(),
      basis: z.enum(['gross', 'net']),
      by: z.enum(RATIO_GROUPS),
    },
    rows: z.array(
      z.strictObject({
        ...{ member: group, benefit: group, region: group, month: group, name: z.string() },
        ...figures,
      }),
    ),
    total: z.strictObject(figures),
  }),
  async handle({ operator, consortium, viewer, params, query }) {
    const { net, ...asked } = query;
    const question = { ...asked, isNet: net === 'true', year: Number(params.year) };
    const found = await ratiosSeenBy(viewer, operator.books, consortium, question);
    if (isRefusal(found)) return atQuery(found);
    return yearRatiosDocument(found, question, consortium.document.currency);
  },
});

const period = z.strictObject({
  ...{ exposure: z.int(), claims: z.int(), earnedPremium: amount, cededPremium: amount },
  ...{ ordinaryClaims: amount, largeClaims: amount, catastropheClaims: amount },
  ...{ adjustmentExpense: amount, recoveries: amount },
});

const changes = reading({
  method: 'GET',
  path: '/consortia/:consortium/ratio-changes/:before/:after',
  tag: 'Ratios',
  summary: 'What moved the loss ratio from one fiscal year to another: frequency, severity, large claims ...',
  capability: 'ratio-change.read',
  params: z.strictObject({ before: year, after: year }),
  query: z.strictObject({
    ...scope,
    largeAbove: amount.optional().meta({
      description: "Above what a person's year is large; default: the least specific deductible.",
    }),
  }),
  answer: z.strictObject({
    ...{ before: ratio, after: ratio, change: ratio, parts: z.record(z.string(), ratio) },
    largeAbove: amount.optional(),
    periods: z.array(period).length(2),
  }),
  async handle({ operator, consortium, params, query }) {
    const { currency } = consortium.document;
    const { net, largeAbove: given, ...asked } = query;
    const largeAbove = given === undefined ? undefined : parseAmount(given, currency);
    if (typeof largeAbove === 'string')
      return refuse(largeAbove, 'query.largeAbove', 'an amount such as 100000.00', given);
    const question = { before: Number(params.before), after: Number(params.after), largeAbove };
    const found = await ratioChange(operator.books, consortium, {
      ...{ ...asked, ...question },
      isNet: net === 'true',
    });
    return isRefusal(found) ? atQuery(found) : ratioChangeDocument(found, currency);
  },
});

/** The years that have ratios, the ratios of a year, and what moved them from one to another. */
export const ratioRoutes = [years, ratios, changes];
