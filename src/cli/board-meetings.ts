import { readFile } from 'node:fs/promises';
import { Option } from 'commander';
import { callMeeting, endMeeting, openMeeting } from '../app/board/call-meeting.ts';
import { recordMinutes } from '../app/board/record-minutes.ts';
import { putOnAgenda } from '../app/board/set-agenda.ts';
import { unreadable } from '../app/import/source-file.ts';
import type { Marking } from '../core/governance/agenda.ts';
import type { MeetingKind } from '../core/governance/notice.ts';
import { isRefusal } from '../core/refusal.ts';
import type { BoardCommand, BoardOptions, InRoom } from './board.ts';
import { dayIn } from './days.ts';
import { wholeNumber } from './numbers.ts';

type Calling = BoardOptions & { readonly kind: MeetingKind; readonly place: string };
type Listing = BoardOptions & {
  readonly marking: Marking;
  readonly motion?: string;
  readonly title?: string;
};

/** `poolbook board call|agenda|open|adjourn|cancel|minutes`: a meeting from its notice to its minutes. */
export function addBoardMeetings(command: BoardCommand, inRoom: InRoom): void {
  command('call <day>', 'call a meeting of a day, in time by the notice that the rules ask for')
    .addOption(
      new Option('--kind <kind>', 'what meeting')
        .choices(['regular', 'special', 'emergency'])
        .default('regular'),
    )
    .option('--place <text>', 'where it is', '')
    .action((text: string, options: Calling) =>
      inRoom(options, async (room) => {
        const day = dayIn(text, 'day');
        if (isRefusal(day)) return day;
        const meeting = await callMeeting(room, { kind: options.kind, day, place: options.place });
        if (isRefusal(meeting)) return meeting;
        return { json: { meeting }, text: `Meeting ${meeting} is called for ${text}.\n` };
      }),
    );

  command('agenda <meeting>', 'put an item on the agenda of a meeting, as its last')
    .addOption(
      new Option('--marking <what>', 'what is to be done with it')
        .choices(['action', 'information', 'consent'])
        .makeOptionMandatory(),
    )
    .option('--motion <number>', 'the motion that it decides')
    .option('--title <text>', 'what it is about (default: the title of the motion)')
    .action((meetingText: string, options: Listing) =>
      inRoom(options, async (room) => {
        const meetingId = wholeNumber(meetingText, 'meeting');
        const motionId = options.motion === undefined ? undefined : wholeNumber(options.motion, '--motion');
        if (isRefusal(meetingId)) return meetingId;
        if (isRefusal(motionId)) return motionId;
        const { marking, title } = options;
        const item = await putOnAgenda(room, meetingId, { marking, motionId, title });
        return isRefusal(item) ? item : { json: { item }, text: `It is item ${item}.\n` };
      }),
    );

  command('open <meeting>', 'open a meeting, or add who has come since')
    .option('--present <addresses...>', 'who attends')
    .action((text: string, options: BoardOptions & { readonly present?: readonly string[] }) =>
      inRoom(options, async (room) => {
        const meeting = wholeNumber(text, 'meeting');
        if (isRefusal(meeting)) return meeting;
        const refusal = await openMeeting(room, meeting, options.present ?? []);
        return refusal ?? { json: { meeting }, text: `Meeting ${meeting} is open.\n` };
      }),
    );

  for (const [name, event, description] of [
    ['adjourn', 'adjourned', 'end a meeting that is open'],
    ['cancel', 'cancelled', 'call off a meeting that was not opened'],
  ] as const)
    command(`${name} <meeting>`, description).action((text: string, options: BoardOptions) =>
      inRoom(options, async (room) => {
        const meeting = wholeNumber(text, 'meeting');
        if (isRefusal(meeting)) return meeting;
        const refusal = await endMeeting(room, meeting, event);
        return refusal ?? { json: { meeting }, text: `Meeting ${meeting} is ${event}.\n` };
      }),
    );

  command(
    'minutes <meeting> <file>',
    'record the minutes of a meeting from a text file; again, a later version',
  ).action((text: string, file: string, options: BoardOptions) =>
    inRoom(options, async (room) => {
      const meeting = wholeNumber(text, 'meeting');
      if (isRefusal(meeting)) return meeting;
      const content = await readFile(file, 'utf8').catch((error: unknown) => {
        throw unreadable(file, error);
      });
      const version = await recordMinutes(room, meeting, content);
      if (isRefusal(version)) return version;
      return {
        json: { meeting, version },
        text: `Version ${version} of the minutes of meeting ${meeting}.\n`,
      };
    }),
  );
}
