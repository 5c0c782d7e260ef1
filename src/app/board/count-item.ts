import { monthOf } from '../../core/calendar/month.ts';
import { CONSENT_AGENDA } from '../../core/governance/agenda.ts';
import { type Count, countVotes, type ShareTest, type Sum } from '../../core/governance/count.ts';
import { directorsOn } from '../../core/governance/directors.ts';
import { explainCount } from '../../core/governance/explain.ts';
import { isOpenTo } from '../../core/governance/motion.ts';
import { type MemberMeasure, seatsOf } from '../../core/governance/seats.ts';
import { formatAmount } from '../../core/money/amount.ts';
import { formatRatio } from '../../core/money/ratio.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { Board, Meeting, MeetingItem } from '../ports/board.ts';
import type { BoardRoom } from './board-room.ts';
import { itemsVotedOn, meetingIn, motionOf, stateOf } from './on-record.ts';

/** The votes on an item, cast under a number, counted. Refused: `out_of_order` where its motion was not seconded. */
export function countItem(
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

/** A count in steps that a person reads. */
export function explained({ rules, consortium }: BoardRoom, count: Count): string[] {
  const { currency } = consortium.document;
  const money = (weight: bigint) => `${formatAmount(Number(weight), currency)} ${currency.code}`;
  return explainCount(count, rules.basis, rules.basis === 'contributions' ? money : undefined);
}

/** What votes weigh on the day of a meeting: employees covered on the first of its month, contributions of the year before. */
export async function memberMeasures(
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

/**
 * The votes on an item as they stand, or as item 0 on the consent agenda: what would come of it were it closed now. Nothing
 * is closed. Refused: as `closeItem`, but everybody may ask.
 */
export async function countSoFar(room: BoardRoom, meetingId: number, itemNumber: number) {
  const board = await room.boards.read(room.consortium.consortiumId);
  const meeting = meetingIn(board, meetingId, 'called', 'opened');
  if (isRefusal(meeting)) return meeting;
  const items = itemsVotedOn(board, meetingId, itemNumber);
  if (isRefusal(items)) return items;
  const measures = await memberMeasures(room, meeting);
  const counted = [];
  for (const item of items) {
    const count = countItem(room, board, meeting, item, itemNumber, measures);
    if (isRefusal(count)) return count;
    counted.push({ item: item.number, title: item.title, ...countDocument(room, count) });
  }
  return { items: counted };
}

function countDocument(room: BoardRoom, count: Count) {
  const directors = ({ heads }: Sum) => heads;
  return {
    ...{ outcome: count.outcome, explanation: explained(room, count) },
    ...{
      for: directors(count.for),
      against: directors(count.against),
      abstained: directors(count.abstained),
    },
    ...{ notVoted: directors(count.notVoted), recused: directors(count.recused) },
    quorum: count.quorum.map(testDocument),
    vote: testDocument(count.vote),
    among: count.majority.of,
  };
}

/** A share beside the one that is needed; of nobody it is 0. */
function testDocument({ what, part, whole, needs, isMet }: ShareTest) {
  return {
    ...{ what, part: String(part), whole: String(whole) },
    needs: formatRatio(needs.share),
    ...{ isExceeded: needs.isExceeded, isMet },
  };
}
