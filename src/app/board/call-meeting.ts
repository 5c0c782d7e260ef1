import { type Day, formatDay } from '../../core/calendar/day.ts';
import { lastDayOfNotice, type MeetingKind } from '../../core/governance/notice.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { BoardFacts, Meeting, MeetingState } from '../ports/board.ts';
import { act, type BoardRoom, clerkRefusal, personNamed } from './board-room.ts';
import { meetingIn } from './on-record.ts';

/** A meeting that is to be called. */
export interface MeetingCall {
  readonly kind: MeetingKind;
  readonly day: Day;
  readonly place: string;
}

/** Calls a meeting. Refused: `notice_too_short`; `not_eligible` for an emergency where the rules know none. */
export async function callMeeting(
  room: BoardRoom,
  { kind, day, place }: MeetingCall,
): Promise<number | Refusal> {
  const refusal = clerkRefusal(room) ?? noticeRefusal(room, { kind, meetingDay: day });
  if (refusal !== undefined) return refusal;
  if (kind === 'emergency' && !room.rules.emergencyMeetings)
    return refuse(
      'not_eligible',
      '--kind',
      'regular or special: the rules of the board know no emergency',
      kind,
    );
  const done = await act(room, async (_board, next) => {
    const meetingId = await next('meeting');
    const meeting = { meetingId, kind, place, calledDay: room.on, meetingDay: day };
    return { meetingId, facts: { meetings: [meeting] } };
  });
  return isRefusal(done) ? done : done.meetingId;
}

/** Refused `notice_too_short` where it is too late to call a meeting, or to put something on its agenda. */
export function noticeRefusal(
  { rules, on }: BoardRoom,
  { kind, meetingDay }: Pick<Meeting, 'kind' | 'meetingDay'>,
): Refusal | undefined {
  const last = lastDayOfNotice(rules, kind, meetingDay);
  if (on <= last) return undefined;
  const notice = kind === 'emergency' ? '' : `, ${rules.noticeDays} days before the meeting`;
  return refuse('notice_too_short', '--on', `${formatDay(last)} or earlier${notice}`, formatDay(on));
}

/**
 * Opens a meeting on its day, with who attends: from then on it is voted, and the meeting has been held. Said again while
 * it is open, it adds those who have come since. Refused: `out_of_order` before its day, and once it is over.
 */
export async function openMeeting(
  room: BoardRoom,
  meetingId: number,
  attending: readonly string[],
): Promise<undefined | Refusal> {
  const refusal = clerkRefusal(room);
  if (refusal !== undefined) return refusal;
  const done = await act(room, async (board): Promise<{ facts: BoardFacts } | Refusal> => {
    const meeting = meetingIn(board, meetingId, 'called', 'opened');
    if (isRefusal(meeting)) return meeting;
    const day = formatDay(meeting.meetingDay);
    if (room.on < meeting.meetingDay)
      return refuse('out_of_order', '--on', `${day}, the day of the meeting, or later`, formatDay(room.on));
    const here = new Set(meeting.attending);
    for (const email of attending) {
      const person = personNamed(board, email, meeting.meetingDay, '--present');
      if (isRefusal(person)) return person;
      here.add(person.directorId);
    }
    const attendance = [...here]
      .filter((directorId) => !meeting.attending.includes(directorId))
      .map((directorId) => ({ meetingId, directorId }));
    const events = meeting.state === 'called' ? [{ meetingId, event: 'opened' as const }] : [];
    return { facts: { events, attendance } };
  });
  return isRefusal(done) ? done : undefined;
}

/** Adjourns a meeting that is open, or cancels one that was not opened. Refused: `out_of_order`. */
export async function endMeeting(
  room: BoardRoom,
  meetingId: number,
  event: 'adjourned' | 'cancelled',
): Promise<undefined | Refusal> {
  const refusal = clerkRefusal(room);
  if (refusal !== undefined) return refusal;
  const before: MeetingState = event === 'adjourned' ? 'opened' : 'called';
  const done = await act(room, async (board): Promise<{ facts: BoardFacts } | Refusal> => {
    const meeting = meetingIn(board, meetingId, before);
    return isRefusal(meeting) ? meeting : { facts: { events: [{ meetingId, event }] } };
  });
  return isRefusal(done) ? done : undefined;
}
