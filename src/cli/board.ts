import type { Command } from 'commander';
import { type BoardRoom, boardRoom } from '../app/board/board-room.ts';
import { today } from '../app/import/today.ts';
import type { OpenStores, Stores } from '../app/ports/stores.ts';
import { OPERATOR } from '../app/viewer.ts';
import type { Day } from '../core/calendar/day.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { addBoardLists } from './board-lists.ts';
import { addBoardMeetings } from './board-meetings.ts';
import { addBoardMotions } from './board-motions.ts';
import { addBoardOffices } from './board-offices.ts';
import { addBoardVotes } from './board-votes.ts';
import { dayIfAny } from './days.ts';
import { ask, type Question } from './question.ts';
import { noRoute, overServer } from './server.ts';

/** Options that every command of a board takes. */
export interface BoardOptions extends StoreOptions {
  readonly on?: string;
}

/** What a command of a board asks: in the room of the board here, or of a server. */
export interface BoardQuestion<Answer> extends Pick<Question<Answer>, 'there' | 'text' | 'document'> {
  here(room: BoardRoom, stores: Stores): Promise<Answer | Refusal>;
}

/** Makes a command of `poolbook board`. */
export type BoardCommand = (usage: string, description: string) => Command;

/** Asks it, here as the operator, and prints the answer. */
export type AskBoard = <Answer>(
  options: BoardOptions,
  question: BoardQuestion<Answer> | Refusal,
) => Promise<void>;

/** `poolbook board ...`: directors, meetings, motions and votes. docs/board.md walks through a meeting. */
export function addBoard(program: Command, open: OpenStores): void {
  const group = program.command('board').description('directors, meetings, motions, votes and resolutions');
  const command: BoardCommand = (usage, description) =>
    overServer(group.command(usage))
      .description(description)
      .option('--on <day>', 'the day on which it is done (default: today)')
      .option('--consortium <code>', 'the consortium, where there are several')
      .option('--json', 'print one JSON document');
  const askBoard: AskBoard = (options, question) => {
    const on = dayIfAny(options.on, '--on');
    const asked = isRefusal(question) || isRefusal(on) ? undefined : question;
    if (asked === undefined)
      return ask<never>(program, open, options, isRefusal(question) ? question : (on as Refusal));
    return ask(program, open, options, {
      ...asked,
      async here(stores, consortium) {
        const room = boardRoom(stores, consortium, OPERATOR, (on as Day | undefined) ?? today());
        return isRefusal(room) ? room : asked.here(room, stores);
      },
      // A server writes down what is done on its own day.
      there: async (pool) => (on === undefined ? asked.there(pool) : noRoute('board --on')),
    });
  };
  addBoardOffices(command, askBoard);
  addBoardMeetings(command, askBoard);
  addBoardMotions(command, askBoard);
  addBoardVotes(command, askBoard);
  addBoardLists(command, askBoard);
}
