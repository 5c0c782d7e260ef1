import { z } from 'zod';
import { claimDocument } from '../../app/claim-document.ts';
import { claimStopLoss } from '../../app/claim-stop-loss.ts';
import { STEP_CODES } from '../../app/explain-claim.ts';
import { findClaims, findPaidClaims, registersOf } from '../../app/find-claims.ts';
import { CLAIM_STATES } from '../../app/ports/claims.ts';
import { sumClaims } from '../../app/sum-claims.ts';
import { isRefusal } from '../../core/refusal.ts';
import { atQuery } from '../given.ts';
import { reading } from '../route.ts';
import { amount, day, name, pageOf, paging } from '../shapes.ts';

const parts = {
  ...{ copay: amount, deductible: amount, coinsurance: amount, planPays: amount, notCovered: amount },
  ...{ writeOff: amount, balanceBill: amount, reason: z.string().optional() },
};
const submitted = z.strictObject({
  ...{ line: z.string(), serviceDate: day, service: z.string(), network: z.string(), procedure: z.string() },
  ...{ charge: amount, allowed: amount },
});
const decision = z.strictObject({
  ...{ revision: z.int(), isReversal: z.boolean(), decided: day, paid: day },
  lines: z.array(z.strictObject({ line: z.string(), ...parts })),
});
const version = z.strictObject({
  ...{ version: z.int(), isVoided: z.boolean(), received: day, benefit: z.string() },
  ...{ provider: z.string().optional(), lines: z.array(submitted), decisions: z.array(decision) },
});
const explainedLine = z.strictObject({
  ...{ line: z.string(), member: z.string(), plan: z.string(), charge: amount, allowed: amount },
  adjustments: z.array(
    z.strictObject({ group: z.enum(['CO', 'OA', 'PR']), reason: z.string(), amount, means: z.string() }),
  ),
  planPays: amount,
  steps: z.array(
    z.strictObject({
      code: z.enum(STEP_CODES).meta({ description: 'The term, for whoever says it in other words.' }),
      ...{ term: z.string(), formula: z.string(), result: z.string(), source: z.string() },
      values: z.record(z.string(), z.string()).meta({ description: 'What the formula is made of.' }),
    }),
  ),
  uses: z
    .array(
      z.strictObject({
        ...{ of: z.enum(['deductible', 'out of pocket']), by: z.enum(['person', 'family']) },
        ...{ network: z.string(), before: amount, after: amount, limit: amount },
      }),
    )
    .meta({ description: 'What it used of the limits of the plan year.' }),
  isReproduced: z.boolean(),
  reproduced: z.strictObject(parts).optional(),
});

const claim = reading({
  method: 'GET',
  path: '/consortia/:consortium/claims/:claim',
  tag: 'Claims',
  summary: 'A claim whole: versions, decisions and reversals, and how each cent came about',
  capability: 'claims.read',
  params: z.strictObject({ claim: name }),
  answer: z.strictObject({
    ...{ claim: z.string(), currency: z.string(), state: z.enum(CLAIM_STATES) },
    person: z.string().optional().meta({ description: 'For those who may know whose claims they look at.' }),
    versions: z.array(version),
    explanation: z
      .strictObject({ isReproduced: z.boolean(), lines: z.array(explainedLine) })
      .optional()
      .meta({ description: 'How the decision in force came about, decided again from the stored facts.' }),
  }),
  handle: ({ stores, consortium, viewer, params }) => claimDocument(viewer, stores, consortium, params.claim),
});

const stopLoss = reading({
  method: 'GET',
  path: '/consortia/:consortium/claims/:claim/stop-loss',
  tag: 'Claims',
  summary: 'What of a claim counts towards the stop-loss contracts, and where its person stood',
  capability: 'claims.read',
  params: z.strictObject({ claim: name }),
  answer: z.strictObject({
    claim: z.string(),
    contracts: z.array(
      z.strictObject({
        ...{ contract: z.string(), carrier: z.string() },
        specific: z
          .strictObject({
            ...{ counts: amount, deductible: amount },
            before: amount.optional().meta({
              description: 'Of those alone who have come to half of the least deductible.',
            }),
            ...{ after: amount.optional(), above: amount.optional() },
          })
          .optional(),
        aggregate: z.strictObject({ counts: amount }).optional(),
      }),
    ),
  }),
  // Its person may be unknown to whoever asks, and is not told.
  handle: ({ operator, consortium, params }) => claimStopLoss(operator, consortium, params.claim),
});

