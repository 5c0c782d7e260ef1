import { z } from 'zod';
import { meetingDocuments } from '../../app/board/board-report.ts';
import { callMeeting, endMeeting, openMeeting } from '../../app/board/call-meeting.ts';
import { closedDocument, closeItem } from '../../app/board/close-item.ts';
import { countSoFar } from '../../app/board/count-item.ts';
import { pullFromConsent, recuse } from '../../app/board/pull-from-consent.ts';
import { recordMinutes } from '../../app/board/record-minutes.ts';
import { putOnAgenda } from '../../app/board/set-agenda.ts';
import { castVote, voteDocument } from '../../app/board/vote.ts';
import { isRefusal } from '../../core/refusal.ts';
import { reading, wideEffect } from '../route.ts';
import { day, name, ratio } from '../shapes.ts';
import { by, email, inRoom, readDays } from './board.ts';

const PATH = '/consortia/:consortium/board/meetings';
const number = z.coerce.number().int();
const ofMeeting = z.strictObject({ meeting: number });
const ofItem = z.strictObject({ meeting: number, item: number });
const longText = z.string().min(1).max(200_000);
const marking = z.enum(['action', 'information', 'consent']);

const item = z.strictObject({
  ...{ item: z.int(), marking, pulled: z.boolean(), title: z.string(), motion: z.int().optional() },
  ...{ outcome: z.string().optional(), explanation: z.array(z.string()).optional() },
});

const choice = z.enum(['for', 'against', 'abstain']);
const castBallot = z.strictObject({ item: z.int(), director: email, choice, by: email.optional() });
const recused = z.strictObject({ item: z.int(), director: email, reason: z.string() });

const meetings = reading({
  method: 'GET',
  path: PATH,
  tag: 'Board',
  summary: 'The meetings with their agendas, outcomes and minutes',
  capability: 'board.read',
  answer: z.strictObject({
    meetings: z.array(
      z.strictObject({
        ...{ meeting: z.int(), day, kind: z.string(), place: z.string(), called: day, state: z.string() },
        ...{ present: z.array(z.string()), items: z.array(item), minutes: z.string().optional() },
        ...{ lastDayOfNotice: day, votes: z.array(castBallot), recusals: z.array(recused) },
        proxies: z.array(z.strictObject({ director: email, holder: email })),
      }),
    ),
  }),
  handle: (asked) =>
    inRoom(asked, async (room) => ({
      meetings: (await meetingDocuments(room)).map((meeting) => ({
        ...meeting,
        ...{ present: [...meeting.present], votes: [...meeting.votes] },
        ...{ recusals: [...meeting.recusals], proxies: [...meeting.proxies] },
        items: meeting.items.map(({ explanation, ...one }) => ({
          ...one,
          ...(explanation !== undefined && { explanation: [...explanation] }),
        })),
      })),
    })),
});

const call = wideEffect({
  method: 'POST',
  path: PATH,
  tag: 'Board',
  summary: 'Call a meeting, in time by the notice that the rules ask for',
  capability: 'board.manage',
  body: z.strictObject({
    ...{ day, place: z.string().max(500).default('') },
    kind: z.enum(['regular', 'special', 'emergency']).default('regular'),
  }),
  answer: z.strictObject({ meeting: z.int() }),
  status: 201,
  handle: (asked) =>
    inRoom(asked, async (room) => {
      const days = readDays({ day: asked.body.day });
      if (isRefusal(days)) return days;
      const { kind, place } = asked.body;
      const meeting = await callMeeting(room, { kind, place, day: days.day! });
      return isRefusal(meeting) ? meeting : { meeting };
    }),
});

const agenda = wideEffect({
  method: 'POST',
  path: `${PATH}/:meeting/items`,
  tag: 'Board',
  summary: 'Put an item on the agenda, as its last',
  capability: 'board.manage',
  params: ofMeeting,
  body: z.strictObject({ marking, motion: z.int().optional(), title: name.optional() }),
  answer: z.strictObject({ item: z.int() }),
  status: 201,
  handle: (asked) =>
    inRoom(asked, async (room) => {
      const { motion, ...rest } = asked.body;
      const added = await putOnAgenda(room, asked.params.meeting, { ...rest, motionId: motion });
      return isRefusal(added) ? added : { item: added };
    }),
});

const opening = wideEffect({
  method: 'POST',
  path: `${PATH}/:meeting/opening`,
  tag: 'Board',
  summary: 'Open a meeting, or add who has come since',
  capability: 'board.manage',
  params: ofMeeting,
  body: z.strictObject({ present: z.array(email).max(1000).default([]) }),
  answer: ofMeeting,
  status: 201,
  handle: (asked) =>
    inRoom(asked, async (room) => {
      const { meeting } = asked.params;
      return (await openMeeting(room, meeting, asked.body.present)) ?? { meeting };
    }),
});

