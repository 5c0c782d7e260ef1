import { z } from 'zod';
import { awardOf } from '../../app/award.ts';
import { checkContractDocument, contractCheckSchema } from '../../app/check-contract.ts';
import { compareDocument, comparisonSchemas } from '../../app/compare.ts';
import { simulateApart } from '../../app/simulate-apart.ts';
import { answerValues, propertySchemas } from '../../app/values.ts';
import { isRefusal, within } from '../../core/refusal.ts';
import { schemas as schemasOf } from '../../engine/index.ts';
import { atQuery } from '../given.ts';
import { general } from '../route.ts';
import { amount, day, documentOf, name } from '../shapes.ts';

const explain = z.enum(['true', 'false']).default('false');

const comparison = general({
  method: 'POST',
  path: '/comparisons',
  tag: 'Calculators',
  summary: 'The bids of a tender side by side: what each costs whom, and the answers to a rise in cost',
  query: z.strictObject({ explain }),
  body: documentOf(comparisonSchemas().input),
  answer: documentOf(comparisonSchemas().output),
  handle: async ({ body, query }) => compareDocument(body, query.explain === 'true'),
});

const award = general({
  method: 'POST',
  path: '/awards',
  tag: 'Calculators',
  summary: "The choice of a tender's bid, as a consortium's document has it under awards",
  body: z.strictObject({
    ...{ tender: documentOf(comparisonSchemas().input), bid: name },
    name: name.meta({ description: 'The name that the pool gives the tender.' }),
  }),
  answer: z.strictObject({ tender: name, bid: name, from: day, tenderSha256: z.string() }),
  async handle({ body }) {
    const found = awardOf(JSON.stringify(body.tender), body.name, body.bid);
    if (!isRefusal(found)) return { ...found };
    return found.path === '--award' ? { ...found, path: 'body.bid' } : within('body.tender', found);
  },
});

const values = general({
  method: 'POST',
  path: '/values',
  tag: 'Calculators',
  summary: "A property's statement of values: the gap to the coinsurance requirement, and what losses meet",
  query: z
    .strictObject({
      explain,
      location: name.optional().meta({ description: 'Where a further loss would be.' }),
      loss: amount.optional().meta({ description: 'How large that loss would be.' }),
    })
    .refine(({ location, loss }) => (location === undefined) === (loss === undefined), {
      message: 'location and loss together, or neither',
    }),
  body: documentOf(propertySchemas().input),
  answer: documentOf(propertySchemas().output),
  async handle({ body, query: { explain: asked, location, loss } }) {
    const further = location === undefined ? undefined : { location, amount: loss! };
    const answer = answerValues(body, { explain: asked === 'true', further });
    return isRefusal(answer) ? atQuery(answer) : answer;
  },
});

const finding = z.strictObject({
  ...{ rule: z.string(), term: z.string(), required: z.string(), actual: z.string(), isKept: z.boolean() },
  ...{ due: z.string().optional(), citation: z.string(), address: z.string(), verified: z.boolean() },
});

const contractCheck = general({
  method: 'POST',
  path: '/contract-checks',
  tag: 'Law',
  summary: 'Holds a stop-loss contract or a loss ratio against the law of its jurisdiction and day',
  body: documentOf(contractCheckSchema),
  answer: z.strictObject({
    ...{ jurisdiction: z.string(), day, isKept: z.boolean(), findings: z.array(finding) },
  }),
  async handle({ body }) {
    const check = checkContractDocument(body);
    return isRefusal(check) ? check : { ...check, findings: [...check.findings] };
  },
});

const aggregateLoss = schemasOf('aggregate-loss');
if (isRefusal(aggregateLoss)) throw new Error('simulations read what the calculator aggregate-loss reads');

const levels = z.record(z.string(), z.number().optional());
const figures = z.strictObject({
  ...{ mean: z.number().optional(), standardDeviation: z.number().optional(), percentiles: levels },
  ...{ stopLossPremium: z.number().optional(), probabilityOfAttachment: z.number().optional() },
});

const simulation = general({
  method: 'POST',
  path: '/simulations',
  tag: 'Calculators',
  summary: 'Draws years of a document of aggregate-loss claim by claim, beside the exact figures',
  query: z.strictObject({
    years: z.coerce.number().int().min(2).max(100_000).optional(),
    seed: z.coerce.number().int().min(0).optional(),
  }),
  body: documentOf(aggregateLoss.input),
  answer: z.strictObject({
    ...{ years: z.int(), seed: z.int(), simulated: figures, standardErrors: figures.partial() },
    exact: figures.optional(),
    exactRefused: z
      .strictObject({ code: z.string(), path: z.string(), expected: z.string(), actual: z.string() })
      .optional(),
  }),
  handle: async ({ body, query }) =>
    simulateApart(body, {
      ...(query.years !== undefined && { years: query.years }),
      ...(query.seed !== undefined && { seed: query.seed }),
    }),
});

/** Documents that are answered as they come: nothing of a consortium is read. */
export const documentRoutes = [comparison, award, values, contractCheck, simulation];
