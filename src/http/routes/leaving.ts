import { z } from 'zod';
import { membersSeenBy } from '../../app/employer.ts';
import {
  draftWithdrawal,
  type LeavingTerms,
  leavingMembers,
  runOutsNow,
  trueUpRunOut,
  withdraw,
} from '../../app/members/leaving.ts';
import { leavingDocument, runOutDocument } from '../../app/members/leaving-document.ts';
import { writtenDay, writtenMonth } from '../../app/members/written.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { ofBody } from '../body-path.ts';
import { effect, reading } from '../route.ts';
import { amount, day, month, motionDraft, name, resolution } from '../shapes.ts';

const borneBy = z.enum(['member', 'pool']);
const withdrawal = z.strictObject({
  ...{ member: name, notice: day, lastMonth: month, runOut: borneBy },
  coveredAfter: z.int().meta({ description: 'Persons whose coverage is still to be ended.' }),
});

const withdrawals = reading({
  method: 'GET',
  path: '/consortia/:consortium/withdrawals',
  tag: 'Members',
  summary: 'The members that leave or have left, and who bears their claims that are paid afterwards',
  capability: 'withdrawals.read',
  answer: z.strictObject({ withdrawals: z.array(withdrawal) }),
  async handle({ stores, consortium, viewer }) {
    const members = membersSeenBy(viewer, consortium.members, undefined);
    if (isRefusal(members)) return members;
    const found = await leavingMembers(stores.leaving, consortium);
    const documents = found.map((one) => leavingDocument(consortium, one));
    return { withdrawals: documents.filter(({ member }) => members.has(member)) };
  },
});

const terms = {
  member: name,
  notice: day.meta({ description: 'The day on which it gave notice.' }),
  lastMonth: month.meta({ description: 'The last month that it is in the pool.' }),
};

function readTerms(body: { readonly member: string; readonly notice: string; readonly lastMonth: string }) {
  const noticeDay = writtenDay('--notice', body.notice);
  if (isRefusal(noticeDay)) return noticeDay;
  const lastMonth = writtenMonth('--last-month', body.lastMonth);
  if (isRefusal(lastMonth)) return lastMonth;
  return { member: body.member, noticeDay, lastMonth } satisfies LeavingTerms as LeavingTerms | Refusal;
}

const draft = reading({
  method: 'POST',
  path: '/consortia/:consortium/withdrawal-drafts',
  tag: 'Members',
  summary: "The motion that the board has to pass on a member's leaving; nothing is recorded",
  capability: 'withdrawals.read',
  body: z.strictObject(terms),
  answer: z.strictObject({ motions: z.array(motionDraft) }),
  async handle({ consortium, body }) {
    const read = readTerms(body);
    if (isRefusal(read)) return ofBody(read);
    const motion = draftWithdrawal(consortium, read);
    return isRefusal(motion) ? ofBody(motion) : { motions: [motion] };
  },
});

const leave = effect({
  method: 'POST',
  path: '/consortia/:consortium/withdrawals',
  tag: 'Members',
  summary: 'Record that a member leaves at the end of a month; nothing of it is charged after that',
  capability: 'withdrawals.record',
  body: z.strictObject({ ...terms, resolution }),
  answer: withdrawal,
  status: 201,
  async handle({ stores, consortium, body }) {
    const read = readTerms(body);
    if (isRefusal(read)) return ofBody(read);
    const left = await withdraw(stores, consortium, read, body.resolution);
    return isRefusal(left) ? ofBody(left) : leavingDocument(consortium, left);
  },
});

const runOut = z.strictObject({
  members: z.array(
    z.strictObject({
      ...{ member: name, lastMonth: month, borneBy, closedMonth: month.optional() },
      ...{ paid: amount.optional(), unpaid: amount.optional(), liability: amount.optional() },
      posted: amount.optional().meta({ description: 'What was posted now.' }),
    }),
  ),
});

const runOuts = reading({
  method: 'GET',
  path: '/consortia/:consortium/run-out',
  tag: 'Members',
  summary: 'What was paid, and is still unpaid, of claims that members incurred before they left',
  capability: 'run-out.read',
  answer: runOut,
  async handle({ stores, consortium }) {
    const found = await runOutsNow(stores.leaving, consortium);
    return { members: found.map((one) => runOutDocument(consortium, one)) };
  },
});

const trueUp = effect({
  method: 'POST',
  path: '/consortia/:consortium/run-out',
  tag: 'Members',
  summary: 'Charge members that left, and bear their run-out, what it is more or less than they were charged',
  capability: 'run-out.charge',
  answer: runOut,
  status: 201,
  async handle({ stores, consortium }) {
    const found = await trueUpRunOut(stores.leaving, consortium);
    return { members: found.map((one) => runOutDocument(consortium, one)) };
  },
});

/** Members that leave, and what they answer for afterwards. */
export const leavingRoutes = [withdrawals, draft, leave, runOuts, trueUp];