const found = z.strictObject({
  ...{ claim: z.string(), version: z.int(), state: z.enum(CLAIM_STATES), person: z.string().optional() },
  ...{ received: day, benefit: z.string(), provider: z.string(), lines: z.int() },
  ...{ serviceFrom: day, serviceTo: day, charge: amount, allowed: amount },
  ...{ members: z.array(z.string()), plans: z.array(z.string()), planPays: amount.optional() },
});

const filters = {
  code: name.optional().meta({ description: 'How the code begins.' }),
  person: name.optional().meta({ description: 'How the code of the person begins.' }),
  provider: name.optional().meta({ description: 'How the provider begins.' }),
  ...{ member: name.optional(), plan: name.optional(), benefit: name.optional() },
  ...{ serviceFrom: day.optional(), serviceTo: day.optional() },
  ...{ receivedFrom: day.optional(), receivedTo: day.optional() },
  state: z.enum(CLAIM_STATES).optional(),
  ...{ chargeFrom: amount.optional(), chargeTo: amount.optional() },
};

const claims = reading({
  method: 'GET',
  path: '/consortia/:consortium/claims',
  tag: 'Claims',
  summary: 'Claims in their current versions, by code or by the day received, the latest first',
  capability: 'claims.read',
  query: z.strictObject({
    ...filters,
    sort: z.enum(['received', 'code']).default('received'),
    ...paging,
  }),
  answer: pageOf(found),
  async handle({ stores, consortium, viewer, query }) {
    const page = await findClaims(viewer, stores, consortium, query);
    return isRefusal(page) ? atQuery(page) : page;
  },
});

const sums = reading({
  method: 'GET',
  path: '/consortia/:consortium/claim-sums',
  tag: 'Claims',
  summary: 'What all claims come to that filters find, or the latest of them where they are very many',
  capability: 'claims.read',
  query: z.strictObject(filters),
  answer: z.strictObject({
    claims: z
      .int()
      .optional()
      .meta({ description: 'Not where the sums are of all lines that were decided here, from rollups.' }),
    ...{ lines: z.int(), charge: amount, planPays: amount, waiting: z.int().optional() },
    isWhole: z.boolean().meta({ description: 'False where more claims are than were looked at.' }),
  }),
  async handle({ stores, consortium, viewer, query }) {
    const found = await sumClaims(viewer, stores, consortium, query);
    return isRefusal(found) ? atQuery(found) : found;
  },
});

const paid = z.strictObject({
  ...{ claim: z.string(), reference: z.string(), reverses: z.string().optional(), register: z.int() },
  ...{ person: z.string().optional(), member: z.string(), plan: z.string(), benefit: z.string() },
  ...{ incurred: day, paid: day, funded: day },
  ...{ charge: amount, allowed: amount, memberPays: amount, planPays: amount },
});

const paidClaims = reading({
  method: 'GET',
  path: '/consortia/:consortium/paid-claims',
  tag: 'Claims',
  summary: 'Rows of the registers of claims paid elsewhere, as they came in',
  capability: 'claims.read',
  query: z.strictObject({
    code: name.optional().meta({ description: 'How the code of the claim begins.' }),
    ...{ member: name.optional(), plan: name.optional(), benefit: name.optional() },
    ...{ paidFrom: day.optional(), paidTo: day.optional() },
    register: z.coerce.number().int().min(1).optional(),
    ...paging,
  }),
  answer: pageOf(paid),
  async handle({ stores, consortium, viewer, query }) {
    const page = await findPaidClaims(viewer, stores, consortium, query);
    return isRefusal(page) ? atQuery(page) : page;
  },
});

const registers = reading({
  method: 'GET',
  path: '/consortia/:consortium/registers',
  tag: 'Claims',
  summary: 'The registers of claims paid elsewhere: what their rows come to, and accepted differences',
  capability: 'claims.read',
  answer: z.strictObject({
    registers: z.array(
      z.strictObject({
        ...{ register: z.int(), file: z.string(), rows: z.int(), accepted: z.int(), repeated: z.int() },
        ...{ rejected: z.int(), charge: amount, allowed: amount, memberPays: amount, planPays: amount },
        differences: z.array(
          z.strictObject({
            control: z.string(),
            funded: day,
            register: amount,
            given: amount,
            reason: z.string(),
          }),
        ),
      }),
    ),
  }),
  handle: async ({ stores, consortium }) => ({ registers: await registersOf(stores, consortium) }),
});

/** Claims and registers. */
export const claimRoutes = [claims, sums, claim, stopLoss, paidClaims, registers];
