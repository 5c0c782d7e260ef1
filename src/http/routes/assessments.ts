import { z } from 'zod';
import { membersSeenBy } from '../../app/employer.ts';
import { type AssessmentOrder, assess, draftAssessment } from '../../app/members/assess.ts';
import { assessmentMotion } from '../../app/members/motions.ts';
import { assessmentDocument, shareDocuments } from '../../app/members/shares-document.ts';
import { writtenAmount, writtenDay, writtenMonth } from '../../app/members/written.ts';
import type { Consortium } from '../../app/ports/consortium.ts';
import { formatDay } from '../../core/calendar/day.ts';
import type { Month } from '../../core/calendar/month.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { ofBody } from '../body-path.ts';
import { effect, reading } from '../route.ts';
import { amount, day, month, motionDraft, name, resolution } from '../shapes.ts';

export const shares = z.array(z.strictObject({ member: name, contributions: amount, amount }));
/** The months by whose contributions something is shared. */
export const sharedBy = { from: month, through: month };

export function readMonths(body: {
  readonly from: string;
  readonly through: string;
}): { from: Month; through: Month } | Refusal {
  const from = writtenMonth('--from', body.from);
  if (isRefusal(from)) return from;
  const through = writtenMonth('--through', body.through);
  return isRefusal(through) ? through : { from, through };
}

const assessments = reading({
  method: 'GET',
  path: '/consortia/:consortium/assessments',
  tag: 'Members',
  summary: 'The shortfalls that members were ordered to make up, with their shares',
  capability: 'assessments.read',
  answer: z.strictObject({
    assessments: z.array(
      z.strictObject({
        ...{ number: z.int(), shortfall: amount, impaired: day, ordered: day, payBy: day, ...sharedBy },
        ...{ lookBackYears: z.int(), shares },
      }),
    ),
  }),
  // An assessment is of no member: its staff would see none of it row by row, and is shown its own share.
  async handle({ operator, consortium, viewer }) {
    const members = membersSeenBy(viewer, consortium.members, undefined);
    if (isRefusal(members)) return members;
    const found = await operator.sharing.assessments(consortium.consortiumId);
    return { assessments: found.map((one) => assessmentDocument(consortium, members, one)) };
  },
});

const order = {
  ...{ shortfall: amount, impaired: day.meta({ description: 'The day on which it arose.' }), ordered: day },
  ...sharedBy,
  lookBackYears: z
    .int()
    .min(0)
    .max(100)
    .default(2)
    .meta({ description: 'For how many years members that left answer.' }),
};
type Order = z.output<z.ZodObject<typeof order>>;

function readOrder({ document }: Consortium, body: Order): AssessmentOrder | Refusal {
  const shortfall = writtenAmount('--shortfall', body.shortfall, document.currency);
  if (isRefusal(shortfall)) return shortfall;
  const impairedDay = writtenDay('--impaired', body.impaired);
  if (isRefusal(impairedDay)) return impairedDay;
  const orderedDay = writtenDay('--ordered', body.ordered);
  if (isRefusal(orderedDay)) return orderedDay;
  const months = readMonths(body);
  if (isRefusal(months)) return months;
  return { shortfall, impairedDay, orderedDay, ...months, lookBackYears: body.lookBackYears };
}

const draft = reading({
  method: 'POST',
  path: '/consortia/:consortium/assessment-drafts',
  tag: 'Members',
  summary: 'Who would pay what of a shortfall, and the motion that the board has to pass; nothing is ordered',
  capability: 'assessments.order',
  body: z.strictObject(order),
  answer: z.strictObject({ payBy: day, shares, motion: motionDraft.optional() }),
  async handle({ stores, consortium, body }) {
    const wanted = readOrder(consortium, body);
    if (isRefusal(wanted)) return ofBody(wanted);
    const found = await draftAssessment(stores, consortium, wanted);
    if (isRefusal(found)) return ofBody(found);
    return {
      ...{ payBy: formatDay(found.payByDay), shares: shareDocuments(consortium, found.shares) },
      ...(consortium.document.board !== undefined && {
        motion: assessmentMotion(consortium.document, wanted),
      }),
    };
  },
});

const ordering = effect({
  method: 'POST',
  path: '/consortia/:consortium/assessments',
  tag: 'Members',
  summary: 'Order members to make up a shortfall, in proportion to what they contributed',
  capability: 'assessments.order',
  body: z.strictObject({ ...order, resolution }),
  answer: z.strictObject({ number: z.int(), payBy: day, shares }),
  status: 201,
  async handle({ stores, consortium, body: { resolution: resolutionId, ...body } }) {
    const wanted = readOrder(consortium, body);
    if (isRefusal(wanted)) return ofBody(wanted);
    const found = await assess(stores, consortium, wanted, resolutionId);
    if (isRefusal(found)) return ofBody(found);
    const { number, payByDay } = found;
    return { number, payBy: formatDay(payByDay), shares: shareDocuments(consortium, found.shares) };
  },
});

/** Shortfalls, shared among members. */
export const assessmentRoutes = [assessments, draft, ordering];
