import { z } from 'zod';
import { contractsSeenBy } from '../../app/overview/stop-loss-contracts.ts';
import { reading } from '../route.ts';
import { amount, day, month, ratio } from '../shapes.ts';

const person = z.strictObject({
  person: z
    .string()
    .meta({ description: 'A code; "person 1" for those who may not know whose claims they look at.' }),
  ...{ eligible: amount, deductible: amount, share: ratio, excess: amount, reimbursement: amount },
});

const standingFields = {
  ...{ contract: z.string(), carrier: z.string() },
  specific: z
    .strictObject({ reimbursement: amount, over: z.int(), persons: z.array(person).readonly() })
    .optional(),
  aggregate: z
    .strictObject({
      ...{ eligible: amount, attachment: amount, share: ratio, reimbursement: amount },
      months: z.array(z.strictObject({ month, eligible: amount, attachment: amount })).readonly(),
    })
    .optional(),
};

/** Where the pool stands against a contract. */
export const standing = z.strictObject(standingFields);

const window = z.strictObject({ from: day, to: day });

const contract = z.strictObject({
  ...standingFields,
  ...{ incurred: window, paid: window, basis: z.string(), premiumPerEmployeePerMonth: amount },
  terms: z.strictObject({
    specific: z
      .strictObject({
        ...{ deductible: amount, reimbursement: ratio, aggregatingDeductible: amount },
        ...{ maximum: amount.optional(), lasers: z.int() },
      })
      .optional(),
    aggregate: z
      .strictObject({
        ...{ period: z.enum(['annual', 'monthly']), minimumAttachment: amount, reimbursement: ratio },
        ...{ maximum: amount.optional(), accommodation: z.boolean() },
      })
      .optional(),
  }),
  posted: z.strictObject({ specific: amount, aggregate: amount }),
});

const contracts = reading({
  method: 'GET',
  path: '/consortia/:consortium/stop-loss-contracts',
  tag: 'Stop-loss',
  summary:
    'The stop-loss contracts: terms, persons near the deductible, the aggregate by month, what is recoverable',
  capability: 'position.read',
  answer: z.strictObject({
    ...{ currency: z.string(), contracts: z.array(contract).readonly() },
    ...{ owed: amount.optional(), withheld: z.boolean() },
  }),
  handle: ({ operator, consortium, viewer }) => contractsSeenBy(viewer, operator.books, consortium),
});

export const stopLossRoutes = [contracts];
