import { type Day, formatDay } from '../../core/calendar/day.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { appoint } from '../board/appoint.ts';
import { type BoardRoom, boardRoom } from '../board/board-room.ts';
import { callMeeting, endMeeting, openMeeting } from '../board/call-meeting.ts';
import { closeItem } from '../board/close-item.ts';
import { draftMotions } from '../board/draft-motions.ts';
import { moveMotions, secondMotion } from '../board/move.ts';
import { recordMinutes } from '../board/record-minutes.ts';
import { putOnAgenda } from '../board/set-agenda.ts';
import { castVote } from '../board/vote.ts';
import { recordConsortium } from '../consortium.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { Stores } from '../ports/stores.ts';
import { OPERATOR } from '../viewer.ts';
import { MINUTES, NAMES, PAST_ITEMS, raisedRates } from './board-papers.ts';

/**
 * Gives the demonstration's consortium a board, once: a director of each member, a meeting that was held two months ago with
 * its minutes, and one that comes in sixteen days with a motion on next year's rates. The first member's director is the
 * director whom the demonstration signs on. Figures of claims and money stay as they are.
 */
export async function seatDemoBoard(
  stores: Stores,
  consortium: Consortium,
  today: Day,
): Promise<Consortium | Refusal> {
  if (consortium.document.board !== undefined) return consortium;
  const { code, members } = consortium.document;
  const { content } = (await stores.consortia.find(code))!;
  const governed = JSON.stringify({ ...(JSON.parse(content) as object), board: {} });
  const recorded = await recordConsortium(stores.consortia, governed);
  if (isRefusal(recorded)) return recorded;
  const at = (days: number) =>
    expected(boardRoom(stores, recorded, OPERATOR, (today + days) as Day) as BoardRoom | Refusal);
  const directors = members.map(({ code: member }, place) => ({
    ...{ member, name: NAMES[place % NAMES.length]! },
    email: place === 0 ? `director@${code}.example` : `director@${member}.example`,
  }));
  for (const director of directors)
    expected(await appoint(at(-300), { ...director, from: (today - 300) as Day, to: undefined }));
  const emails = directors.map(({ email }) => email);
  await holdPastMeeting(at, emails, (today - 60) as Day);
  await callNextMeeting(stores, at, emails, governed, today);
  return recorded;
}

type RoomAt = (days: number) => BoardRoom;

async function holdPastMeeting(at: RoomAt, emails: readonly string[], day: Day): Promise<void> {
  const [mover, other] = [emails[3]!, emails[6]!];
  const drafts = PAST_ITEMS.map(({ title }) => ({ kind: 'general' as const, title, content: {} }));
  const motions = expected(await moveMotions(at(-75), drafts, mover));
  const meeting = expected(
    await callMeeting(at(-75), { kind: 'regular', place: 'Town hall of Brannock', day }),
  );
  for (const [place, { marking }] of PAST_ITEMS.entries()) {
    expected(await secondMotion(at(-75), motions[place]!, other));
    expected(await putOnAgenda(at(-75), meeting, { marking, motionId: motions[place]! }));
  }
  const present = emails.slice(1, 7);
  expected(await openMeeting(at(-60), meeting, present));
  for (const director of present) {
    const vote = { meetingId: meeting, director };
    expected(await castVote(at(-60), { ...vote, itemNumber: 0, choice: 'for' }));
    const choice = director === mover || director === other ? 'for' : 'against';
    expected(await castVote(at(-60), { ...vote, itemNumber: PAST_ITEMS.length, choice }));
  }
  for (const item of [0, PAST_ITEMS.length]) expected(await closeItem(at(-60), meeting, item));
  expected(await endMeeting(at(-60), meeting, 'adjourned'));
  expected(await recordMinutes(at(-59), meeting, MINUTES));
}

async function callNextMeeting(
  { consortia }: Stores,
  at: RoomAt,
  emails: readonly string[],
  governed: string,
  today: Day,
): Promise<void> {
  const year = Number(formatDay(today).slice(0, 4)) + 1;
  const rates = expected(await draftMotions(consortia, raisedRates(governed, year)));
  const [motion] = expected(await moveMotions(at(0), rates, emails[1]!));
  expected(await secondMotion(at(0), motion!, emails[6]!));
  const minutes = { kind: 'general' as const, title: 'Minutes of the meeting before', content: {} };
  const [approval] = expected(await moveMotions(at(0), [minutes], emails[3]!));
  const place = 'City hall of Port Kessel, room 2, and by video';
  const meeting = expected(await callMeeting(at(0), { kind: 'regular', place, day: (today + 16) as Day }));
  expected(await putOnAgenda(at(0), meeting, { marking: 'consent', motionId: approval! }));
  expected(await putOnAgenda(at(0), meeting, { marking: 'information', title: 'The health of the pool' }));
  expected(await putOnAgenda(at(0), meeting, { marking: 'action', motionId: motion! }));
}

/** What the demonstration does is in order; that it is refused is a bug. */
function expected<T>(found: T | Refusal): T {
  if (isRefusal(found)) throw new Error(`the demonstration's board: ${found.code} at ${found.path}`);
  return found;
}
