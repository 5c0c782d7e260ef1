import { z } from 'zod';
import { reserveSteps } from '../../app/explain-reserve.ts';
import { RESERVE_METHODS, reserveAt } from '../../app/reserve.ts';
import { reserveDocument } from '../../app/reserve-document.ts';
import { parseMonth } from '../../core/calendar/month.ts';
import { parseAmount } from '../../core/money/amount.ts';
import { isRefusal, refuse } from '../../core/refusal.ts';
import { atQuery } from '../given.ts';
import { reading } from '../route.ts';
import { amount, month, name, ratio } from '../shapes.ts';

const reserve = reading({
  method: 'GET',
  path: '/consortia/:consortium/reserve',
  tag: 'Books',
  summary: 'What claims incurred so far will still cost: triangles, every method, the ledger and the law',
  capability: 'reserve.read',
  query: z.strictObject({
    benefit: name.optional().meta({ description: 'One benefit, else each.' }),
    member: name.optional().meta({ description: 'One member, else all together.' }),
    asOf: month.optional().meta({ description: 'At the end of this month; default: the last one charged.' }),
    method: z.enum(RESERVE_METHODS).default('close'),
    largeAbove: amount.optional().meta({
      description: "Above what a person's year is apart; default: the least specific deductible.",
    }),
    explain: z.enum(['true', 'false']).default('false'),
  }),
  answer: z.strictObject({
    ...{ asOf: month, method: z.enum(RESERVE_METHODS), largeAbove: amount.optional() },
    waiting: z.strictObject({ claims: z.int(), changes: z.int(), partitions: z.int() }),
    benefits: z.array(z.looseObject({ benefit: z.string(), completion: z.array(z.number()).readonly() })),
    total: z.strictObject({ paid: amount, unpaid: amount, known: amount, notReported: amount }).optional(),
    ...{ margin: ratio.optional(), unpaidWithMargin: amount.optional() },
    ledger: z.strictObject({ claimsPayable: amount, notReported: amount }).optional(),
    requirement: z.record(z.string(), z.unknown()).optional(),
  }),
  async handle({ operator, consortium, query }) {
    const { currency } = consortium.document;
    const { benefit, member, method } = query;
    const asOf = query.asOf === undefined ? undefined : parseMonth(query.asOf);
    if (query.asOf !== undefined && asOf === undefined)
      return refuse('no_such_day', 'query.asOf', 'a month that exists', query.asOf);
    const largeAbove = query.largeAbove === undefined ? undefined : parseAmount(query.largeAbove, currency);
    if (typeof largeAbove === 'string')
      return refuse(largeAbove, 'query.largeAbove', 'an amount such as 100000.00', query.largeAbove);
    if (largeAbove !== undefined && largeAbove <= 0)
      return refuse('out_of_range', 'query.largeAbove', 'an amount above 0', query.largeAbove);
    const shown = await reserveAt(operator, consortium, { benefit, member, asOf, method, largeAbove });
    if (isRefusal(shown)) return atQuery(shown);
    const explained = query.explain === 'true' ? shown.benefits : [];
    const steps = new Map(explained.map((one) => [one.benefit, reserveSteps(one, method, currency)]));
    return reserveDocument(shown, method, steps, currency);
  },
});

export const reserveRoutes = [reserve];
