import { z } from 'zod';
import { membersSeenBy } from '../../app/employer.ts';
import { type MemberAccount, memberAccounts } from '../../app/members/accounts.ts';
import { arrearsDocument } from '../../app/members/arrears-document.ts';
import { billDocument, billsDocument } from '../../app/members/bill-document.ts';
import { billMonth } from '../../app/members/bill-month.ts';
import { writtenDay, writtenMonth, writtenMonthIfAny } from '../../app/members/written.ts';
import type { Consortium } from '../../app/ports/consortium.ts';
import type { Stores } from '../../app/ports/stores.ts';
import type { Viewer } from '../../app/viewer.ts';
import type { Day } from '../../core/calendar/day.ts';
import { firstDayOf } from '../../core/calendar/month.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { ofBody } from '../body-path.ts';
import { atQuery } from '../given.ts';
import { effect, reading } from '../route.ts';
import { amount, day, month, name } from '../shapes.ts';

const line = z.strictObject({
  ...{ month, plan: name, tier: z.string(), status: z.string().optional(), units: z.int(), rate: amount },
  ...{ employerRate: amount, amount, employer: amount, employees: amount },
});
const bill = z.strictObject({
  ...{ member: name, month, issued: day, due: day, currency: z.string(), amount },
  ...{ employer: amount, employees: amount, lines: z.array(line) },
});
const standing = {
  ...{ month, due: day, amount, open: amount },
  status: z.enum(['paid', 'part paid', 'open', 'overdue', 'credit']),
};
const onDay = {
  member: name.optional(),
  on: day.optional().meta({ description: 'As things stand at the end of this day; default: today.' }),
};

/** The accounts of the members that whoever asks may see, on a day. */
async function accountsSeenBy(
  viewer: Viewer,
  { members: store }: Stores,
  consortium: Consortium,
  query: { readonly member?: string | undefined; readonly on?: string | undefined },
  today: () => Day,
): Promise<{ readonly on: Day; readonly accounts: MemberAccount[] } | Refusal> {
  const members = membersSeenBy(viewer, consortium.members, query.member);
  if (isRefusal(members)) return members;
  const on = query.on === undefined ? today() : writtenDay('--on', query.on);
  if (isRefusal(on)) return on;
  const all = await memberAccounts(store, consortium, on);
  return { on, accounts: all.filter(({ member }) => members.has(member)) };
}

const bills = reading({
  method: 'GET',
  path: '/consortia/:consortium/bills',
  tag: 'Members',
  summary: 'Every bill by month, as employer and employees bear it, with what is open of it',
  capability: 'bills.read',
  query: z.strictObject({ ...onDay, from: month.optional(), through: month.optional() }),
  answer: z.strictObject({
    ...{ on: day, currency: z.string() },
    bills: z.array(
      z.strictObject({ member: name, ...standing, issued: day, employer: amount, employees: amount }),
    ),
  }),
  async handle({ stores, consortium, viewer, query, today }) {
    const from = writtenMonthIfAny('--from', query.from);
    if (isRefusal(from)) return atQuery(from);
    const through = writtenMonthIfAny('--through', query.through);
    if (isRefusal(through)) return atQuery(through);
    const seen = await accountsSeenBy(viewer, stores, consortium, query, today);
    if (isRefusal(seen)) return atQuery(seen);
    return billsDocument(consortium, seen.accounts, seen.on, { from, through });
  },
});

const billsOfMonth = reading({
  method: 'GET',
  path: '/consortia/:consortium/bills/:month',
  tag: 'Members',
  summary: 'The bills of a month with their lines, of all members or of one',
  capability: 'bills.read',
  params: z.strictObject({ month }),
  query: z.strictObject({ member: name.optional() }),
  answer: z.strictObject({ bills: z.array(bill) }),
  async handle({ stores, consortium, viewer, params, query }) {
    const wanted = writtenMonth('params.month', params.month);
    if (isRefusal(wanted)) return wanted;
    const members = membersSeenBy(viewer, consortium.members, query.member);
    if (isRefusal(members)) return atQuery(members);
    const seen = new Set(members.values());
    const found = await stores.members.billsOf(consortium.consortiumId, wanted);
    const own = found.filter(({ memberId }) => seen.has(memberId));
    return { bills: own.map((one) => billDocument(consortium, one)) };
  },
});

const issue = effect({
  method: 'POST',
  path: '/consortia/:consortium/bills',
  tag: 'Members',
  summary: 'Bill every member what was charged with a month; a bill that was issued stays as it is',
  capability: 'bills.issue',
  body: z.strictObject({
    month,
    issued: day.optional().meta({ description: 'The day of the bills; default: the first of the month.' }),
  }),
  answer: z.strictObject({ bills: z.array(bill) }),
  status: 201,
  async handle({ stores, consortium, body }) {
    const wanted = writtenMonth('--month', body.month);
    if (isRefusal(wanted)) return ofBody(wanted);
    const issued = body.issued === undefined ? firstDayOf(wanted) : writtenDay('--issued', body.issued);
    if (isRefusal(issued)) return ofBody(issued);
    const issuedBills = await billMonth(stores.members, consortium, wanted, issued);
    if (isRefusal(issuedBills)) return issuedBills;
    return { bills: issuedBills.map((one) => billDocument(consortium, one)) };
  },
});

const arrears = reading({
  method: 'GET',
  path: '/consortia/:consortium/arrears',
  tag: 'Members',
  summary: 'What members owe on a day, by how long it is overdue',
  capability: 'bills.read',
  query: z.strictObject(onDay),
  answer: z.strictObject({
    on: day,
    members: z.array(
      z.strictObject({
        ...{ member: name, owed: amount, unbilled: amount, credit: amount, broughtAlong: amount },
        ...{ daysPastDue: z.record(z.string(), amount), bills: z.array(z.strictObject(standing)) },
      }),
    ),
  }),
  async handle({ stores, consortium, viewer, query, today }) {
    const seen = await accountsSeenBy(viewer, stores, consortium, query, today);
    return isRefusal(seen) ? atQuery(seen) : arrearsDocument(consortium, seen.accounts, seen.on);
  },
});

/** What members are asked for, and what of it is open. */
export const billRoutes = [bills, billsOfMonth, issue, arrears];
