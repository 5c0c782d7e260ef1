import {
  type DirectorDocument,
  directorDocuments,
  type MeetingDocument,
  type MotionDocument,
  meetingDocuments,
  motionDocuments,
} from '../app/board/board-report.ts';
import type { AskBoard, BoardCommand, BoardOptions } from './board.ts';
import { shortened, tableLines } from './table.ts';

const ITEM_COLUMNS = [
  { heading: 'Item', side: 'right' as const },
  { heading: 'Marking', side: 'left' as const },
  { heading: 'Title', side: 'left' as const },
  { heading: 'Motion', side: 'right' as const },
  { heading: 'Outcome', side: 'left' as const },
];

const MOTION_COLUMNS = [
  { heading: 'Motion', side: 'right' as const },
  { heading: 'Kind', side: 'left' as const },
  { heading: 'Title', side: 'left' as const },
  { heading: 'Stands', side: 'left' as const },
  { heading: 'Resolution', side: 'right' as const },
  { heading: 'Decided', side: 'left' as const },
  { heading: 'Effect', side: 'left' as const },
];

const TITLE_WIDTH = 40;

const DIRECTOR_COLUMNS = ['Name', 'E-mail', 'Member', 'From', 'To', 'Votes'].map((heading) => ({
  ...{ heading, side: 'left' as const },
}));

/** `poolbook board directors|meetings|resolutions`: what is on record. */
export function addBoardLists(command: BoardCommand, askBoard: AskBoard): void {
  command('directors', 'who is on the board on a day, and who votes for whom').action(
    (options: BoardOptions) =>
      askBoard(options, {
        here: async (room) => ({ directors: await directorDocuments(room) }),
        there: ({ api, path, ask }) =>
          ask(api.GET('/api/v1/consortia/{consortium}/board/directors', { params: { path } })),
        text: ({ directors }) =>
          directors.length === 0 ? 'Nobody is on the board.\n' : directorsText(directors),
      }),
  );

  command('meetings', 'the meetings with their agendas and outcomes').action((options: BoardOptions) =>
    askBoard<{ readonly meetings: readonly MeetingDocument[] }>(options, {
      here: async (room) => ({ meetings: await meetingDocuments(room) }),
      there: ({ api, path, ask }) =>
        ask(api.GET('/api/v1/consortia/{consortium}/board/meetings', { params: { path } })),
      text: ({ meetings }) =>
        meetings.length === 0 ? 'No meeting has been called.\n' : meetings.map(meetingText).join('\n'),
    }),
  );

  command('resolutions', 'the motions with where they stand, and what came of their resolutions').action(
    (options: BoardOptions) =>
      askBoard<{ readonly motions: readonly MotionDocument[] }>(options, {
        here: async (room) => ({ motions: await motionDocuments(room) }),
        there: ({ api, path, ask }) =>
          ask(api.GET('/api/v1/consortia/{consortium}/board/motions', { params: { path } })),
        text: ({ motions }) => (motions.length === 0 ? 'No motion has been moved.\n' : motionsText(motions)),
      }),
  );
}

function directorsText(directors: readonly DirectorDocument[]): string {
  const rows = directors.map(({ name, email, member, from, to, alternateOf, proxyHolder }) => {
    const away = alternateOf === undefined ? '' : `in the absence of ${alternateOf}`;
    return [name, email, member, from, to ?? '', proxyHolder === undefined ? away : `by ${proxyHolder}`];
  });
  return `${tableLines(DIRECTOR_COLUMNS, rows).join('\n')}\n`;
}

function meetingText({ meeting, day, kind, state, present, items, minutes }: MeetingDocument): string {
  const written = minutes === undefined ? '' : ', with minutes';
  const rows = items.map((item) => [
    ...[String(item.item), item.pulled ? `${item.marking}, pulled` : item.marking],
    ...[shortened(item.title, TITLE_WIDTH), String(item.motion ?? ''), item.outcome ?? ''],
  ]);
  return [
    `Meeting ${meeting} of ${day}, ${kind}: ${state}${written}`,
    ...(present.length === 0 ? [] : [`Present: ${present.join(', ')}`]),
    ...(rows.length === 0 ? [] : tableLines(ITEM_COLUMNS, rows)),
    '',
  ].join('\n');
}

function motionsText(motions: readonly MotionDocument[]): string {
  const rows = motions.map((one) => [
    ...[String(one.motion), one.kind, shortened(one.title, TITLE_WIDTH), one.state],
    ...[String(one.resolution ?? ''), one.decided ?? '', one.effect ?? ''],
  ]);
  return `${tableLines(MOTION_COLUMNS, rows).join('\n')}\n`;
}
