import { z } from 'zod';
import { isEmployer, membersSeenBy } from '../../app/employer.ts';
import { administrationShared } from '../../app/members/administration.ts';
import { administrationDocument } from '../../app/members/administration-document.ts';
import { allocatedBalances } from '../../app/members/balances.ts';
import { balancesDocument, balancesWithoutClaims } from '../../app/members/balances-document.ts';
import { writtenMonth } from '../../app/members/written.ts';
import { monthOf } from '../../core/calendar/month.ts';
import { isRefusal } from '../../core/refusal.ts';
import { atQuery } from '../given.ts';
import { reading } from '../route.ts';
import { amount, month, name } from '../shapes.ts';
import { readMonths, sharedBy } from './assessments.ts';

const figure = amount.optional();
const part = z.strictObject({
  ...{ broughtAlong: figure, contributions: figure, assessments: figure, otherIncome: figure },
  ...{ claims: figure, recoveries: figure, administration: figure, stopLossPremium: figure },
  ...{ distributed: figure, balance: figure },
  withheld: z
    .boolean()
    .optional()
    .meta({ description: 'What claims move is left out, as it can be of few persons.' }),
});

const balances = reading({
  method: 'GET',
  path: '/consortia/:consortium/balances',
  tag: 'Members',
  summary: "Each member's part of the pool: what it contributed, less its claims and its share of cost",
  capability: 'balances.read',
  query: z.strictObject({
    member: name.optional(),
    through: month.optional().meta({ description: 'The last month that counts; default: this month.' }),
  }),
  answer: z.strictObject({
    members: z.array(part.extend({ member: name })),
    ...{ pool: part.optional(), total: part.optional() },
  }),
  async handle({ operator, consortium, viewer, query, today }) {
    const members = membersSeenBy(viewer, consortium.members, query.member);
    if (isRefusal(members)) return atQuery(members);
    const through = query.through === undefined ? monthOf(today()) : writtenMonth('--through', query.through);
    if (isRefusal(through)) return atQuery(through);
    const found = await allocatedBalances(operator.sharing, consortium, through);
    if (isEmployer(viewer)) return balancesWithoutClaims(consortium, found, members);
    const seen = found.members.filter(({ member }) => members.has(member));
    return balancesDocument(consortium, { ...found, members: seen });
  },
});

const administration = reading({
  method: 'GET',
  path: '/consortia/:consortium/administration',
  tag: 'Members',
  summary: 'What administration cost, shared among members, and what standing alone would cost each',
  capability: 'administration.read',
  query: z.strictObject({ ...sharedBy, member: name.optional() }),
  answer: z.strictObject({
    cost: amount.optional(),
    members: z.array(
      z.strictObject({
        ...{ member: name, employees: z.int(), charged: amount, share: amount },
        ...{ standalone: amount.optional(), saving: amount.optional() },
      }),
    ),
    saving: amount.optional(),
  }),
  // Shares are of what all members contributed and cost: its staff, who sees one line, would not find them row by row.
  async handle({ operator, consortium, viewer, query }) {
    const members = membersSeenBy(viewer, consortium.members, query.member);
    if (isRefusal(members)) return atQuery(members);
    const months = readMonths(query);
    if (isRefusal(months)) return atQuery(months);
    const shared = await administrationShared(operator, consortium, months.from, months.through);
    return isRefusal(shared) ? atQuery(shared) : administrationDocument(consortium, shared, members);
  },
});

/** Each member's part of the pool, and of what running it costs. */
export const balanceRoutes = [balances, administration];
