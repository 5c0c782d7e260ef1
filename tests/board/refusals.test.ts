// What a board may not do, one row for each refusal, on the real store: nothing of what is refused is kept.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appoint, endTerm } from '../../src/app/board/appoint.ts';
import { type BoardRoom, boardRoom } from '../../src/app/board/board-room.ts';
import { callMeeting, endMeeting, openMeeting } from '../../src/app/board/call-meeting.ts';
import { closeItem } from '../../src/app/board/close-item.ts';
import { giveProxy } from '../../src/app/board/give-proxy.ts';
import { moveMotions, secondMotion } from '../../src/app/board/move.ts';
import { pullFromConsent, recuse } from '../../src/app/board/pull-from-consent.ts';
import { recordMinutes } from '../../src/app/board/record-minutes.ts';
import { putOnAgenda } from '../../src/app/board/set-agenda.ts';
import { castVote } from '../../src/app/board/vote.ts';
import { OPERATOR } from '../../src/app/viewer.ts';
import {
  day,
  emailOf,
  known,
  meetingOn,
  moved,
  openBoard,
  passed,
  refusalOf,
  type TestBoard,
} from '../boards.ts';
import { consortiumOf } from '../consortia.ts';

const DRAFT = { kind: 'general', title: 'a motion', content: {} } as const;
const TOWN = emailOf('town');
const SCHOOL = emailOf('school');
const MEETING_DAY = '2026-02-02';

let board: TestBoard;
/** Numbers of what stands on record before the rows: meetings, and motions. */
let at: Record<'called' | 'open' | 'over' | 'cancelled' | 'consent', number>;
let motions: Record<'moved' | 'seconded' | 'waiting' | 'passed', number>;

beforeAll(async () => {
  board = await openBoard();
  const room = board.room();
  const call = async () =>
    known(await callMeeting(room, { kind: 'regular', day: day(MEETING_DAY), place: '' }));
  const [onlyMoved] = known(await moveMotions(room, [DRAFT], TOWN));
  const [seconded, waiting, toPass, forConsent] = [
    ...[await moved(board, DRAFT), await moved(board, DRAFT)],
    ...[await moved(board, DRAFT), await moved(board, DRAFT)],
  ];
  const over = await meetingOn(board, [toPass!]);
  await passed(board, over, 1);
  known(await endMeeting(room, over, 'adjourned'));
  const called = await call();
  known(await putOnAgenda(room, called, { marking: 'action', motionId: waiting! }));
  const cancelled = await call();
  known(await endMeeting(room, cancelled, 'cancelled'));
  // Items 1 action (not seconded), 2 information, 3 closed.
  const open = await call();
  const closed = await moved(board, DRAFT);
  known(await putOnAgenda(room, open, { marking: 'action', motionId: onlyMoved! }));
  known(await putOnAgenda(room, open, { marking: 'information', title: 'report' }));
  known(await putOnAgenda(room, open, { marking: 'action', motionId: closed }));
  known(await openMeeting(board.room(MEETING_DAY), open, [TOWN]));
  known(await closeItem(room, open, 3, 'tabled'));
  const consent = await meetingOn(board, [forConsent!], 'consent');
  at = { called, open, over, cancelled, consent };
  motions = { moved: onlyMoved!, seconded: seconded!, waiting: waiting!, passed: toPass! };
});

afterAll(() => board.stores.close());

const director = (member: string) => board.room(MEETING_DAY, board.director(member));
const vote = (room: BoardRoom, meetingId: number, itemNumber: number, more: object = {}) =>
  castVote(room, { meetingId, itemNumber, choice: 'for', ...more });
const clerk = () => board.room(MEETING_DAY);
const term = (changes: object) =>
  appoint(board.room(), {
    member: 'town',
    name: 'New',
    email: 'new@pool.example',
    from: day('2026-01-01'),
    ...changes,
  });

