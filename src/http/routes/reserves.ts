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

const refused = z.strictObject({ code: z.string(), message: z.string() });

/** A method's estimate of what lies below the threshold, or why it makes nothing of the triangle. */
const estimate = z.strictObject({
  ...{ method: z.enum(RESERVE_METHODS), unpaid: amount.optional(), ultimate: amount.optional() },
  ...{ standardError: amount.optional(), factors: z.array(z.number()).readonly().optional() },
  ...{ percentiles: z.record(z.string(), amount).optional(), refused: refused.optional() },
});

const incurredMonth = z.strictObject({
  ...{ month, subscribers: z.number().optional(), completion: z.number().optional() },
  ...{ paid: amount, unpaid: amount, known: amount, notReported: amount },
  ...{ largePaid: amount, largeKnown: amount },
});

const step = z.strictObject({
  ...{ about: z.string(), term: z.string(), formula: z.string(), result: z.string(), source: z.string() },
});

const benefitReserve = z.strictObject({
  benefit: z.string(),
  triangle: z
    .strictObject({ first: month, rows: z.array(z.array(amount)) })
    .optional()
    .meta({
      description: 'Paid below the threshold: a row a month of service, cumulative by month after it.',
    }),
  completion: z.array(z.number()).readonly(),
  methods: z.array(estimate),
  ...{ months: z.array(incurredMonth).optional(), refused: refused.optional() },
  ...{ paid: amount.optional(), unpaid: amount.optional(), known: amount.optional() },
  explanation: z.array(step).readonly().optional(),
});

const requirementItem = z.strictObject({
  ...{ name: z.string(), share: ratio, base: amount, required: amount, held: amount, shortfall: amount },
  citation: z.string(),
});

const requirement = z.strictObject({
  ...{ jurisdiction: z.string().optional(), adequate: z.boolean().optional() },
  ...{ items: z.array(requirementItem).optional(), refused: refused.optional() },
});

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
    benefits: z.array(benefitReserve),
    total: z.strictObject({ paid: amount, unpaid: amount, known: amount, notReported: amount }).optional(),
    ...{ margin: ratio.optional(), unpaidWithMargin: amount.optional() },
    ledger: z.strictObject({ claimsPayable: amount, notReported: amount }).optional(),
    requirement: requirement.optional(),
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
