import { z } from 'zod';
import { membersSeenBy } from '../../app/employer.ts';
import {
  type DistributionOrder,
  distribute,
  draftDistribution,
  payMember,
} from '../../app/members/distribute.ts';
import { findPayments } from '../../app/members/find-receipts.ts';
import { distributionMotion } from '../../app/members/motions.ts';
import { distributionDocument, shareDocuments } from '../../app/members/shares-document.ts';
import { writtenAmount, writtenDay } from '../../app/members/written.ts';
import type { Consortium } from '../../app/ports/consortium.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { ofBody } from '../body-path.ts';
import { atQuery } from '../given.ts';
import { effect, reading } from '../route.ts';
import { amount, day, motionDraft, name, pageOf, paging, resolution } from '../shapes.ts';
import { readMonths, sharedBy, shares } from './assessments.ts';

const distributions = reading({
  method: 'GET',
  path: '/consortia/:consortium/distributions',
  tag: 'Members',
  summary: 'The surplus that was given back to members, with their shares',
  capability: 'distributions.read',
  answer: z.strictObject({
    distributions: z.array(z.strictObject({ number: z.int(), amount, declared: day, ...sharedBy, shares })),
  }),
  // A distribution is of no member: its staff would see none of it row by row, and is shown its own share.
  async handle({ operator, consortium, viewer }) {
    const members = membersSeenBy(viewer, consortium.members, undefined);
    if (isRefusal(members)) return members;
    const found = await operator.sharing.distributions(consortium.consortiumId);
    return { distributions: found.map((one) => distributionDocument(consortium, members, one)) };
  },
});

const order = { amount, declared: day, ...sharedBy };
type Order = z.output<z.ZodObject<typeof order>>;

function readOrder({ document }: Consortium, body: Order): DistributionOrder | Refusal {
  const given = writtenAmount('--amount', body.amount, document.currency);
  if (isRefusal(given)) return given;
  const declaredDay = writtenDay('--declared', body.declared);
  if (isRefusal(declaredDay)) return declaredDay;
  const months = readMonths(body);
  return isRefusal(months) ? months : { amount: given, declaredDay, ...months };
}

const draft = reading({
  method: 'POST',
  path: '/consortia/:consortium/distribution-drafts',
  tag: 'Members',
  summary: 'Who would be given what of a surplus, and the motion that the board has to pass',
  capability: 'distributions.declare',
  body: z.strictObject(order),
  answer: z.strictObject({ shares, motion: motionDraft.optional() }),
  async handle({ stores, consortium, body }) {
    const wanted = readOrder(consortium, body);
    if (isRefusal(wanted)) return ofBody(wanted);
    const found = await draftDistribution(stores, consortium, wanted);
    if (isRefusal(found)) return ofBody(found);
    return {
      shares: shareDocuments(consortium, found.shares),
      ...(consortium.document.board !== undefined && {
        motion: distributionMotion(consortium.document, wanted),
      }),
    };
  },
});

const declaring = effect({
  method: 'POST',
  path: '/consortia/:consortium/distributions',
  tag: 'Members',
  summary: 'Give surplus back to members, in proportion to what they contributed',
  capability: 'distributions.declare',
  body: z.strictObject({ ...order, resolution }),
  answer: z.strictObject({ number: z.int(), shares }),
  status: 201,
  async handle({ stores, consortium, body: { resolution: resolutionId, ...body } }) {
    const wanted = readOrder(consortium, body);
    if (isRefusal(wanted)) return ofBody(wanted);
    const found = await distribute(stores, consortium, wanted, resolutionId);
    if (isRefusal(found)) return ofBody(found);
    return { number: found.number, shares: shareDocuments(consortium, found.shares) };
  },
});

const payment = z.strictObject({ member: name, reference: name, day, amount });

const payments = reading({
  method: 'GET',
  path: '/consortia/:consortium/payments',
  tag: 'Members',
  summary: 'What members were paid, the latest first',
  capability: 'payments.read',
  query: z.strictObject({
    ...{ member: name.optional(), from: day.optional(), through: day.optional(), ...paging },
  }),
  answer: pageOf(payment),
  async handle({ stores, consortium, viewer, query }) {
    const page = await findPayments(viewer, stores, consortium, query);
    return isRefusal(page) ? atQuery(page) : page;
  },
});

const pay = effect({
  method: 'POST',
  path: '/consortia/:consortium/payments',
  tag: 'Members',
  summary: 'Record that a member was paid what is due to it; its reference again changes nothing',
  capability: 'payments.record',
  body: payment,
  answer: z.strictObject({ recorded: z.boolean() }),
  status: 201,
  async handle({ stores, consortium, body }) {
    const { members, document } = consortium;
    const memberId = members.get(body.member);
    const known = `one of ${[...members.keys()].join(', ')}`;
    if (memberId === undefined) return refuse('unknown_reference', 'body.member', known, body.member);
    const paidDay = writtenDay('--day', body.day);
    if (isRefusal(paidDay)) return ofBody(paidDay);
    const paid = writtenAmount('--amount', body.amount, document.currency);
    if (isRefusal(paid)) return ofBody(paid);
    const { reference } = body;
    const recorded = await payMember(stores.sharing, consortium, {
      ...{ memberId, reference, paidDay, amount: paid },
    });
    return isRefusal(recorded) ? ofBody(recorded) : { recorded };
  },
});

/** Surplus that is given back, and what members were paid. */
export const distributionRoutes = [distributions, draft, declaring, payments, pay];