const rows: readonly [name: string, refusal: string, attempt: () => Promise<unknown>][] = [
  [
    'a meeting called nine days before',
    'notice_too_short --on',
    () => callMeeting(board.room('2026-01-24'), { kind: 'special', day: day(MEETING_DAY), place: '' }),
  ],
  [
    'an emergency that the rules do not know',
    'not_eligible --kind',
    () => callMeeting(board.room(), { kind: 'emergency', day: day(MEETING_DAY), place: '' }),
  ],
  [
    'a meeting called by a director',
    'not_eligible role',
    () => callMeeting(director('town'), { kind: 'regular', day: day('2027-01-01'), place: '' }),
  ],
  [
    'a meeting opened before its day',
    'out_of_order --on',
    () => openMeeting(board.room('2026-02-01'), at.called, []),
  ],
  [
    'a meeting opened that was cancelled',
    'out_of_order meeting',
    () => openMeeting(clerk(), at.cancelled, []),
  ],
  [
    'a meeting opened with a stranger',
    'unknown_reference --present',
    () => openMeeting(clerk(), at.called, ['who@pool.example']),
  ],
  [
    'a meeting adjourned that was not opened',
    'out_of_order meeting',
    () => endMeeting(clerk(), at.called, 'adjourned'),
  ],
  [
    'a meeting cancelled that was held',
    'out_of_order meeting',
    () => endMeeting(clerk(), at.over, 'cancelled'),
  ],
  ['a meeting that there is not', 'unknown_reference meeting', () => endMeeting(clerk(), 99, 'cancelled')],
  [
    'an item to be decided without a motion',
    'missing_field --motion',
    () => putOnAgenda(board.room(), at.called, { marking: 'action' }),
  ],
  [
    'an item without a title',
    'missing_field --title',
    () => putOnAgenda(board.room(), at.called, { marking: 'information' }),
  ],
  [
    'an item of a motion that there is not',
    'unknown_reference motion',
    () => putOnAgenda(board.room(), at.called, { marking: 'action', motionId: 99 }),
  ],
  [
    'a decision put on the agenda too late',
    'notice_too_short --on',
    () => putOnAgenda(board.room('2026-02-01'), at.called, { marking: 'action', motionId: motions.seconded }),
  ],
  [
    'a decision put on the agenda of an open meeting',
    'notice_too_short meeting',
    () => putOnAgenda(clerk(), at.open, { marking: 'consent', motionId: motions.seconded }),
  ],
  [
    'an item of a motion that has passed',
    'out_of_order --motion',
    () => putOnAgenda(board.room(), at.called, { marking: 'action', motionId: motions.passed }),
  ],
  [
    'an item of a motion that waits on another agenda',
    'out_of_order --motion',
    () => putOnAgenda(board.room(), at.called, { marking: 'action', motionId: motions.waiting }),
  ],
  [
    'an item of a meeting that is over',
    'out_of_order meeting',
    () => putOnAgenda(board.room(), at.over, { marking: 'information', title: 'x' }),
  ],
  ['a motion by nobody', 'missing_field --by', () => moveMotions(clerk(), [DRAFT])],
  [
    'a motion by a stranger',
    'unknown_reference --by',
    () => moveMotions(clerk(), [DRAFT], 'who@pool.example'),
  ],
  [
    'a motion by a viewer who is no director',
    'not_eligible --by',
    () => moveMotions(board.room(MEETING_DAY, { role: 'treasurer', name: TOWN }), [DRAFT]),
  ],
  [
    'a motion by a director of another member',
    'not_eligible --by',
    () => moveMotions(board.room(MEETING_DAY, { ...board.director('town'), memberId: 2 }), [DRAFT]),
  ],
  [
    'a motion in the name of another director',
    'not_eligible --by',
    () => moveMotions(director('town'), [DRAFT], SCHOOL),
  ],
  [
    'a motion whose content is no Unicode',
    'wrong_encoding [0].content',
    () => moveMotions(clerk(), [{ ...DRAFT, content: { text: '\ud800' } }], TOWN),
  ],
  [
    'a motion whose content has no names',
    'wrong_type [0].content',
    () => moveMotions(clerk(), [{ ...DRAFT, content: [1] }], TOWN),
  ],
  [
    'a motion seconded by who has moved it',
    'not_eligible --by',
    () => secondMotion(clerk(), motions.moved, TOWN),
  ],
  ['a motion seconded twice', 'out_of_order motion', () => secondMotion(clerk(), motions.seconded, SCHOOL)],
  ['a second of no motion', 'unknown_reference motion', () => secondMotion(clerk(), 99, SCHOOL)],
  ['a vote before the meeting is open', 'out_of_order meeting', () => vote(director('town'), at.called, 1)],
  ['a vote after the meeting', 'out_of_order meeting', () => vote(director('town'), at.over, 1)],
  ['a vote on a motion without a second', 'out_of_order motion', () => vote(director('town'), at.open, 1)],
  ['a vote on an item for information', 'out_of_order item', () => vote(director('town'), at.open, 2)],
  ['a vote on an item that is closed', 'out_of_order item', () => vote(director('town'), at.open, 3)],
  ['a vote on no item', 'unknown_reference item', () => vote(director('town'), at.open, 9)],
  ['a vote on consent where nothing is', 'out_of_order item', () => vote(director('town'), at.open, 0)],
  ['a vote on one item on consent', 'out_of_order item', () => vote(director('town'), at.consent, 1)],
  [
    'a vote for another without a proxy',
    'not_eligible --by',
    () => vote(director('town'), at.consent, 0, { director: SCHOOL }),
  ],
  [
    'a vote written down by an auditor',
    'not_eligible --by',
    () => vote(board.room(MEETING_DAY, { role: 'auditor', name: 'a' }), at.consent, 0),
  ],
  ['a vote that a clerk writes down for nobody', 'missing_field --by', () => vote(clerk(), at.consent, 0)],
  ['an item closed by a director', 'not_eligible role', () => closeItem(director('town'), at.consent, 0)],
  ['an item closed twice', 'out_of_order item', () => closeItem(clerk(), at.open, 3)],
  ['an item closed whose motion has no second', 'out_of_order motion', () => closeItem(clerk(), at.open, 1)],
  [
    'an item pulled that is not on consent',
    'out_of_order item',
    () => pullFromConsent(director('town'), at.open, 1),
  ],
  [
    'a recusal from an item for information',
    'out_of_order item',
    () => recuse(director('town'), at.open, 2, 'x'),
  ],
  [
    'a recusal after the item was closed',
    'out_of_order item',
    () => recuse(director('town'), at.open, 3, 'x'),
  ],
  [
    'minutes of a meeting that was not held',
    'out_of_order meeting',
    () => recordMinutes(clerk(), at.called, 'x'),
  ],
  ['minutes by a director', 'not_eligible role', () => recordMinutes(director('town'), at.over, 'x')],
  ['a proxy without an end', 'missing_field --until', () => giveProxy(director('town'), { holder: SCHOOL })],
  [
    'a proxy with two ends',
    'inconsistent --until',
    () => giveProxy(director('town'), { holder: SCHOOL, meetingId: at.called, until: day('2026-03-01') }),
  ],
  [
    'a proxy until a day gone by',
    'inconsistent --until',
    () => giveProxy(director('town'), { holder: SCHOOL, until: day('2026-02-01') }),
  ],
  [
    'a proxy to oneself',
    'inconsistent --holder',
    () => giveProxy(director('town'), { holder: TOWN, until: day('2026-03-01') }),
  ],
  [
    'a proxy for a meeting that is over',
    'out_of_order meeting',
    () => giveProxy(director('town'), { holder: SCHOOL, meetingId: at.over }),
  ],
  ['a director of no member', 'unknown_reference --member', () => term({ member: 'who' })],
  ['a term that ends before it begins', 'inconsistent --to', () => term({ to: day('2025-12-31') })],
  ['a second director of a member', 'inconsistent --member', () => term({})],
  [
    'a second office of one person',
    'inconsistent --email',
    () => term({ member: 'school', email: TOWN.toUpperCase() }),
  ],
  [
    'an alternate of another member’s director',
    'inconsistent --alternate-of',
    () => term({ alternateOf: SCHOOL }),
  ],
  [
    'a term that ends and never was',
    'unknown_reference --email',
    async () => endTerm(board.room(), 'who@pool.example', day('2026-01-01')),
  ],
];

