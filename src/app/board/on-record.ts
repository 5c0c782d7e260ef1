import { formatDay } from '../../core/calendar/day.ts';
import { CONSENT_AGENDA, consentItems } from '../../core/governance/agenda.ts';
import { type MotionState, motionState } from '../../core/governance/motion.ts';
import type { BoardRules } from '../../core/governance/rules.ts';
import { type Refusal, refuse } from '../../core/refusal.ts';
import type { Board, Meeting, MeetingItem, MeetingState, Motion } from '../ports/board.ts';

/** A meeting by its number, in one of these states. Refused: `unknown_reference`, `out_of_order`. */
export function meetingIn(board: Board, meetingId: number, ...states: MeetingState[]): Meeting | Refusal {
  const meeting = board.meetings.find((one) => one.meetingId === meetingId);
  if (meeting === undefined) return refuse('unknown_reference', 'meeting', 'a meeting on record', meetingId);
  if (states.includes(meeting.state)) return meeting;
  const actual = `meeting ${meetingId} of ${formatDay(meeting.meetingDay)}, which is ${meeting.state}`;
  return refuse('out_of_order', 'meeting', `a meeting that is ${states.join(' or ')}`, actual);
}

/** An open item of a meeting by its number. Refused: `unknown_reference`; `out_of_order` where it was closed. */
export function openItem(board: Board, meetingId: number, number: number): MeetingItem | Refusal {
  const item = board.items.find((one) => one.meetingId === meetingId && one.number === number);
  if (item === undefined)
    return refuse('unknown_reference', 'item', `an item of meeting ${meetingId}`, number);
  return item.outcome === undefined
    ? item
    : refuse('out_of_order', 'item', 'an item that is open', `item ${number}, closed: ${item.outcome}`);
}

/**
 * The items that a vote under a number decides: one, or as number 0 all that are on consent. Refused: as `openItem`;
 * `out_of_order` for an item that is not voted on, or not alone.
 */
export function itemsVotedOn(board: Board, meetingId: number, number: number): MeetingItem[] | Refusal {
  if (number === CONSENT_AGENDA) {
    const open = board.items.filter((item) => item.meetingId === meetingId && item.outcome === undefined);
    const items = consentItems(open);
    return items.length > 0
      ? items
      : refuse('out_of_order', 'item', 'open items on consent', `none at meeting ${meetingId}`);
  }
  const item = openItem(board, meetingId, number);
  if ('refused' in item) return item;
  if (item.marking === 'information')
    return refuse(
      'out_of_order',
      'item',
      'an item for action or on consent',
      `item ${number}, for information`,
    );
  if (item.marking === 'consent' && !item.isPulled) {
    const expected = 'item 0, the consent agenda, or an item that was pulled from it';
    return refuse('out_of_order', 'item', expected, `item ${number}, which is on consent`);
  }
  return [item];
}

/** A motion by its number. Refused: `unknown_reference`. */
export function motionOf(board: Board, motionId: number): Motion | Refusal {
  return (
    board.motions.find((motion) => motion.motionId === motionId) ??
    refuse('unknown_reference', 'motion', 'a motion on record', motionId)
  );
}

/** Where a motion stands. One that needs no second stands as if it had one. */
export function stateOf(board: Board, motion: Motion, rules: Pick<BoardRules, 'secondNeeded'>): MotionState {
  const items = board.items.filter(({ motionId }) => motionId === motion.motionId);
  const ended = new Set(
    board.meetings
      .filter(({ state }) => state === 'adjourned' || state === 'cancelled')
      .map((one) => one.meetingId),
  );
  // What a meeting left open when it ended was not decided.
  const decided = items.filter(({ outcome, meetingId }) => outcome !== undefined || !ended.has(meetingId));
  return motionState(
    motion.secondedBy !== 0 || !rules.secondNeeded,
    decided.map(({ outcome }) => outcome),
  );
}
