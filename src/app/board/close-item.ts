import { monthOf } from '../../core/calendar/month.ts';
import { CONSENT_AGENDA } from '../../core/governance/agenda.ts';
import { type Count, countVotes } from '../../core/governance/count.ts';
import { directorsOn } from '../../core/governance/directors.ts';
import { explainCount } from '../../core/governance/explain.ts';
import { type ItemOutcome, isOpenTo } from '../../core/governance/motion.ts';
import { type MemberMeasure, seatsOf } from '../../core/governance/seats.ts';
import { formatAmount } from '../../core/money/amount.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { Board, BoardFacts, Meeting, MeetingItem } from '../ports/board.ts';
import { act, type BoardRoom, clerkRefusal } from './board-room.ts';
import { itemsVotedOn, meetingIn, motionOf, stateOf } from './on-record.ts';

/** How an item was closed, and the resolution that came of it where its motion was decided. */
export interface ItemClosed {
  readonly number: number;
  readonly title: string;
  readonly outcome: ItemOutcome;
  readonly explanation: readonly string[];
  readonly resolutionId?: number | undefined;
}

/** Closed items as they are answered. */
export function closedDocument(closed: readonly ItemClosed[]) {
  return {
    items: closed.map(({ number, title, outcome, explanation, resolutionId }) => ({
      ...{ item: number, title, outcome, explanation: [...explanation] },
      ...(resolutionId !== undefined && { resolution: resolutionId }),
    })),
  };
}

/**
 * Closes an item: counts what was voted and makes the resolution, or tables the motion. As item 0 the consent agenda, whose
 * votes are counted for each item by the majority that its motion needs. Weights are of the meeting's day: employees
 * covered on the first of its month, contributions charged for the twelve months before it. A vote comes before the
 * closing or is refused; an item is closed once, whoever closes it at the same moment. Refused: `out_of_order`.
 */
export async function closeItem(
  room: BoardRoom,
  meetingId: number,
  itemNumber: number,
  how: 'counted' | 'tabled' = 'counted',
): Promise<ItemClosed[] | Refusal> {
  const refusal = clerkRefusal(room);
  if (refusal !== undefined) return refusal;
  const known = meetingIn(await room.boards.read(room.consortium.consortiumId), meetingId, 'opened');
  if (isRefusal(known)) return known;
  const measures = await memberMeasures(room, known);
  const done = await act(room, async (board, next) => {
    const meeting = meetingIn(board, meetingId, 'opened');
    if (isRefusal(meeting)) return meeting;
    const items = itemsVotedOn(board, meetingId, itemNumber);
    if (isRefusal(items)) return items;
    const closed: ItemClosed[] = [];
    const closings: NonNullable<BoardFacts['closings']>[number][] = [];
    const resolutions: NonNullable<BoardFacts['resolutions']>[number][] = [];
    for (const item of items) {
      const count =
        how === 'tabled' ? undefined : countItem(room, board, meeting, item, itemNumber, measures);
      if (isRefusal(count)) return count;
      const outcome: ItemOutcome = count?.outcome ?? 'tabled';
      const explanation = count === undefined ? ['Tabled without a count.'] : explained(room, count);
      const place = { meetingId, itemNumber: item.number };
      const written = JSON.stringify(count ?? {}, (_, value) =>
        typeof value === 'bigint' ? String(value) : value,
      );
      closings.push({ ...place, outcome, count: written, explanation: explanation.join('\n') });
      const isDecided = outcome === 'passed' || outcome === 'failed';
      const resolutionId = isDecided ? await next('resolution') : undefined;
      if (isDecided)
        resolutions.push({
          ...{ resolutionId: resolutionId!, motionId: item.motionId, ...place },
          ...{ outcome, decidedDay: meeting.meetingDay },
        });
      closed.push({ number: item.number, title: item.title, outcome, explanation, resolutionId });
    }
    return { closed, facts: { closings, resolutions } };
  });
  return isRefusal(done) ? done : done.closed;
}

function countItem(
  { rules }: BoardRoom,
  board: Board,
  meeting: Meeting,
  item: MeetingItem,
  votedUnder: number,
  measures: ReadonlyMap<number, MemberMeasure>,
): Count | Refusal {
  const motion = motionOf(board, item.motionId);
  if (isRefusal(motion)) return motion;
  const secondNeeded = rules.secondNeeded && item.marking !== 'consent';
  const state = stateOf(board, motion, { secondNeeded });
  if (votedUnder !== CONSENT_AGENDA && !isOpenTo(state, 'vote'))
    return refuse(
      'out_of_order',
      'motion',
      'a motion that was seconded',
      `motion ${item.motionId}, ${state}`,
    );
  const isOf = (one: { meetingId: number; itemNumber: number }, number: number) =>
    one.meetingId === meeting.meetingId && one.itemNumber === number;
  // Who attends as an alternate makes the director's seat present.
  const alternates = board.directors.filter(({ alternateOf }) => alternateOf !== 0);
  const principals = new Map(alternates.map(({ directorId, alternateOf }) => [directorId, alternateOf]));
  return countVotes(rules, motion.kind, {
    seats: seatsOf(directorsOn(board.directors, meeting.meetingDay), rules.basis, measures),
    ballots: board.votes.filter((vote) => isOf(vote, votedUnder)),
    recused: new Set(board.recusals.filter((one) => isOf(one, item.number)).map((one) => one.directorId)),
    present: new Set(meeting.attending.map((id) => principals.get(id) ?? id)),
  });
}

function explained({ rules, consortium }: BoardRoom, count: Count): string[] {
  const { currency } = consortium.document;
  const money = (weight: bigint) => `${formatAmount(Number(weight), currency)} ${currency.code}`;
  return explainCount(count, rules.basis, rules.basis === 'contributions' ? money : undefined);
}

async function memberMeasures(
  { books, consortium }: BoardRoom,
  { meetingDay }: Meeting,
): Promise<Map<number, MemberMeasure>> {
  const month = monthOf(meetingDay);
  const measures = new Map<number, { employees: number; contributions: number }>();
  const measureOf = (memberId: number) => {
    const known = measures.get(memberId) ?? { employees: 0, contributions: 0 };
    measures.set(memberId, known);
    return known;
  };
  for (const { memberId, units } of await books.enrolledUnits(consortium.consortiumId, month, month))
    measureOf(memberId).employees += units;
  for (const { month: charged, memberId, kind, amount } of await books.charges(consortium.consortiumId))
    if (kind === 'contribution' && charged < month && charged >= month - 12)
      measureOf(memberId).contributions += amount;
  return measures;
}
