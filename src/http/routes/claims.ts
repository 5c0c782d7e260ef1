import { z } from 'zod';
import { claimDocument } from '../../app/claim-document.ts';
import { CLAIM_STATES } from '../../app/ports/claims.ts';
import { reading } from '../route.ts';
import { amount, day, name } from '../shapes.ts';

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
    z.strictObject({ term: z.string(), formula: z.string(), result: z.string(), source: z.string() }),
  ),
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

/** Claims, one by one. */
export const claimRoutes = [claim];
