import { z } from 'zod';
import { AGES } from '../../app/members/accounts.ts';
import { writtenDay } from '../../app/members/written.ts';
import { contractsSeenBy } from '../../app/overview/stop-loss-contracts.ts';
import { readReimbursement, receiveReimbursement } from '../../app/receive-reimbursement.ts';
import { recoverablesDocument } from '../../app/recoverables-document.ts';
import { isRefusal } from '../../core/refusal.ts';
import { ofBody } from '../body-path.ts';
import { atQuery } from '../given.ts';
import { effect, reading } from '../route.ts';
import { amount, day, month, name, ratio } from '../shapes.ts';

const person = z.strictObject({
  person: z
    .string()
    .meta({ description: 'A code; "person 1" for those who may not know whose claims they look at.' }),
  ...{ eligible: amount, deductible: amount, share: ratio, excess: amount, reimbursement: amount },
});

const standingFields = {
  ...{ contract: z.string(), carrier: z.string() },
  specific: z
    .strictObject({
      reimbursement: amount,
      half: z.int().meta({ description: 'Persons at half of their deductible or more.' }),
      over: z.int().meta({ description: 'Persons over it.' }),
      persons: z.array(person).readonly().meta({
        description: 'Those at half or more, the largest first; in the overview the first eight.',
      }),
    })
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

const owed = {
  ...{ posted: amount, received: amount, owed: amount, daysPastDue: z.record(z.enum(AGES), amount) },
  credit: amount.meta({ description: 'What came for what is no longer recoverable.' }),
};
const partOf = {
  part: z.enum(['specific', 'aggregate']),
  member: name.optional().meta({ description: 'Whose persons it is of; none for the aggregate.' }),
};

const recoverables = reading({
  method: 'GET',
  path: '/consortia/:consortium/recoverables',
  tag: 'Stop-loss',
  summary: 'What carriers owe on a day, by contract, part and member, with its age and what came for it',
  capability: 'recoverables.read',
  query: z.strictObject({
    on: day.optional().meta({ description: 'As things stand at the end of this day; default: today.' }),
  }),
  answer: z.strictObject({
    on: day,
    contracts: z.array(
      z.strictObject({
        ...{ contract: z.string(), carrier: z.string().optional(), ...owed },
        parts: z.array(z.strictObject({ ...partOf, ...owed })),
        receipts: z.array(
          z.strictObject({
            ...{ reference: name, day, amount },
            shares: z.array(z.strictObject({ ...partOf, amount })),
          }),
        ),
      }),
    ),
  }),
  async handle({ operator, consortium, viewer, query, today }) {
    const on = query.on === undefined ? today() : writtenDay('--on', query.on);
    if (isRefusal(on)) return atQuery(on);
    return recoverablesDocument(viewer, operator.reimbursements, consortium, on);
  },
});

const recover = effect({
  method: 'POST',
  path: '/consortia/:consortium/reimbursements',
  tag: 'Stop-loss',
  summary: 'Record what a carrier paid under a contract; its reference again changes nothing',
  capability: 'reimbursements.record',
  body: z.strictObject({
    ...{ contract: name, reference: name, day, amount },
    member: name.optional().meta({ description: 'Whose persons it is for; else the oldest is paid.' }),
    aggregate: z.boolean().optional().meta({ description: 'It is for the aggregate.' }),
  }),
  answer: z.strictObject({ recorded: z.boolean() }),
  status: 201,
  async handle({ stores, consortium, body }) {
    const given = readReimbursement(consortium, body);
    if (isRefusal(given)) return ofBody(given);
    const recorded = await receiveReimbursement(stores.reimbursements, consortium, given);
    return isRefusal(recorded) ? ofBody(recorded) : { recorded };
  },
});

export const stopLossRoutes = [contracts, recoverables, recover];
