import { z } from 'zod';
import { latestOverview } from '../../app/overview/overview.ts';
import { parseMonth } from '../../core/calendar/month.ts';
import { isRefusal, refuse } from '../../core/refusal.ts';
import { atQuery } from '../given.ts';
import { reading } from '../route.ts';
import { amount, day, month, ratio, year } from '../shapes.ts';
import { standing } from './stop-loss.ts';

const range = (of: z.ZodString) => z.strictObject({ low: of, likely: of, high: of });
const withheldAmount = amount.nullable().meta({ description: 'Null where it is withheld.' });

const yearShape = z.strictObject({
  ...{ year, from: day, to: day, asOf: month, last: month, employees: z.int() },
  band: z.strictObject({ from: ratio.optional(), to: ratio.optional() }).optional(),
  funded: z.strictObject({ toDate: amount, year: amount }),
  claims: z.strictObject({ toDate: withheldAmount, paid: amount.optional(), unpaid: amount.optional() }),
  lossRatio: ratio.nullable(),
  projection: z
    .strictObject({
      ...range(amount).shape,
      ...{
        lossRatio: range(ratio),
        chanceOverFunding: ratio,
        draws: z.int(),
        monthsBefore: z.int(),
        basis: z.enum(['season', 'level']),
      },
    })
    .optional(),
  reserves: z
    .strictObject({
      ...{ held: amount, required: amount },
      law: z
        .array(z.strictObject({ name: z.string(), held: amount, required: amount, citation: z.string() }))
        .readonly(),
    })
    .optional(),
  months: z
    .array(
      z.strictObject({
        month: z
          .string()
          .meta({ description: 'A month, or months that are shown as one: "2025-01 to 2025-03".' }),
        ...{ funded: amount, claims: withheldAmount.optional() },
        ...{ paid: amount.optional(), unpaid: amount.optional(), ahead: range(amount).optional() },
      }),
    )
    .readonly(),
  members: z
    .array(
      z.strictObject({
        ...{
          member: z.string(),
          name: z.string(),
          employees: z.int(),
          funded: amount,
          claims: withheldAmount,
        },
        ...{ lossRatio: ratio.nullable(), before: ratio.nullable() },
      }),
    )
    .readonly(),
  contracts: z.array(standing).readonly(),
  withheld: z.boolean(),
});

const overview = reading({
  method: 'GET',
  path: '/consortia/:consortium/overview',
  tag: 'Books',
  summary: 'The health of a fiscal year: funding, claims, how it may end, reserves, stop-loss, members',
  capability: 'statement.read',
  query: z.strictObject({
    year: year.optional(),
    asOf: month
      .optional()
      .meta({ description: 'As it stood at the end of this month; default: the last one charged.' }),
  }),
  answer: z.strictObject({
    ...{ currency: z.string(), years: z.array(year).readonly(), year: yearShape.optional() },
    isCurrent: z.boolean().meta({
      description:
        'False where what was posted last is still being worked in and the figures are those before it: ask again in some seconds.',
    }),
  }),
  async handle({ operator, consortium, viewer, query }) {
    const asOf = query.asOf === undefined ? undefined : parseMonth(query.asOf);
    if (query.asOf !== undefined && asOf === undefined)
      return refuse('no_such_day', 'query.asOf', 'a month that exists', query.asOf);
    const asked = { year: query.year === undefined ? undefined : Number(query.year), asOf };
    const found = await latestOverview(viewer, operator, consortium, asked);
    return isRefusal(found) ? atQuery(found) : found;
  },
});

export const overviewRoutes = [overview];
