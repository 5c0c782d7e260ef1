import { Option } from 'commander';
import { callMeeting, endMeeting, openMeeting } from '../app/board/call-meeting.ts';
import { recordMinutes } from '../app/board/record-minutes.ts';
import { putOnAgenda } from '../app/board/set-agenda.ts';
import type { Marking } from '../core/governance/agenda.ts';
import type { MeetingKind } from '../core/governance/notice.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { AskBoard, BoardCommand, BoardOptions, BoardQuestion } from './board.ts';
import { dayIn } from './days.ts';
import { wholeNumber } from './numbers.ts';
import { textOf } from './text-file.ts';

type Calling = BoardOptions & { readonly kind: MeetingKind; readonly place: string };
type Listing = BoardOptions & {
  readonly marking: Marking;
  readonly motion?: string;
  readonly title?: string;
};

/** `poolbook board call|agenda|open|adjourn|cancel|minutes`: a meeting from its notice to its minutes. */
export function addBoardMeetings(command: BoardCommand, askBoard: AskBoard): void {
  command('call <day>', 'call a meeting of a day, in time by the notice that the rules ask for')
    .addOption(
      new Option('--kind <kind>', 'what meeting')
        .choices(['regular', 'special', 'emergency'])
        .default('regular'),
    )
    .option('--place <text>', 'where it is', '')
    .action((text: string, options: Calling) => askBoard(options, calling(text, options)));

  command('agenda <meeting>', 'put an item on the agenda of a meeting, as its last')
    .addOption(
      new Option('--marking <what>', 'what is to be done with it')
        .choices(['action', 'information', 'consent'])
        .makeOptionMandatory(),
    )
    .option('--motion <number>', 'the motion that it decides')
    .option('--title <text>', 'what it is about (default: the title of the motion)')
    .action((text: string, options: Listing) => askBoard(options, listing(text, options)));

  command('open <meeting>', 'open a meeting, or add who has come since')
    .option('--present <addresses...>', 'who attends')
    .action((text: string, options: BoardOptions & { readonly present?: string[] }) =>
      askBoard(options, opening(text, options.present ?? [])),
    );

  for (const [name, event, description] of [
    ['adjourn', 'adjourned', 'end a meeting that is open'],
    ['cancel', 'cancelled', 'call off a meeting that was not opened'],
  ] as const)
    command(`${name} <meeting>`, description).action((text: string, options: BoardOptions) =>
      askBoard(options, ending(text, event)),
    );

  command(
    'minutes <meeting> <file>',
    'record the minutes of a meeting from a text file; again, a later version',
  ).action((text: string, file: string, options: BoardOptions) => askBoard(options, minutes(text, file)));
}

function calling(
  text: string,
  { kind, place }: Calling,
): BoardQuestion<{ readonly meeting: number }> | Refusal {
  const day = dayIn(text, 'day');
  if (isRefusal(day)) return day;
  return {
    async here(room) {
      const meeting = await callMeeting(room, { kind, day, place });
      return isRefusal(meeting) ? meeting : { meeting };
    },
    there: ({ api, path, ask }) =>
      ask(
        api.POST('/api/v1/consortia/{consortium}/board/meetings', {
          params: { path },
          body: { kind, day: text, place },
        }),
      ),
    text: ({ meeting }) => `Meeting ${meeting} is called for ${text}.\n`,
  };
}

function listing(
  text: string,
  { motion, marking, title }: Listing,
): BoardQuestion<{ readonly item: number }> | Refusal {
  const meeting = wholeNumber(text, 'meeting');
  const motionId = motion === undefined ? undefined : wholeNumber(motion, '--motion');
  if (isRefusal(meeting)) return meeting;
  if (isRefusal(motionId)) return motionId;
  return {
    async here(room) {
      const item = await putOnAgenda(room, meeting, { marking, motionId, title });
      return isRefusal(item) ? item : { item };
    },
    there: ({ api, path, ask }) =>
      ask(
        api.POST('/api/v1/consortia/{consortium}/board/meetings/{meeting}/items', {
          params: { path: { ...path, meeting } },
          body: {
            marking,
            ...(motionId !== undefined && { motion: motionId }),
            ...(title !== undefined && { title }),
          },
        }),
      ),
    text: ({ item }) => `It is item ${item}.\n`,
  };
}

function opening(text: string, present: string[]): BoardQuestion<{ readonly meeting: number }> | Refusal {
  const meeting = wholeNumber(text, 'meeting');
  if (isRefusal(meeting)) return meeting;
  return {
    here: async (room) => (await openMeeting(room, meeting, present)) ?? { meeting },
    there: ({ api, path, ask }) =>
      ask(
        api.POST('/api/v1/consortia/{consortium}/board/meetings/{meeting}/opening', {
          params: { path: { ...path, meeting } },
          body: { present },
        }),
      ),
    text: () => `Meeting ${meeting} is open.\n`,
  };
}

function ending(
  text: string,
  event: 'adjourned' | 'cancelled',
): BoardQuestion<{ readonly meeting: number }> | Refusal {
  const meeting = wholeNumber(text, 'meeting');
  if (isRefusal(meeting)) return meeting;
  return {
    here: async (room) => (await endMeeting(room, meeting, event)) ?? { meeting },
    there: ({ api, path, ask }) =>
      ask(
        api.POST('/api/v1/consortia/{consortium}/board/meetings/{meeting}/end', {
          params: { path: { ...path, meeting } },
          body: { event },
        }),
      ),
    text: () => `Meeting ${meeting} is ${event}.\n`,
  };
}

function minutes(
  text: string,
  file: string,
): BoardQuestion<{ readonly meeting: number; readonly version: number }> | Refusal {
  const meeting = wholeNumber(text, 'meeting');
  if (isRefusal(meeting)) return meeting;
  return {
    async here(room) {
      const version = await recordMinutes(room, meeting, await textOf(file));
      return isRefusal(version) ? version : { meeting, version };
    },
    there: async ({ api, path, ask }) =>
      ask(
        api.POST('/api/v1/consortia/{consortium}/board/meetings/{meeting}/minutes', {
          params: { path: { ...path, meeting } },
          body: { content: await textOf(file) },
        }),
      ),
    text: ({ version }) => `Version ${version} of the minutes of meeting ${meeting}.\n`,
  };
}
