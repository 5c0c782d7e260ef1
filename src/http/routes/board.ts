import { z } from 'zod';
import { appoint, endTerm } from '../../app/board/appoint.ts';
import { directorDocuments, motionDocuments } from '../../app/board/board-report.ts';
import { type BoardRoom, boardRoom } from '../../app/board/board-room.ts';
import { draftMotions } from '../../app/board/draft-motions.ts';
import { giveProxy } from '../../app/board/give-proxy.ts';
import { MOTION_KINDS, moveMotions, secondMotion } from '../../app/board/move.ts';
import { rulesDocument } from '../../app/board/rules-document.ts';
import { parseDay } from '../../core/calendar/day.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { ofBody } from '../body-path.ts';
import { type AskedOfConsortium, reading, wideEffect } from '../route.ts';
import { day, name, ratio } from '../shapes.ts';

/** The board as whoever asks may act on it, today. */
export async function inRoom<T>(
  asked: Omit<AskedOfConsortium, 'params' | 'query' | 'body'>,
  work: (room: BoardRoom) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  const { stores, operator, consortium, viewer, today } = asked;
  // Weights of votes are sums over all members, which no director sees row by row.
  const room = boardRoom({ boards: stores.boards, books: operator.books }, consortium, viewer, today());
  return isRefusal(room) ? room : ofBody(await work(room));
}

export const email = name.meta({ description: 'The e-mail by which a person of the board is named.' });
/** For an administrator, who writes down what directors do; a director acts for himself. */
export const by = email.optional().meta({ description: 'Who acts, where an administrator writes it down.' });

const motionKind = z.enum(MOTION_KINDS);
const threshold = z.strictObject({ share: ratio, isExceeded: z.boolean() });

const rules = reading({
  method: 'GET',
  path: '/consortia/:consortium/board',
  tag: 'Board',
  summary: 'How the board meets and votes, and who of it I am today',
  capability: 'board.read',
  answer: z.strictObject({
    ...{ today: day, votes: z.enum(['heads', 'employees', 'contributions']), noticeDays: z.int() },
    ...{ tieBreak: z.enum(['employees', 'none']), emergencyMeetings: z.boolean() },
    ...{ motionsFromTheFloor: z.boolean(), secondNeeded: z.boolean(), meetsEveryMonths: z.int() },
    ...{ proxiesHeldAtMost: z.int(), directorsPerMember: z.int() },
    quorum: z.strictObject({ heads: threshold.optional(), weight: threshold.optional() }),
    majorities: z.array(
      z.strictObject({
        kind: motionKind,
        needs: z.enum(['simple', 'two thirds', 'unanimous']),
        of: z.enum(['those voting', 'all']),
      }),
    ),
    me: email.optional(),
  }),
  handle: (asked) => inRoom(asked, rulesDocument),
});

const director = z.strictObject({
  ...{ director: z.int(), name: z.string(), email: z.string(), member: name, from: day, to: day.optional() },
  ...{ alternateOf: z.string().optional(), proxyHolder: z.string().optional() },
});

const directors = reading({
  method: 'GET',
  path: '/consortia/:consortium/board/directors',
  tag: 'Board',
  summary: 'Who is on the board today, and who votes for whom',
  capability: 'board.read',
  answer: z.strictObject({ directors: z.array(director) }),
  handle: (asked) => inRoom(asked, async (room) => ({ directors: await directorDocuments(room) })),
});

const appointment = wideEffect({
  method: 'POST',
  path: '/consortia/:consortium/board/directors',
  tag: 'Board',
  summary: 'Put a person on the board, as the director of a member or the alternate of one',
  capability: 'board.manage',
  body: z.strictObject({
    ...{ member: name, name, email, from: day, to: day.optional() },
    alternateOf: email.optional().meta({ description: 'The director whose alternate it is.' }),
  }),
  answer: z.strictObject({ director: z.int() }),
  status: 201,
  handle: (asked) =>
    inRoom(asked, async (room) => {
      const { from, to, ...person } = asked.body;
      const days = readDays({ from, to });
      if (isRefusal(days)) return days;
      const found = await appoint(room, { ...person, from: days.from!, to: days.to });
      return isRefusal(found) ? found : { director: found };
    }),
});

const ending = wideEffect({
  method: 'POST',
  path: '/consortia/:consortium/board/directors/ends',
  tag: 'Board',
  summary: 'End a term on the board with a last day',
  capability: 'board.manage',
  body: z.strictObject({ email, lastDay: day }),
  answer: z.strictObject({ ended: email }),
  status: 201,
  handle: (asked) =>
    inRoom(asked, async (room) => {
      const days = readDays({ lastDay: asked.body.lastDay });
      if (isRefusal(days)) return days;
      return (await endTerm(room, asked.body.email, days.lastDay!)) ?? { ended: asked.body.email };
    }),
});

