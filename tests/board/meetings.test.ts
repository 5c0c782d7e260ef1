// What a board decides, on the real store: proxies and alternates, consent, weights, ties, tabling, and votes that change.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appoint, endTerm } from '../../src/app/board/appoint.ts';
import { callMeeting, endMeeting, openMeeting } from '../../src/app/board/call-meeting.ts';
import { closeItem } from '../../src/app/board/close-item.ts';
import { giveProxy } from '../../src/app/board/give-proxy.ts';
import { moveMotions } from '../../src/app/board/move.ts';
import { pullFromConsent, recuse } from '../../src/app/board/pull-from-consent.ts';
import { recordMinutes } from '../../src/app/board/record-minutes.ts';
import { putOnAgenda } from '../../src/app/board/set-agenda.ts';
import { castVote } from '../../src/app/board/vote.ts';
import { chargeMonths } from '../../src/app/charge-months.ts';
import { parseMonth } from '../../src/core/calendar/month.ts';
import type { Choice } from '../../src/core/governance/count.ts';
import {
  day,
  emailOf,
  enrol,
  known,
  meetingOn,
  moved,
  openBoard,
  passed,
  refusalOf,
  type TestBoard,
} from '../boards.ts';
import { brokenLaws } from '../laws.ts';

const DRAFT = { kind: 'general', title: 'a motion', content: { z: 1, a: '2.00' } } as const;
const ON = '2026-02-02';

let board: TestBoard;
afterEach(async () => {
  expect(await brokenLaws(board.database, board.consortium.consortiumId)).toEqual([]);
  await board.stores.close();
});

/** Votes of directors, as "town for, water against", each cast by themselves. */
async function votes(meetingId: number, itemNumber: number, given: string): Promise<void> {
  for (const [member, choice] of given.split(', ').map((one) => one.split(' ') as [string, Choice]))
    known(await castVote(board.room(ON, board.director(member)), { meetingId, itemNumber, choice }));
}

const close = async (meetingId: number, itemNumber: number, how?: 'tabled') =>
  known(await closeItem(board.room(ON), meetingId, itemNumber, how));

const onRecord = () => board.stores.boards.read(board.consortium.consortiumId);

