import { z } from 'zod';
import { claimSchema } from '../../app/live/live-claims.ts';
import { grouped } from '../route.ts';
import { amount, day, documentOf, name } from '../shapes.ts';

/** What becomes of a charge; the parts sum to it. */
const parts = {
  ...{ charge: amount, allowed: amount, copay: amount, deductible: amount, coinsurance: amount },
  ...{ planPays: amount, notCovered: amount, writeOff: amount, balanceBill: amount },
};

const line = z.strictObject({
  ...{ line: z.string(), member: name, plan: name, ...parts },
  reason: z.string().meta({ description: 'A claim adjustment reason code; empty for none.' }),
});

const submit = grouped({
  method: 'POST',
  path: '/consortia/:consortium/claims',
  tag: 'Claims',
  summary: 'Submit a claim: it is decided at once, and the answer is durable',
  capability: 'claims.submit',
  query: z.strictObject({
    notEnrolled: z.enum(['refuse', 'accept']).default('refuse').meta({
      description: 'A claim of a person who was not enrolled on the day: refused, or taken to be denied.',
    }),
  }),
  body: documentOf(claimSchema),
  answer: z.strictObject({
    claim: name,
    version: z.int().meta({ description: '1 for an original; each replacement or void is the next.' }),
    paid: day.optional().meta({ description: 'When plans pay; not there for a claim that is voided.' }),
    lines: z.array(line),
    total: z.strictObject(parts),
  }),
  status: 201,
  handle: ({ consortium, viewer, request, liveClaims, body, query }) =>
    liveClaims.submit(consortium, viewer, request, body, query.notEnrolled),
});

/** Claims that come one by one. */
export const liveClaimRoutes = [submit];
