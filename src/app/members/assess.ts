import type { Day } from '../../core/calendar/day.ts';
import { type Month, monthOf } from '../../core/calendar/month.ts';
import { assessment } from '../../core/contributions/assessment.ts';
import { type Amount, formatAmount } from '../../core/money/amount.ts';
import { BatchEntries } from '../../core/postings/batch-entries.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { assessmentLawOf } from '../../engine/reserve-law.ts';
import { requireResolution } from '../board/require-resolution.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { Numbered, OrderedAssessment } from '../ports/sharing.ts';
import type { Stores } from '../ports/stores.ts';
import { contributionsOf } from './contributions.ts';
import { assessmentMotion } from './motions.ts';

/** What is asked of an assessment: the shortfall, its days, and the months by whose contributions it is shared. */
export interface AssessmentOrder {
  readonly shortfall: Amount;
  readonly impairedDay: Day;
  readonly orderedDay: Day;
  readonly from: Month;
  readonly through: Month;
  readonly lookBackYears: number;
}

/** An assessment as it would be ordered: who pays what, and by when. Refused as `assess` is. */
export async function draftAssessment(
  stores: Pick<Stores, 'books' | 'leaving'>,
  consortium: Consortium,
  order: AssessmentOrder,
): Promise<OrderedAssessment | Refusal> {
  const { shortfall, impairedDay, orderedDay, from, through, lookBackYears } = order;
  if (shortfall <= 0) return refuse('out_of_range', '--shortfall', 'an amount above 0', '0 or less');
  const members = await contributionsOf(stores, consortium, from, through);
  if (isRefusal(members)) return members;
  const law = assessmentLawOf(orderedDay);
  if (isRefusal(law)) return law;
  const terms = {
    ...{ shortfall, impairedOn: impairedDay, orderedOn: orderedDay, lookBackYears },
    members: members.map(({ member, contributions, left }) => ({
      ...{ member, premiumEquivalents: contributions as Amount, left: left as Day | undefined },
    })),
  };
  const found = assessment(terms, law);
  if (isRefusal(found)) return found;
  const weights = new Map(members.map(({ member, contributions }) => [member, contributions]));
  return {
    ...{ shortfall, impairedDay, orderedDay, payByDay: found.payBy, lookBackYears },
    ...{ fromMonth: from, throughMonth: through },
    shares: found.shares.map(({ member, amount }) => ({
      ...{ memberId: consortium.members.get(member)!, weight: weights.get(member)!, amount },
    })),
  };
}

/**
 * Orders an assessment: a shortfall is shared among the members of the look-back period in proportion to what they
 * contributed, and each owes its share from the month of the order on. The same order again changes nothing. Refused: what
 * the calculator refuses; `inconsistent` where an order of the same days has another shortfall; as `requireResolution`.
 */
export async function assess(
  stores: Pick<Stores, 'books' | 'boards' | 'leaving' | 'sharing'>,
  consortium: Consortium,
  order: AssessmentOrder,
  resolutionId?: number,
): Promise<Numbered<OrderedAssessment> | Refusal> {
  const { consortiumId, document } = consortium;
  const draft = await draftAssessment(stores, consortium, order);
  if (isRefusal(draft)) return draft;
  const write = (minor: number) => formatAmount(minor, document.currency);
  const unlessOther = (known: Numbered<OrderedAssessment>) => {
    const expected = `${write(known.shortfall)}, as assessment ${known.number} of these days has it,`;
    return known.shortfall === order.shortfall
      ? known
      : refuse('inconsistent', '--shortfall', expected, write(order.shortfall));
  };
  const onRecord = async () =>
    (await stores.sharing.assessments(consortiumId)).find(
      ({ impairedDay, orderedDay }) => impairedDay === order.impairedDay && orderedDay === order.orderedDay,
    );
  const before = await onRecord();
  if (before !== undefined) return unlessOther(before);
  const decision = { ...assessmentMotion(document, order), resolutionId };
  const use = await requireResolution(stores, consortium, decision);
  if (isRefusal(use)) return use;
  const entries = new BatchEntries();
  for (const { memberId, amount } of draft.shares)
    entries.add('assessment ordered', monthOf(order.orderedDay), memberId, amount);
  const number = await stores.sharing.writeAssessment(consortiumId, draft, entries.entries(), use);
  return isRefusal(number) ? number : unlessOther((await onRecord())!);
}
