import type { Marking } from '../../core/governance/agenda.ts';
import { isOpenTo } from '../../core/governance/motion.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { Board, Meeting } from '../ports/board.ts';
import { act, type BoardRoom, clerkRefusal } from './board-room.ts';
import { noticeRefusal } from './call-meeting.ts';
import { meetingIn, motionOf, stateOf } from './on-record.ts';

/** What is to be put on an agenda; the title is the motion's where none is given. */
export interface ItemGiven {
  readonly marking: Marking;
  readonly title?: string | undefined;
  readonly motionId?: number | undefined;
}

/**
 * Puts an item on the agenda of a meeting, as its last. What is to be decided has to be there in time, as the agenda is
 * part of the notice; motions from the floor are for action, where the rules allow them. Refused: `missing_field` for
 * an item to be decided without a motion, or one without a title; `notice_too_short`; `out_of_order` for a motion that
 * was decided, or is on an agenda already, and for a meeting that is over.
 */
export async function putOnAgenda(
  room: BoardRoom,
  meetingId: number,
  given: ItemGiven,
): Promise<number | Refusal> {
  const refusal = clerkRefusal(room);
  if (refusal !== undefined) return refusal;
  const { marking, motionId = 0 } = given;
  if (marking !== 'information' && motionId === 0)
    return refuse('missing_field', '--motion', 'the motion that the item decides', undefined);
  const done = await act(room, async (board) => {
    const meeting = meetingIn(board, meetingId, 'called', 'opened');
    if (isRefusal(meeting)) return meeting;
    const late = marking === 'information' ? undefined : latenessOf(room, meeting, marking);
    if (late !== undefined) return late;
    const motion = motionId === 0 ? undefined : motionOf(board, motionId);
    if (isRefusal(motion)) return motion;
    if (motion !== undefined) {
      const state = stateOf(board, motion, room.rules);
      if (!isOpenTo(state, 'put on an agenda'))
        return refuse(
          'out_of_order',
          '--motion',
          'a motion that is undecided',
          `motion ${motionId}, ${state}`,
        );
      const at = waitingAt(board, motionId);
      if (at !== undefined)
        return refuse(
          'out_of_order',
          '--motion',
          'a motion that is on no agenda',
          `motion ${motionId}, ${at}`,
        );
    }
    const title = given.title ?? motion?.title;
    if (title === undefined) return refuse('missing_field', '--title', 'what the item is about', undefined);
    const number = 1 + board.items.filter((item) => item.meetingId === meetingId).length;
    return { number, facts: { items: [{ meetingId, number, marking, title, motionId, setDay: room.on }] } };
  });
  return isRefusal(done) ? done : done.number;
}

function latenessOf(room: BoardRoom, meeting: Meeting, marking: Marking): Refusal | undefined {
  const isFromTheFloor = room.rules.motionsFromTheFloor && marking === 'action';
  if (isFromTheFloor || (meeting.kind === 'emergency' && meeting.state === 'called')) return undefined;
  if (meeting.state === 'called') return noticeRefusal(room, meeting);
  const expected = 'an agenda that stood before the meeting was opened';
  return refuse('notice_too_short', 'meeting', expected, `meeting ${meeting.meetingId}, which is open`);
}

/** Where an undecided motion is on an agenda already, of a meeting that is not over. */
function waitingAt(board: Board, motionId: number): string | undefined {
  const item = board.items.find(
    (one) =>
      one.motionId === motionId &&
      one.outcome === undefined &&
      board.meetings.some(
        ({ meetingId, state }) => meetingId === one.meetingId && (state === 'called' || state === 'opened'),
      ),
  );
  return item && `item ${item.number} of meeting ${item.meetingId}`;
}
