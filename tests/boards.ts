// A pool of four members with a board, in a database of its own, for tests of what boards decide.

import { appoint } from '../src/app/board/appoint.ts';
import { type BoardRoom, boardRoom } from '../src/app/board/board-room.ts';
import { callMeeting, openMeeting } from '../src/app/board/call-meeting.ts';
import { closeItem, type ItemClosed } from '../src/app/board/close-item.ts';
import { type MotionDraft, moveMotions, secondMotion } from '../src/app/board/move.ts';
import { putOnAgenda } from '../src/app/board/set-agenda.ts';
import { castVote } from '../src/app/board/vote.ts';
import { recordConsortium } from '../src/app/consortium.ts';
import { importEnrolmentRows } from '../src/app/import/enrolment.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import type { Stores } from '../src/app/ports/stores.ts';
import { OPERATOR, type Viewer } from '../src/app/viewer.ts';
import { type Day, parseDay } from '../src/core/calendar/day.ts';
import type { Marking } from '../src/core/governance/agenda.ts';
import { isRefusal, type Refusal } from '../src/core/refusal.ts';
import { storesOver } from '../src/store/stores.ts';
import { plainDocument } from './consortia.ts';
import { type TestDatabase, testDatabase } from './database.ts';

export const MEMBERS = ['town', 'school', 'county', 'water'];

/** The document of four members with a board; its rules are those given, else the usual ones. */
export function boardDocument(board: object | undefined = {}, changes: object = {}) {
  const members = MEMBERS.map((code) => ({ code, name: code }));
  return { ...plainDocument, members, ...(board && { board }), ...changes };
}

export const day = (text: string) => parseDay(text) as Day;
export const emailOf = (member: string) => `${member}@pool.example`;

/** What was asked for; a refusal fails the test. */
export function known<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(JSON.stringify(value));
  return value;
}

/** A refusal as "code path"; anything else fails the test. */
export function refusalOf(value: unknown): string {
  if (!isRefusal(value)) throw new Error(`not refused: ${JSON.stringify(value)}`);
  return `${value.code} ${value.path}`;
}

/** A board with a director of each member since 2020. */
export interface TestBoard {
  readonly database: TestDatabase;
  readonly stores: Stores;
  readonly consortium: Consortium;
  /** The board as somebody may act on it, on a day. */
  room(on?: string, viewer?: Viewer): BoardRoom;
  director(member: string): Viewer;
}

export async function openBoard(rules: object = {}, changes: object = {}): Promise<TestBoard> {
  const database = await testDatabase();
  const stores = storesOver(database);
  const consortium = known(
    await recordConsortium(stores.consortia, JSON.stringify(boardDocument(rules, changes))),
  );
  const board: TestBoard = {
    ...{ database, stores, consortium },
    room: (on = '2026-01-05', viewer = OPERATOR) =>
      known(boardRoom(viewer === OPERATOR ? stores : stores.as(viewer), consortium, viewer, day(on))),
    director: (member) => ({
      ...{ role: 'director', name: emailOf(member), memberId: consortium.members.get(member)! },
    }),
  };
  for (const member of MEMBERS)
    known(
      await appoint(board.room(), {
        member,
        name: `D. ${member}`,
        email: emailOf(member),
        from: day('2020-01-01'),
      }),
    );
  return board;
}

/** Moves and seconds a motion: town moves, school seconds. */
export async function moved(board: TestBoard, draft: MotionDraft): Promise<number> {
  const [motionId] = known(await moveMotions(board.room(), [draft], emailOf('town')));
  known(await secondMotion(board.room(), motionId!, emailOf('school')));
  return motionId!;
}

/** Calls a meeting of 2026-02-02 with items for motions, and opens it with everybody there. */
export async function meetingOn(
  board: TestBoard,
  motionIds: readonly number[],
  marking: Marking = 'action',
): Promise<number> {
  const meetingId = known(
    await callMeeting(board.room(), { kind: 'regular', day: day('2026-02-02'), place: 'town hall' }),
  );
  for (const motionId of motionIds) known(await putOnAgenda(board.room(), meetingId, { marking, motionId }));
  known(await openMeeting(board.room('2026-02-02'), meetingId, MEMBERS.map(emailOf)));
  return meetingId;
}

/** Everybody votes for an item, and it is closed. */
export async function passed(board: TestBoard, meetingId: number, itemNumber: number): Promise<ItemClosed[]> {
  const room = board.room('2026-02-02');
  for (const member of MEMBERS)
    known(await castVote(room, { meetingId, itemNumber, choice: 'for', director: emailOf(member) }));
  return known(await closeItem(room, meetingId, itemNumber));
}

/** A resolution that has passed on a motion of its own, at a meeting of its own. */
export async function resolved(board: TestBoard, draft: MotionDraft): Promise<number> {
  const meetingId = await meetingOn(board, [await moved(board, draft)]);
  const [item] = await passed(board, meetingId, 1);
  return item!.resolutionId!;
}

/** Enrols a person for each "member tier" in the plan adjudicated here, from 2026 on. */
export async function enrol(board: TestBoard, persons: readonly string[]): Promise<void> {
  const rows = persons.map((one, index) => {
    const [member, tier] = one.split(' ') as [string, string];
    const person = `person-${index + 1}`;
    const covered = { person, subscriber: person, relationship: 'self', member, plan: 'here', tier };
    return { fileLine: index + 1, ...covered, from: day('2026-01-01') };
  });
  const source = { name: 'enrolment', sha256: persons.join() };
  known(await importEnrolmentRows(board.stores.imports, board.consortium, source, rows));
}
