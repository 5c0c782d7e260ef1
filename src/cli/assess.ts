import type { MotionDraft } from '../app/board/move.ts';
import { type AssessmentOrder, assess, draftAssessment } from '../app/members/assess.ts';
import { assessmentMotion } from '../app/members/motions.ts';
import { shareDocuments } from '../app/members/shares-document.ts';
import { writtenAmount, writtenDay, writtenNumber } from '../app/members/written.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import { formatDay } from '../core/calendar/day.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { motionText } from './motion.ts';
import type { Question } from './question.ts';
import { readShared, type SharedOptions, type Shares, sharesText } from './shares.ts';

export interface AssessOptions extends SharedOptions {
  readonly shortfall: string;
  readonly impaired: string;
  readonly ordered: string;
  readonly lookBackYears: string;
  readonly draft?: boolean;
}

/** An assessment, or a draft of one, which has no number; with the motion on it where a board has to decide. */
interface Assessed {
  readonly number?: number | undefined;
  readonly payBy: string;
  readonly shares: Shares;
  readonly motion?: MotionDraft | undefined;
}

/** `poolbook assess`: members make up a shortfall. */
export function assessing(given: AssessOptions): Question<Assessed> {
  const isDraft = given.draft === true || given.motion === true;
  return {
    async here(stores, consortium) {
      const order = readOrder(given, consortium.document);
      if (isRefusal(order)) return order;
      const { resolution, ...terms } = order;
      const found = isDraft
        ? await draftAssessment(stores, consortium, terms)
        : await assess(stores, consortium, terms, resolution);
      if (isRefusal(found)) return found;
      const payBy = formatDay(found.payByDay);
      const shares = shareDocuments(consortium, found.shares);
      if ('number' in found) return { number: found.number as number, payBy, shares };
      return { payBy, shares, ...motionOn(given, consortium.document, terms) };
    },
    async there(pool) {
      const { api, path, ask } = pool;
      const document = await pool.document();
      if (isRefusal(document)) return document;
      const order = readOrder(given, document);
      if (isRefusal(order)) return order;
      const { resolution, ...terms } = order;
      const { shortfall, impaired, ordered, from, through } = given;
      const { lookBackYears } = order;
      const body = { shortfall, impaired, ordered, from, through, lookBackYears };
      const params = { path };
      if (isDraft) {
        const draft = await ask(
          api.POST('/api/v1/consortia/{consortium}/assessment-drafts', { params, body }),
        );
        if (isRefusal(draft)) return draft;
        const { payBy, shares } = draft;
        return { payBy, shares, ...motionOn(given, document, terms) };
      }
      return ask(
        api.POST('/api/v1/consortia/{consortium}/assessments', {
          params,
          body: { ...body, ...(resolution !== undefined && { resolution }) },
        }),
      );
    },
    text: (assessed) => (given.motion ? motionText(assessed.motion!) : assessedText(assessed)),
    document: (assessed) => (given.motion ? [assessed.motion] : assessed),
  };
}

/** The motion on an order, where a board has to decide, or it is asked for. */
function motionOn(
  { motion }: AssessOptions,
  document: Consortium['document'],
  order: AssessmentOrder,
): { motion?: MotionDraft } {
  return motion || document.board !== undefined ? { motion: assessmentMotion(document, order) } : {};
}

function readOrder(given: AssessOptions, { currency }: Consortium['document']) {
  const shortfall = writtenAmount('--shortfall', given.shortfall, currency);
  if (isRefusal(shortfall)) return shortfall;
  const impairedDay = writtenDay('--impaired', given.impaired);
  if (isRefusal(impairedDay)) return impairedDay;
  const orderedDay = writtenDay('--ordered', given.ordered);
  if (isRefusal(orderedDay)) return orderedDay;
  const lookBackYears = writtenNumber('--look-back-years', given.lookBackYears);
  if (isRefusal(lookBackYears)) return lookBackYears;
  const shared = readShared(given);
  if (isRefusal(shared)) return shared;
  const order = { shortfall, impairedDay, orderedDay, lookBackYears: lookBackYears!, ...shared };
  return order satisfies AssessmentOrder as typeof order | Refusal;
}

function assessedText({ number, payBy, shares, motion }: Assessed): string {
  const undecided = motion && ` The board has to decide ${JSON.stringify(motion.content)}.`;
  const title =
    number === undefined ? `A draft: nothing is ordered.${undecided ?? ''}` : `Assessment ${number}.`;
  return sharesText(`${title} To be paid by ${payBy}.`, shares);
}
