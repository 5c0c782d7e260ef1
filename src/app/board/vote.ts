import { CONSENT_AGENDA } from '../../core/governance/agenda.ts';
import type { Choice } from '../../core/governance/count.ts';
import { type Director, votingRight } from '../../core/governance/directors.ts';
import { isOpenTo } from '../../core/governance/motion.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { Board, BoardFacts, CastVote, MeetingItem } from '../ports/board.ts';
import { act, actingDirector, type BoardRoom, isClerk, personNamed } from './board-room.ts';
import { itemsVotedOn, meetingIn, motionOf, stateOf } from './on-record.ts';

/** A vote as it is given. */
export interface VoteGiven {
  readonly meetingId: number;
  /** 0 for the consent agenda. */
  readonly itemNumber: number;
  readonly choice: Choice;
  /** The director whose vote it is; who casts it where it is not given, or the director whose alternate that is. */
  readonly director?: string | undefined;
  /** Who casts it; a clerk who names nobody writes down the director's own vote. */
  readonly by?: string | undefined;
}

/**
 * Casts a vote, or changes it while the item is open. Refused: `out_of_order` where the meeting is not open, the item
 * is closed, for information or on consent, or its motion was not seconded; `not_eligible` for who has no right to
 * that vote, has stood aside, or would change by proxy what the director has voted himself.
 */
export async function castVote(room: BoardRoom, given: VoteGiven): Promise<CastVote | Refusal> {
  const { meetingId, itemNumber, choice } = given;
  const done = await act(room, async (board): Promise<{ vote: CastVote; facts: BoardFacts } | Refusal> => {
    const meeting = meetingIn(board, meetingId, 'opened');
    if (isRefusal(meeting)) return meeting;
    const items = itemsVotedOn(board, meetingId, itemNumber);
    if (isRefusal(items)) return items;
    const unready = itemNumber === CONSENT_AGENDA ? undefined : unreadyMotion(room, board, items[0]!);
    if (unready !== undefined) return unready;
    const day = meeting.meetingDay;
    const named = given.by ?? (isClerk(room.viewer) ? given.director : undefined);
    const voter = actingDirector(room, board, day, named);
    if (isRefusal(voter)) return voter;
    const seat =
      given.director === undefined
        ? ownSeat(board, voter)
        : personNamed(board, given.director, day, '--director');
    if (isRefusal(seat)) return seat;
    const known = board.votes.find(
      (one) =>
        one.meetingId === meetingId && one.itemNumber === itemNumber && one.directorId === seat.directorId,
    );
    const refusal = rightRefusal(board, voter, seat, { meetingId, day }, itemNumber, known);
    if (refusal !== undefined) return refusal;
    const vote = {
      ...{ meetingId, itemNumber, directorId: seat.directorId, choice },
      ...{ version: (known?.version ?? 0) + 1, castBy: voter.directorId },
    };
    return { vote, facts: { votes: [vote] } };
  });
  return isRefusal(done) ? done : done.vote;
}

/** A vote as it is answered. */
export function voteDocument({ meetingId, itemNumber, choice, version }: CastVote) {
  return { meeting: meetingId, item: itemNumber, choice, version };
}

function unreadyMotion(room: BoardRoom, board: Board, item: MeetingItem): Refusal | undefined {
  const motion = motionOf(board, item.motionId);
  if (isRefusal(motion)) return motion;
  // What stood on consent had no second to wait for.
  const secondNeeded = room.rules.secondNeeded && item.marking !== 'consent';
  const state = stateOf(board, motion, { secondNeeded });
  if (isOpenTo(state, 'vote')) return undefined;
  return refuse('out_of_order', 'motion', 'a motion that was seconded', `motion ${item.motionId}, ${state}`);
}

/** The seat that a person votes for without naming one. */
function ownSeat(board: Board, voter: Director): Director {
  return voter.alternateOf === 0
    ? voter
    : board.directors.find(({ directorId }) => directorId === voter.alternateOf)!;
}

function rightRefusal(
  board: Board,
  voter: Director,
  seat: Director,
  occasion: Parameters<typeof votingRight>[4],
  itemNumber: number,
  known: CastVote | undefined,
): Refusal | undefined {
  const right = votingRight(board.directors, board.proxies, voter.directorId, seat.directorId, occasion);
  if (right === undefined) {
    const expected = `${seat.email}, an alternate or the holder of a proxy for this meeting`;
    return refuse('not_eligible', '--by', expected, voter.email);
  }
  const aside = board.recusals.find(
    (one) =>
      one.meetingId === occasion.meetingId &&
      one.itemNumber === itemNumber &&
      (one.directorId === seat.directorId || one.directorId === voter.directorId),
  );
  if (aside !== undefined) {
    const who = aside.directorId === seat.directorId ? seat : voter;
    return refuse(
      'not_eligible',
      '--by',
      'a director who has not stood aside',
      `${who.email}: ${aside.reason}`,
    );
  }
  if (right !== 'director' && known?.castBy === seat.directorId)
    return refuse('not_eligible', '--by', `${seat.email}, who has voted himself`, voter.email);
  return undefined;
}
