import type { Command } from 'commander';
import { type BoardRoom, boardRoom } from '../app/board/board-room.ts';
import { today } from '../app/import/today.ts';
import type { OpenStores, Stores } from '../app/ports/stores.ts';
import { OPERATOR } from '../app/viewer.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { addBoardLists } from './board-lists.ts';
import { addBoardMeetings } from './board-meetings.ts';
import { addBoardMotions } from './board-motions.ts';
import { addBoardOffices } from './board-offices.ts';
import { dayIn } from './days.ts';
import { print, printJson } from './output.ts';

/** Options that every command of a board takes. */
export interface BoardOptions extends StoreOptions {
  readonly on?: string;
}

/** What a command answers: a document for machines, and a text for people. */
export interface Answer {
  readonly json: unknown;
  readonly text: string;
}

/** Makes a command of `poolbook board`. */
export type BoardCommand = (usage: string, description: string) => Command;

/** Does what a command says in the room of the board, as the operator, and prints its answer. */
export type InRoom = (
  options: BoardOptions,
  work: (room: BoardRoom, stores: Stores) => Promise<Answer | Refusal>,
) => Promise<void>;

/** `poolbook board ...`: directors, meetings, motions and votes. docs/board.md walks through a meeting. */
export function addBoard(program: Command, open: OpenStores): void {
  const group = program.command('board').description('directors, meetings, motions, votes and resolutions');
  const command: BoardCommand = (usage, description) =>
    group
      .command(usage)
      .description(description)
      .option('--on <day>', 'the day on which it is done (default: today)')
      .option('--consortium <code>', 'the consortium, where there are several')
      .option('--json', 'print one JSON document');
  const inRoom: InRoom = (options, work) =>
    withConsortium(open, options, async (stores, consortium) => {
      const on = options.on === undefined ? today() : dayIn(options.on, '--on');
      if (isRefusal(on)) return on;
      const room = boardRoom(stores, consortium, OPERATOR, on);
      if (isRefusal(room)) return room;
      const answer = await work(room, stores);
      if (isRefusal(answer)) return answer;
      if (options.json) printJson(answer.json);
      else print(answer.text);
      return undefined;
    });
  addBoardOffices(command, inRoom);
  addBoardMeetings(command, inRoom);
  addBoardMotions(command, inRoom);
  addBoardLists(command, inRoom);
}
