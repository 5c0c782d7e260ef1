import type { MotionDraft } from '../app/board/move.ts';
import { type DistributionOrder, distribute, draftDistribution } from '../app/members/distribute.ts';
import { distributionMotion } from '../app/members/motions.ts';
import { shareDocuments } from '../app/members/shares-document.ts';
import { writtenAmount, writtenDay } from '../app/members/written.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { motionText } from './motion.ts';
import type { Question } from './question.ts';
import { readShared, type SharedOptions, type Shares, sharesText } from './shares.ts';

export interface DistributeOptions extends SharedOptions {
  readonly amount: string;
  readonly declared: string;
}

/** A distribution, or the motion on one. */
type Distributed = { readonly number: number; readonly shares: Shares } | { readonly motion: MotionDraft };

/** `poolbook distribute`: surplus goes back to members. */
export function distributing(given: DistributeOptions): Question<Distributed> {
  return {
    async here(stores, consortium) {
      const order = readOrder(given, consortium.document);
      if (isRefusal(order)) return order;
      const { resolution, ...terms } = order;
      if (given.motion) {
        const draft = await draftDistribution(stores, consortium, terms);
        return isRefusal(draft) ? draft : { motion: distributionMotion(consortium.document, terms) };
      }
      const found = await distribute(stores, consortium, terms, resolution);
      if (isRefusal(found)) return found;
      return { number: found.number, shares: shareDocuments(consortium, found.shares) };
    },
    async there(pool) {
      const { api, path, ask } = pool;
      const document = await pool.document();
      if (isRefusal(document)) return document;
      const order = readOrder(given, document);
      if (isRefusal(order)) return order;
      const { resolution, ...terms } = order;
      const { amount, declared, from, through } = given;
      const body = { amount, declared, from, through };
      const params = { path };
      if (given.motion) {
        const draft = await ask(
          api.POST('/api/v1/consortia/{consortium}/distribution-drafts', { params, body }),
        );
        return isRefusal(draft) ? draft : { motion: distributionMotion(document, terms) };
      }
      return ask(
        api.POST('/api/v1/consortia/{consortium}/distributions', {
          params,
          body: { ...body, ...(resolution !== undefined && { resolution }) },
        }),
      );
    },
    text: (done) =>
      'motion' in done
        ? motionText(done.motion)
        : sharesText(`Distribution ${done.number}. It is due to members.`, done.shares),
    document: (done) => ('motion' in done ? [done.motion] : done),
  };
}

function readOrder(given: DistributeOptions, { currency }: Consortium['document']) {
  const amount = writtenAmount('--amount', given.amount, currency);
  if (isRefusal(amount)) return amount;
  const declaredDay = writtenDay('--declared', given.declared);
  if (isRefusal(declaredDay)) return declaredDay;
  const shared = readShared(given);
  if (isRefusal(shared)) return shared;
  const order = { amount, declaredDay, ...shared };
  return order satisfies DistributionOrder as typeof order | Refusal;
}