const ending = wideEffect({
  method: 'POST',
  path: `${PATH}/:meeting/end`,
  tag: 'Board',
  summary: 'End a meeting that is open, or call off one that was not opened',
  capability: 'board.manage',
  params: ofMeeting,
  body: z.strictObject({ event: z.enum(['adjourned', 'cancelled']) }),
  answer: ofMeeting,
  status: 201,
  handle: (asked) =>
    inRoom(asked, async (room) => {
      const { meeting } = asked.params;
      return (await endMeeting(room, meeting, asked.body.event)) ?? { meeting };
    }),
});

const minutes = wideEffect({
  method: 'POST',
  path: `${PATH}/:meeting/minutes`,
  tag: 'Board',
  summary: 'Record the minutes of a meeting; again, a later version',
  capability: 'board.manage',
  params: ofMeeting,
  body: z.strictObject({ content: longText }),
  answer: z.strictObject({ meeting: z.int(), version: z.int() }),
  status: 201,
  handle: (asked) =>
    inRoom(asked, async (room) => {
      const { meeting } = asked.params;
      const version = await recordMinutes(room, meeting, asked.body.content);
      return isRefusal(version) ? version : { meeting, version };
    }),
});

const pull = wideEffect({
  method: 'POST',
  path: `${PATH}/:meeting/items/:item/pulls`,
  tag: 'Board',
  summary: 'Pull an item from the consent agenda, to be decided alone',
  capability: 'board.vote',
  params: ofItem,
  body: z.strictObject({ by }),
  answer: ofItem,
  status: 201,
  handle: (asked) =>
    inRoom(asked, async (room) => {
      const { meeting, item: pulled } = asked.params;
      return (await pullFromConsent(room, meeting, pulled, asked.body.by)) ?? { meeting, item: pulled };
    }),
});

const recusal = wideEffect({
  method: 'POST',
  path: `${PATH}/:meeting/items/:item/recusals`,
  tag: 'Board',
  summary: 'Stand aside from an item',
  capability: 'board.vote',
  params: ofItem,
  body: z.strictObject({ reason: name, by }),
  answer: ofItem,
  status: 201,
  handle: (asked) =>
    inRoom(asked, async (room) => {
      const { meeting, item: left } = asked.params;
      const { reason, by: who } = asked.body;
      return (await recuse(room, meeting, left, reason, who)) ?? { meeting, item: left };
    }),
});

const vote = wideEffect({
  method: 'POST',
  path: `${PATH}/:meeting/items/:item/votes`,
  tag: 'Board',
  summary: 'Vote on an item, or as item 0 on the consent agenda; the last vote before it is closed counts',
  capability: 'board.vote',
  params: ofItem,
  body: z.strictObject({
    choice,
    director: email.optional().meta({ description: 'Whose vote it is, where it is cast for another.' }),
    by,
  }),
  answer: z.strictObject({ meeting: z.int(), item: z.int(), choice: z.string(), version: z.int() }),
  status: 201,
  handle: (asked) =>
    inRoom(asked, async (room) => {
      const { meeting, item: itemNumber } = asked.params;
      const cast = await castVote(room, { meetingId: meeting, itemNumber, ...asked.body });
      return isRefusal(cast) ? cast : voteDocument(cast);
    }),
});

const closing = wideEffect({
  method: 'POST',
  path: `${PATH}/:meeting/items/:item/closing`,
  tag: 'Board',
  summary: 'Count the votes of an item and close it, or table it; item 0 is the consent agenda',
  capability: 'board.manage',
  params: ofItem,
  body: z.strictObject({ how: z.enum(['counted', 'tabled']).default('counted') }),
  answer: z.strictObject({
    items: z.array(
      z.strictObject({
        ...{ item: z.int(), title: z.string(), outcome: z.string(), explanation: z.array(z.string()) },
        resolution: z.int().optional(),
      }),
    ),
  }),
  status: 201,
  handle: (asked) =>
    inRoom(asked, async (room) => {
      const { meeting, item: closed } = asked.params;
      const found = await closeItem(room, meeting, closed, asked.body.how);
      return isRefusal(found) ? found : closedDocument(found);
    }),
});

const shareTest = z.strictObject({
  ...{ what: z.enum(['directors', 'weight']), part: z.string(), whole: z.string() },
  ...{ needs: ratio, isExceeded: z.boolean(), isMet: z.boolean() },
});

const count = reading({
  method: 'GET',
  path: `${PATH}/:meeting/items/:item/count`,
  tag: 'Board',
  summary: 'The votes on an item as they stand, and what would come of it were it closed now',
  capability: 'board.read',
  params: ofItem,
  answer: z.strictObject({
    items: z.array(
      z.strictObject({
        ...{ item: z.int(), title: z.string(), outcome: z.string(), explanation: z.array(z.string()) },
        ...{ for: z.int(), against: z.int(), abstained: z.int(), notVoted: z.int(), recused: z.int() },
        ...{ quorum: z.array(shareTest), vote: shareTest, among: z.enum(['those voting', 'all']) },
      }),
    ),
  }),
  handle: (asked) => inRoom(asked, (room) => countSoFar(room, asked.params.meeting, asked.params.item)),
});

/** Meetings from their notice to their minutes. */
export const meetingRoutes = [
  ...[meetings, call, agenda, opening, ending, minutes],
  ...[pull, recusal, vote, count, closing],
];
