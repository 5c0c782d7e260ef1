import { appoint, endTerm } from '../app/board/appoint.ts';
import { giveProxy } from '../app/board/give-proxy.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { AskBoard, BoardCommand, BoardOptions, BoardQuestion } from './board.ts';
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
export function addBoardOffices(command: BoardCommand, askBoard: AskBoard): void {
  command('appoint', 'put a person on the board, as a director or the alternate of one')
    .requiredOption('--member <code>', 'the member organisation that the person acts for')
    .requiredOption('--name <name>', 'the person')
    .requiredOption('--email <address>', 'by which the person is named from then on')
    .requiredOption('--from <day>', 'the first day of the term')
    .option('--to <day>', 'its last day')
    .option('--alternate-of <address>', 'the director in whose absence the person votes')
    .action((options: Appointing) => askBoard(options, appointment(options)));

  command('end-term <email>', 'end a term with a last day')
    .requiredOption('--last-day <day>', 'the last day of the term')
    .action((email: string, options: BoardOptions & { readonly lastDay: string }) =>
      askBoard(options, ending(email, options.lastDay)),
    );

  command(
    'proxy',
    'give a director’s vote to another, for a meeting or until a day; without a holder take it back',
  )
    .requiredOption('--director <address>', 'whose vote it is')
    .option('--holder <address>', 'who votes')
    .option('--meeting <number>', 'for this meeting only')
    .option('--until <day>', 'from now until this day')
    .action((options: GivingProxy) => askBoard(options, proxyOf(options)));
}

function appointment(given: Appointing): BoardQuestion<{ readonly director: number }> | Refusal {
  const [from, to] = [dayIn(given.from, '--from'), dayIfAny(given.to, '--to')];
  if (isRefusal(from)) return from;
  if (isRefusal(to)) return to;
  const { member, name, email, alternateOf } = given;
  return {
    async here(room) {
      const director = await appoint(room, { member, name, email, from, to, alternateOf });
      return isRefusal(director) ? director : { director };
    },
    there: ({ api, path, ask }) =>
      ask(
        api.POST('/api/v1/consortia/{consortium}/board/directors', {
          params: { path },
          body: {
            ...{ member, name, email, from: given.from },
            ...(given.to !== undefined && { to: given.to }),
            ...(alternateOf !== undefined && { alternateOf }),
          },
        }),
      ),
    text: ({ director }) => `${name} is on the board (${director}).\n`,
  };
}

function ending(email: string, text: string): BoardQuestion<object> | Refusal {
  const lastDay = dayIn(text, '--last-day');
  if (isRefusal(lastDay)) return lastDay;
  const ended = { email, lastDay: text };
  return {
    here: async (room) => (await endTerm(room, email, lastDay)) ?? ended,
    async there({ api, path, ask }) {
      const done = await ask(
        api.POST('/api/v1/consortia/{consortium}/board/directors/ends', { params: { path }, body: ended }),
      );
      return isRefusal(done) ? done : ended;
    },
    text: () => 'Recorded.\n',
  };
}

function proxyOf(given: GivingProxy): BoardQuestion<{ readonly proxy: number }> | Refusal {
  const until = dayIfAny(given.until, '--until');
  const meeting = given.meeting === undefined ? undefined : wholeNumber(given.meeting, '--meeting');
  if (isRefusal(until)) return until;
  if (isRefusal(meeting)) return meeting;
  const { director, holder } = given;
  return {
    async here(room) {
      const proxy = await giveProxy(room, { director, holder, meetingId: meeting, until });
      return isRefusal(proxy) ? proxy : { proxy };
    },
    there: ({ api, path, ask }) =>
      ask(
        api.POST('/api/v1/consortia/{consortium}/board/proxies', {
          params: { path },
          body: {
            director,
            ...(holder !== undefined && { holder }),
            ...(meeting !== undefined && { meeting }),
            ...(given.until !== undefined && { until: given.until }),
          },
        }),
      ),
    text: () => 'Recorded.\n',
  };
}
