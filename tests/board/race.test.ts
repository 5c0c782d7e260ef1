// Two servers vote on, close and use the same at the same moment: no vote is lost, nothing is decided or takes effect twice.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BoardRoom } from '../../src/app/board/board-room.ts';
import { closeItem } from '../../src/app/board/close-item.ts';
import { draftMotions } from '../../src/app/board/draft-motions.ts';
import { contentOf, moveMotions } from '../../src/app/board/move.ts';
import { castVote } from '../../src/app/board/vote.ts';
import { recordConsortium } from '../../src/app/consortium.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { streamOf } from '../../src/core/simulation/random.ts';
import { useResolution } from '../../src/store/board/resolution-effect.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { storesOver } from '../../src/store/stores.ts';
import {
  boardDocument,
  day,
  emailOf,
  known,
  meetingOn,
  openBoard,
  resolved,
  type TestBoard,
} from '../boards.ts';
import { brokenLaws } from '../laws.ts';

/** 1,000 were run too: six minutes beside other work. */
const RACES = 100;
/** Votes on each item: two of each side. */
const VOTES = 4;
const DOCUMENTS = 8;

let board: TestBoard;
/** The second server: its own connections to the same database. */
let databases: readonly [Database, Database];
let other: Stores;

beforeAll(async () => {
  board = await openBoard({ secondNeeded: false, quorum: {}, noticeDays: 0 });
  const second = await openDatabase({ url: board.database.url, home: '' });
  databases = [board.database, second];
  other = storesOver(second);
});

afterAll(async () => {
  await other.close();
  await board.stores.close();
});

const random = streamOf(1, 1);
const pause = (most: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.floor(random.uniform() * most)));

/** When something began and ended, so that it can be proved that two of them overlapped. */
async function timed<T>(work: () => Promise<T>): Promise<{ value: T; from: number; to: number }> {
  const from = performance.now();
  const value = await work();
  return { value, from, to: performance.now() };
}
const overlapped = (a: { from: number; to: number }, b: { from: number; to: number }) =>
  a.from < b.to && b.from < a.to;

test(`${RACES} items: all votes that were taken are counted, and each is closed and used once`, async () => {
  const drafts = Array.from({ length: RACES }, (_, index) => ({
    ...{ kind: 'assessment' as const, title: `assessment ${index}`, content: { index } },
  }));
  const motionIds = known(await moveMotions(board.room(), drafts, emailOf('town')));
  const meetingId = await meetingOn(board, []);
  const { consortiumId } = board.consortium;
  const items = motionIds.map((motionId, index) => ({
    ...{
      meetingId,
      number: index + 1,
      marking: 'action' as const,
      title: '',
      motionId,
      setDay: day('2026-01-05'),
    },
  }));
  known(await board.stores.boards.act(consortiumId, 'test', async () => ({ facts: { items } })));
  const roomOf = (stores: Stores): BoardRoom => ({
    ...board.room('2026-02-02'),
    boards: stores.boards,
    books: stores.books,
  });
  const rooms = [roomOf(board.stores), roomOf(other)] as const;
  // As long as closing takes on this machine now, so that votes come before, during and after it.
  let longest = 20;
  const [seen, kept] = [{ together: 0, late: 0, first: 0, second: 0 }, [] as number[]];
  for (let itemNumber = 1; itemNumber <= RACES; itemNumber += 1) {
    // Of four items one is closed when all have voted, and one is voted on when it is closed: whatever the machine's pace.
    const { promise: isClosed, resolve: closed } = Promise.withResolvers<void>();
    const { promise: haveVoted, resolve: voted } = Promise.withResolvers<void>();
    let cast = 0;
    const vote = async (room: BoardRoom, member: string, choice: 'for' | 'against') => {
      await (itemNumber % 4 === 1 ? isClosed : pause(longest));
      const director = emailOf(member);
      const isLate = isRefusal(await castVote(room, { meetingId, itemNumber, choice, director }));
      cast += 1;
      if (cast === VOTES) voted();
      return isLate;
    };
    const close = async (room: BoardRoom) => {
      await (itemNumber % 4 === 0 ? haveVoted : pause(longest / 2));
      const { value, from, to } = await timed(() => closeItem(room, meetingId, itemNumber));
      longest = to - from;
      closed();
      return value;
    };
    const sides = await Promise.all([
      timed(() =>
        Promise.all([vote(rooms[0], 'town', 'for'), vote(rooms[0], 'county', 'for'), close(rooms[0])]),
      ),
      timed(() =>
        Promise.all([vote(rooms[1], 'school', 'for'), vote(rooms[1], 'county', 'against'), close(rooms[1])]),
      ),
    ]);
    if (overlapped(...sides)) seen.together += 1;
    seen.late += sides.flatMap(({ value }) => value.slice(0, 2)).filter(Boolean).length;
    const closings = sides.map(({ value }) => value[2]);
    const done = closings.filter((closing) => !isRefusal(closing)) as Exclude<
      (typeof closings)[number],
      { refused: true }
    >[];
    expect(done).toHaveLength(1);
    expect(closings.filter(isRefusal)).toMatchObject([{ code: 'out_of_order' }]);
    const [{ outcome, resolutionId }] = done[0] as [(typeof done)[number][number]];
    if (outcome !== 'passed') continue;
    const used = await useTogether(resolutionId!, drafts[itemNumber - 1]!.content);
    expect(used.isTogether).toBe(true);
    expect(used.winners).toHaveLength(1);
    seen[used.winners[0] === 0 ? 'first' : 'second'] += 1;
    kept.push(resolutionId!);
  }
  const { votes } = await board.stores.boards.read(consortiumId);
  const counted = await board.database.read(consortiumId, (query) =>
    query.rows<{ number: number; count: string }>(
      'SELECT item_number AS number, count FROM item_close ORDER BY 1',
    ),
  );
  expect(counted).toHaveLength(RACES);
  for (const { number, count } of counted) {
    const read = JSON.parse(count) as Record<'for' | 'against', { heads: number }>;
    const ours = votes.filter((vote) => vote.itemNumber === number);
    for (const side of ['for', 'against'] as const)
      expect(read[side].heads, `item ${number}`).toBe(ours.filter(({ choice }) => choice === side).length);
  }
  const effects = await board.database.read(consortiumId, (query) =>
    query.rows<{ id: number }>('SELECT resolution_id AS id FROM resolution_effect ORDER BY 1'),
  );
  expect(effects.map(({ id }) => id)).toEqual(kept);
  expect(await brokenLaws(board.database, consortiumId)).toEqual([]);
  // The races were races: both at once, votes before and after the closing, and either side first.
  const shown = JSON.stringify(seen);
  expect(seen.together, shown).toBeGreaterThan(RACES * 0.9);
  expect(Math.min(seen.late, RACES * VOTES - seen.late), shown).toBeGreaterThan(RACES / 5);
  expect(Math.min(seen.first, seen.second), shown).toBeGreaterThan(kept.length / 20);
});