const proxy = wideEffect({
  method: 'POST',
  path: '/consortia/:consortium/board/proxies',
  tag: 'Board',
  summary: "Give a director's vote to another person, for a meeting or until a day; to nobody takes it back",
  capability: 'board.vote',
  body: z.strictObject({
    ...{ director: by, holder: email.optional(), meeting: z.int().optional(), until: day.optional() },
  }),
  answer: z.strictObject({ proxy: z.int() }),
  status: 201,
  handle: (asked) =>
    inRoom(asked, async (room) => {
      const { until, meeting, ...people } = asked.body;
      const days = readDays({ until });
      if (isRefusal(days)) return days;
      const found = await giveProxy(room, { ...people, meetingId: meeting, until: days.until });
      return isRefusal(found) ? found : { proxy: found };
    }),
});

const content = z
  .record(z.string(), z.unknown())
  .meta({ description: 'What takes effect if it passes, and nothing else.' });
const draft = z.strictObject({ kind: motionKind, title: name, content: content.default({}) });

const motions = reading({
  method: 'GET',
  path: '/consortia/:consortium/board/motions',
  tag: 'Board',
  summary: 'The motions with where they stand, and what came of their resolutions',
  capability: 'board.read',
  answer: z.strictObject({
    motions: z.array(
      z.strictObject({
        ...{ motion: z.int(), kind: motionKind, title: z.string(), state: z.string(), moved: day },
        secondedBy: z.string().optional(),
        ...{ movedBy: z.string(), contentSha256: z.string(), content: z.unknown() },
        resolution: z.int().optional(),
        ...{ decided: day.optional(), effect: z.string().optional() },
      }),
    ),
  }),
  handle: (asked) => inRoom(asked, async (room) => ({ motions: await motionDocuments(room) })),
});

const move = wideEffect({
  method: 'POST',
  path: '/consortia/:consortium/board/motions',
  tag: 'Board',
  summary: 'Move motions',
  capability: 'board.vote',
  body: z.strictObject({ motions: z.array(draft).min(1).max(50), by }),
  answer: z.strictObject({ motions: z.array(z.int()) }),
  status: 201,
  handle: (asked) =>
    inRoom(asked, async (room) => {
      const moved = await moveMotions(room, asked.body.motions, asked.body.by);
      return isRefusal(moved) ? moved : { motions: [...moved] };
    }),
});

const second = wideEffect({
  method: 'POST',
  path: '/consortia/:consortium/board/motions/:motion/seconds',
  tag: 'Board',
  summary: 'Second a motion',
  capability: 'board.vote',
  params: z.strictObject({ motion: z.coerce.number().int() }),
  body: z.strictObject({ by }),
  answer: z.strictObject({ motion: z.int() }),
  status: 201,
  handle: (asked) =>
    inRoom(asked, async (room) => {
      const { motion } = asked.params;
      return (await secondMotion(room, motion, asked.body.by)) ?? { motion };
    }),
});

const drafts = reading({
  method: 'POST',
  path: '/consortia/:consortium/board/motion-drafts',
  tag: 'Board',
  summary: 'The motions that have to pass before a changed document can be recorded',
  capability: 'board.read',
  body: z.strictObject({ document: z.record(z.string(), z.unknown()) }),
  answer: z.strictObject({
    motions: z.array(z.strictObject({ kind: motionKind, title: z.string(), content: z.unknown() })),
  }),
  async handle({ stores, consortium, body }) {
    const { code } = consortium.document;
    if (body.document.code !== code)
      return refuse('inconsistent', 'body.document.code', code, body.document.code);
    const found = await draftMotions(stores.consortia, JSON.stringify(body.document));
    return isRefusal(found) ? found : { motions: [...found] };
  },
});

/** Days of a body, by name; those that are not given stay undefined. Refused: `no_such_day`. */
export function readDays<K extends string>(
  given: Readonly<Record<K, string | undefined>>,
): Readonly<Record<K, ReturnType<typeof asDay>>> | Refusal {
  const read: Record<string, unknown> = {};
  for (const [field, text] of Object.entries<string | undefined>(given)) {
    const found = text === undefined ? undefined : parseDay(text);
    if (typeof found === 'string') return refuse(found, `body.${field}`, 'a day that exists', text);
    read[field] = found;
  }
  return read as Record<K, ReturnType<typeof asDay>>;
}

const asDay = (text: string) => {
  const found = parseDay(text);
  return typeof found === 'string' ? undefined : found;
};

/** Who is on the board, and its motions. */
export const boardRoutes = [rules, directors, appointment, ending, proxy, motions, move, second, drafts];