describe('a board that votes by head', () => {
  beforeEach(async () => {
    board = await openBoard();
  });

  test('keeps a motion’s content as canonical JSON, and the resolution with its count', async () => {
    const meetingId = await meetingOn(board, [await moved(board, DRAFT)]);
    await votes(meetingId, 1, 'town for, school for, county against');
    expect(await close(meetingId, 1)).toMatchObject([{ outcome: 'passed', resolutionId: 1 }]);
    const { motions, resolutions, items } = await onRecord();
    expect(motions[0]).toMatchObject({ content: '{"a":"2.00","z":1}' });
    expect(resolutions).toMatchObject([{ resolutionId: 1, outcome: 'passed', decidedDay: day(ON) }]);
    expect(items[0]!.explanation).toContain('For: 2 directors. Against: 1 director.');
  });

  test('counts the last of a director’s votes', async () => {
    const meetingId = await meetingOn(board, [await moved(board, DRAFT)]);
    await votes(
      meetingId,
      1,
      'town for, school for, school against, town abstain, county against, town against',
    );
    expect(await close(meetingId, 1)).toMatchObject([{ outcome: 'failed' }]);
    expect((await onRecord()).votes.map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  test('lets an alternate and the holder of a proxy vote for who is away', async () => {
    const alternate = {
      member: 'water',
      name: 'Deputy',
      email: 'deputy@pool.example',
      from: day('2026-01-01'),
    };
    known(await appoint(board.room(), { ...alternate, alternateOf: emailOf('water') }));
    const meetingId = await meetingOn(board, [await moved(board, DRAFT)]);
    known(await giveProxy(board.room(ON, board.director('county')), { holder: emailOf('town'), meetingId }));
    const deputy = board.room(ON, { role: 'director', name: 'deputy@pool.example', memberId: 4 });
    known(await castVote(deputy, { meetingId, itemNumber: 1, choice: 'for' }));
    const town = board.room(ON, board.director('town'));
    known(await castVote(town, { meetingId, itemNumber: 1, choice: 'for', director: emailOf('county') }));
    const [item] = await close(meetingId, 1);
    expect(item!.explanation[0]).toBe('For: 2 directors. Against: 0 directors.');
    expect((await onRecord()).votes.map(({ directorId, castBy }) => [directorId, castBy])).toEqual([
      [3, 1],
      [4, 5],
    ]);
  });

  test('decides what is on consent in one vote, but what was pulled or recused from', async () => {
    const motions = [];
    for (let count = 0; count < 3; count += 1)
      motions.push(...known(await moveMotions(board.room(), [DRAFT], emailOf('town'))));
    const meetingId = await meetingOn(board, motions, 'consent');
    known(await pullFromConsent(board.room(ON, board.director('water')), meetingId, 2));
    known(await recuse(board.room(ON, board.director('county')), meetingId, 3, 'a contract of my own'));
    await votes(meetingId, 0, 'town for, school for, water for');
    expect((await close(meetingId, 0)).map(({ number, outcome }) => `${number} ${outcome}`)).toEqual([
      '1 passed',
    ]);
    await votes(meetingId, 2, 'town against, school against, water for');
    expect(await close(meetingId, 2)).toMatchObject([{ outcome: 'failed' }]);
    await votes(meetingId, 3, 'town for');
    const [third] = await close(meetingId, 3);
    expect(third!.explanation).toContain('Recused, and counted nowhere: 1 director.');
    expect((await onRecord()).resolutions.map(({ outcome }) => outcome)).toEqual([
      'passed',
      'failed',
      'passed',
    ]);
  });

  test('takes up again what was tabled, or was left without a quorum or undecided', async () => {
    const [tabled, lonely, left] = [
      await moved(board, DRAFT),
      await moved(board, DRAFT),
      await moved(board, DRAFT),
    ];
    const first = await meetingOn(board, []);
    known(await endMeeting(board.room(ON), first, 'adjourned'));
    const meetingId = known(await callMeeting(board.room(), { kind: 'regular', day: day(ON), place: '' }));
    for (const motionId of [tabled, lonely, left])
      known(await putOnAgenda(board.room(), meetingId, { marking: 'action', motionId }));
    known(await openMeeting(board.room(ON), meetingId, [emailOf('town')]));
    await close(meetingId, 1, 'tabled');
    await votes(meetingId, 2, 'town for');
    expect(await close(meetingId, 2)).toMatchObject([{ outcome: 'no quorum', resolutionId: undefined }]);
    known(await endMeeting(board.room(ON), meetingId, 'adjourned'));
    const later = await meetingOn(board, [tabled, lonely, left]);
    for (const item of [1, 2, 3])
      expect(await passed(board, later, item)).toMatchObject([{ outcome: 'passed' }]);
    expect((await onRecord()).resolutions).toHaveLength(3);
  });

  test('gives a vote for the days of a term only, and keeps every version of it', async () => {
    known(await endTerm(board.room(), emailOf('water'), day('2026-01-31')));
    const next = { member: 'water', name: 'Next', email: 'next@pool.example', from: day('2026-02-01') };
    known(await appoint(board.room(), next));
    const meetingId = known(await callMeeting(board.room(), { kind: 'regular', day: day(ON), place: '' }));
    const motionId = await moved(board, DRAFT);
    known(await putOnAgenda(board.room(), meetingId, { marking: 'action', motionId }));
    known(await openMeeting(board.room(ON), meetingId, ['NEXT@pool.example']));
    const old = castVote(board.room(ON, board.director('water')), {
      meetingId,
      itemNumber: 1,
      choice: 'for',
    });
    expect(refusalOf(await old)).toBe('not_eligible --by');
    const own = board.room(ON, { role: 'director', name: 'next@pool.example', memberId: 4 });
    expect(known(await castVote(own, { meetingId, itemNumber: 1, choice: 'for' }))).toMatchObject({
      directorId: 5,
    });
  });

  test('keeps minutes in versions; the same again changes nothing', async () => {
    const meetingId = await meetingOn(board, []);
    const write = async (text: string) => known(await recordMinutes(board.room(ON), meetingId, text));
    expect([await write('one'), await write('one'), await write('two'), await write('one')]).toEqual([
      1, 1, 2, 3,
    ]);
    expect(await board.stores.boards.minutes(1)).toEqual([{ meetingId, version: 3, content: 'one' }]);
  });
});

test.each([
  ['employees', 'passed', 'For: 1 director with 2 employees. Against: 1 director with 1 employees.'],
  [
    'contributions',
    'failed',
    'For: 1 director with 1000.00 USD of contributions. Against: 1 director with 1200.00 USD of contributions.',
  ],
])(
  'a board that votes by %s weighs what the members have on the day of the meeting',
  async (votedBy, outcome, first) => {
    board = await openBoard({ votes: votedBy, quorum: {} });
    const { consortium, stores } = board;
    await enrol(board, ['town employee', 'town employee', 'school family']);
    known(await chargeMonths(stores.books, consortium, parseMonth('2026-01')!));
    const meetingId = await meetingOn(board, [await moved(board, DRAFT)]);
    await votes(meetingId, 1, 'town for, school against');
    const [item] = await close(meetingId, 1);
    expect([item!.outcome, item!.explanation[0]]).toEqual([outcome, first]);
  },
);