/** Both servers use a resolution, in transactions that have both begun before either uses it; which of them could. */
async function useTogether(resolutionId: number, content: object) {
  const contentSha256 = known(contentOf(content)).sha256;
  const { promise: haveBegun, resolve: allBegun } = Promise.withResolvers<void>();
  let begun = 0;
  const outcomes = await Promise.all(
    databases.map(async (database, factId) => {
      return database.unitOfWork(board.consortium.consortiumId, (query) =>
        timed(async () => {
          begun += 1;
          if (begun === databases.length) allBegun();
          await haveBegun;
          await pause(10);
          const use = { resolutionId, kind: 'assessment' as const, contentSha256, effect: 'race', factId };
          const refusal = await useResolution(query, use);
          await pause(3);
          return refusal;
        }).then(({ value, ...times }) => ({ ...times, code: value?.code, ...(value && { refusal: value }) })),
      );
    }),
  );
  const winners = outcomes.flatMap(({ code }, side) => (code === undefined ? side : []));
  expect(outcomes.map(({ code }) => code).filter(Boolean)).toEqual(['resolution_used']);
  return { winners, isTogether: overlapped(outcomes[0]!, outcomes[1]!) };
}

test(`at least ${DOCUMENTS} times two documents at once: neither takes back what the other rests on a resolution`, async () => {
  const { consortia } = board.stores;
  let document = boardDocument({ secondNeeded: false, quorum: {}, noticeDays: 0 });
  let refused = 0;
  // Until the one that rests on a resolution came before the other, which depends on the machine.
  for (let race = 0; race < DOCUMENTS || refused === 0; race += 1) {
    const from = `20${27 + race}-01`;
    const rate = { from, rates: { employee: '550.00', family: '1300.00' } };
    const voted = { ...document, contributions: [...document.contributions, rate] };
    const [draft] = known(await draftMotions(consortia, JSON.stringify(voted)));
    const resolution = await resolved(board, draft!);
    const ourWork = () => recordConsortium(consortia, JSON.stringify(voted), undefined, [resolution]);
    const named = JSON.stringify({ ...document, name: `Pool ${race}` });
    const early = race % 2 === 0 ? ourWork() : undefined;
    const theirWork = recordConsortium(other.consortia, named);
    const [ours, theirs] = await Promise.all([early ?? ourWork(), theirWork]);
    known(ours);
    if (isRefusal(theirs)) {
      expect(theirs).toMatchObject({ code: 'resolution_required', path: 'contributions' });
      refused += 1;
    }
    document = JSON.parse((await consortia.find('pool'))!.content);
    expect(document.contributions).toEqual(voted.contributions);
  }
});
