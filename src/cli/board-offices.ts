import { appoint, endTerm } from '../app/board/appoint.ts';
import { giveProxy } from '../app/board/give-proxy.ts';
import { isRefusal } from '../core/refusal.ts';
import type { BoardCommand, BoardOptions, InRoom } from './board.ts';
import { dayIfAny, dayIn } from './days.ts';
import { wholeNumber } from './numbers.ts';

type Appointing = BoardOptions & {
  readonly member: string;
  readonly name: string;
  readonly email: string;
  readonly from: string;
  readonly to?: string;
  readonly alternateOf?: string;
};

type GivingProxy = BoardOptions & {
  readonly director: string;
  readonly holder?: string;
  readonly meeting?: string;
  readonly until?: string;
};

/** `poolbook board appoint|end-term|proxy`: who is on the board, and who votes for whom. */
export function addBoardOffices(command: BoardCommand, inRoom: InRoom): void {
  command('appoint', 'put a person on the board, as a director or the alternate of one')
    .requiredOption('--member <code>', 'the member organisation that the person acts for')
    .requiredOption('--name <name>', 'the person')
    .requiredOption('--email <address>', 'by which the person is named from then on')
    .requiredOption('--from <day>', 'the first day of the term')
    .option('--to <day>', 'its last day')
    .option('--alternate-of <address>', 'the director in whose absence the person votes')
    .action((options: Appointing) =>
      inRoom(options, async (room) => {
        const [from, to] = [dayIn(options.from, '--from'), dayIfAny(options.to, '--to')];
        if (isRefusal(from)) return from;
        if (isRefusal(to)) return to;
        const { member, name, email, alternateOf } = options;
        const director = await appoint(room, { member, name, email, from, to, alternateOf });
        if (isRefusal(director)) return director;
        return { json: { director }, text: `${name} is on the board (${director}).\n` };
      }),
    );

  command('end-term <email>', 'end a term with a last day')
    .requiredOption('--last-day <day>', 'the last day of the term')
    .action((email: string, options: BoardOptions & { readonly lastDay: string }) =>
      inRoom(options, async (room) => {
        const lastDay = dayIn(options.lastDay, '--last-day');
        if (isRefusal(lastDay)) return lastDay;
        const refusal = await endTerm(room, email, lastDay);
        return refusal ?? { json: { email, lastDay: options.lastDay }, text: 'Recorded.\n' };
      }),
    );

  command(
    'proxy',
    'give a director’s vote to another, for a meeting or until a day; without a holder take it back',
  )
    .requiredOption('--director <address>', 'whose vote it is')
    .option('--holder <address>', 'who votes')
    .option('--meeting <number>', 'for this meeting only')
    .option('--until <day>', 'from now until this day')
    .action((options: GivingProxy) =>
      inRoom(options, async (room) => {
        const until = dayIfAny(options.until, '--until');
        const meetingId =
          options.meeting === undefined ? undefined : wholeNumber(options.meeting, '--meeting');
        if (isRefusal(until)) return until;
        if (isRefusal(meetingId)) return meetingId;
        const { director, holder } = options;
        const proxy = await giveProxy(room, { director, holder, meetingId, until });
        return isRefusal(proxy) ? proxy : { json: { proxy }, text: 'Recorded.\n' };
      }),
    );
}
