import { z } from 'zod';
import { isEmployer, membersSeenBy } from '../../app/employer.ts';
import { ratesDocument } from '../../app/members/rates.ts';
import { memberDocuments, rosterDocument } from '../../app/members/roster.ts';
import { writtenMonth } from '../../app/members/written.ts';
import { formatMonth, type Month, monthOf } from '../../core/calendar/month.ts';
import { isRefusal, refuse } from '../../core/refusal.ts';
import { atQuery } from '../given.ts';
import { reading } from '../route.ts';
import { amount, month, name } from '../shapes.ts';

const MOST_MONTHS = 120;

const members = reading({
  method: 'GET',
  path: '/consortia/:consortium/members',
  tag: 'Members',
  summary: 'The member organisations: when each joined, and the last month of those that leave',
  capability: 'members.read',
  answer: z.strictObject({
    members: z.array(
      z.strictObject({
        ...{ member: name, name: z.string(), region: z.string().optional() },
        ...{ joined: month.optional(), lastMonth: month.optional() },
      }),
    ),
  }),
  async handle({ stores, consortium, viewer }) {
    const seen = membersSeenBy(viewer, consortium.members, undefined);
    return isRefusal(seen) ? seen : { members: await memberDocuments(stores.leaving, consortium, seen) };
  },
});

const status = z.enum(['active', 'retiree', 'continuation']).optional();
const counts = {
  subscribers: z.int(),
  persons: z.int().optional(),
  withheld: z
    .boolean()
    .optional()
    .meta({ description: 'How many persons there are is left out: in some tier they are few.' }),
};

const enrolment = reading({
  method: 'GET',
  path: '/consortia/:consortium/enrolment',
  tag: 'Members',
  summary: 'Who is covered on the first day of each month, counted by member, plan and tier',
  capability: 'members.read',
  query: z.strictObject({
    member: name.optional(),
    from: month.optional().meta({ description: 'Default: eleven months before the last one.' }),
    through: month.optional().meta({ description: 'Default: this month.' }),
  }),
  answer: z.strictObject({
    months: z.array(
      z.strictObject({
        ...{ month, ...counts },
        members: z.array(
          z.strictObject({
            ...{ member: name, ...counts },
            tiers: z.array(
              z.strictObject({
                ...{
                  plan: name,
                  tier: z.string(),
                  status,
                  subscribers: z.int(),
                  persons: z.int().optional(),
                },
              }),
            ),
          }),
        ),
      }),
    ),
  }),
  async handle({ stores, consortium, viewer, query, today }) {
    const seen = membersSeenBy(viewer, consortium.members, query.member);
    if (isRefusal(seen)) return atQuery(seen);
    const through = query.through === undefined ? monthOf(today()) : writtenMonth('--through', query.through);
    if (isRefusal(through)) return atQuery(through);
    const from = query.from === undefined ? ((through - 11) as Month) : writtenMonth('--from', query.from);
    if (isRefusal(from)) return atQuery(from);
    if (from > through || through - from >= MOST_MONTHS)
      return refuse(
        'out_of_range',
        'query.from',
        `at most ${MOST_MONTHS} months up to ${formatMonth(through)}`,
        formatMonth(from),
      );
    const months = Array.from({ length: through - from + 1 }, (_, index) => (from + index) as Month);
    const ids = new Set(seen.values());
    const all = await stores.members.enrolled(consortium.consortiumId, from, through);
    const own = all.filter(({ memberId }) => ids.has(memberId));
    const { leastPersonsShown: leastPersons } = consortium.document;
    const withheld = isEmployer(viewer) ? { leastPersons, own: viewer.memberId } : undefined;
    return { months: rosterDocument(consortium, own, months, withheld) };
  },
});

const rates = reading({
  method: 'GET',
  path: '/consortia/:consortium/rates',
  tag: 'Members',
  summary: 'The rates in force in a month, as employer and employee bear them, and what the pool owes itself',
  capability: 'members.read',
  query: z.strictObject({
    member: name.optional(),
    month: month.optional().meta({ description: 'Default: this month.' }),
  }),
  answer: z.strictObject({
    ...{ month, currency: z.string() },
    rates: z.array(
      z.strictObject({
        ...{ member: name, plan: name, tier: z.string(), status, since: month },
        ...{ rate: amount, employer: amount, employee: amount },
      }),
    ),
    ...{ administration: amount, stopLossPremium: amount },
  }),
  async handle({ consortium, viewer, query, today }) {
    const seen = membersSeenBy(viewer, consortium.members, query.member);
    if (isRefusal(seen)) return atQuery(seen);
    const wanted = query.month === undefined ? monthOf(today()) : writtenMonth('--month', query.month);
    return isRefusal(wanted) ? atQuery(wanted) : ratesDocument(consortium, wanted, seen);
  },
});

/** Members, who of them is enrolled, and what that costs. */
export const memberRoutes = [members, enrolment, rates];