describe('a board refuses', () => {
  test.each(rows)('%s', async (_name, refusal, attempt) => {
    const count = `SELECT (SELECT count(*) FROM vote) + (SELECT count(*) FROM motion) + (SELECT count(*) FROM item_close)
      + (SELECT count(*) FROM meeting) + (SELECT count(*) FROM director) + (SELECT count(*) FROM proxy) AS facts`;
    const facts = () => board.database.read(board.consortium.consortiumId, (query) => query.one(count));
    const before = await facts();
    expect(refusalOf(await attempt())).toBe(refusal);
    expect(await facts()).toEqual(before);
  });

  test('to act where the document has none', () =>
    expect(refusalOf(boardRoom(board.stores, consortiumOf(), OPERATOR, day(MEETING_DAY)))).toBe(
      'missing_field board',
    ));

  test('a second proxy to one holder, and a vote by proxy where the director has voted himself', async () => {
    const meetingId = await meetingOn(board, [await moved(board, DRAFT)]);
    const until = day('2026-02-28');
    known(await giveProxy(director('county'), { holder: SCHOOL, until }));
    expect(refusalOf(await giveProxy(director('water'), { holder: SCHOOL, meetingId }))).toBe(
      'not_eligible --holder',
    );
    known(await vote(director('county'), meetingId, 1));
    const byProxy = vote(director('school'), meetingId, 1, { director: emailOf('county') });
    expect(refusalOf(await byProxy)).toBe('not_eligible --by');
    known(await recuse(director('water'), meetingId, 1, 'owns the building'));
    expect(refusalOf(await vote(director('water'), meetingId, 1))).toBe('not_eligible --by');
  });
});
