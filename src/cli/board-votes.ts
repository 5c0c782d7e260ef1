import type { Command } from 'commander';
import { pullFromConsent, recuse } from '../app/board/pull-from-consent.ts';
import { castVote, voteDocument } from '../app/board/vote.ts';
import type { Choice } from '../core/governance/count.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import type { AskBoard, BoardCommand, BoardOptions, BoardQuestion } from './board.ts';
import { wholeNumbers } from './numbers.ts';

type By = BoardOptions & { readonly by: string };
type Voting = BoardOptions & { readonly director: string; readonly by?: string };

const CHOICES: readonly Choice[] = ['for', 'against', 'abstain'];

/** `poolbook board pull|recuse|vote`: what a director does at a meeting. */
export function addBoardVotes(command: BoardCommand, askBoard: AskBoard): void {
  const by = (made: Command, who: string) => made.requiredOption('--by <address>', who);

  by(
    command('pull <meeting> <item>', 'pull an item from the consent agenda'),
    'who wants it decided alone',
  ).action((meeting: string, item: string, options: By) =>
    askBoard(options, pulling([meeting, item], options.by)),
  );

  by(command('recuse <meeting> <item>', 'stand aside from an item'), 'who stands aside')
    .requiredOption('--reason <text>', 'why')
    .action((meeting: string, item: string, options: By & { readonly reason: string }) =>
      askBoard(options, recusing([meeting, item], options.reason, options.by)),
    );

  command(
    'vote <meeting> <item> <choice>',
    'write down a vote: for, against or abstain; item 0 is the consent agenda',
  )
    .requiredOption('--director <address>', 'whose vote it is')
    .option('--by <address>', 'who casts it: an alternate, or the holder of a proxy')
    .action((meeting: string, item: string, choice: string, options: Voting) =>
      askBoard(options, voting([meeting, item], choice, options)),
    );
}

interface Place {
  readonly meeting: number;
  readonly item: number;
}

/** An item of a meeting, as a person writes it. */
function placeOf(texts: readonly string[]): Place | Refusal {
  const numbers = wholeNumbers(texts, 'item');
  if (isRefusal(numbers)) return numbers;
  const [meeting, item] = numbers as [number, number];
  return { meeting, item };
}

function pulling(texts: readonly string[], by: string): BoardQuestion<Place> | Refusal {
  const place = placeOf(texts);
  if (isRefusal(place)) return place;
  return {
    here: async (room) => (await pullFromConsent(room, place.meeting, place.item, by)) ?? place,
    there: ({ api, path, ask }) =>
      ask(
        api.POST('/api/v1/consortia/{consortium}/board/meetings/{meeting}/items/{item}/pulls', {
          params: { path: { ...path, ...place } },
          body: { by },
        }),
      ),
    text: ({ item }) => `Item ${item} is decided alone.\n`,
  };
}

function recusing(texts: readonly string[], reason: string, by: string): BoardQuestion<Place> | Refusal {
  const place = placeOf(texts);
  if (isRefusal(place)) return place;
  return {
    here: async (room) => (await recuse(room, place.meeting, place.item, reason, by)) ?? place,
    there: ({ api, path, ask }) =>
      ask(
        api.POST('/api/v1/consortia/{consortium}/board/meetings/{meeting}/items/{item}/recusals', {
          params: { path: { ...path, ...place } },
          body: { reason, by },
        }),
      ),
    text: () => 'Recorded.\n',
  };
}

type Vote = ReturnType<typeof voteDocument>;

function voting(
  texts: readonly string[],
  given: string,
  { director, by }: Voting,
): BoardQuestion<Vote> | Refusal {
  const place = placeOf(texts);
  if (isRefusal(place)) return place;
  const choice = CHOICES.find((one) => one === given);
  if (choice === undefined) return refuse('wrong_type', 'choice', `one of ${CHOICES.join(', ')}`, given);
  const { meeting, item } = place;
  return {
    async here(room) {
      const vote = await castVote(room, { meetingId: meeting, itemNumber: item, choice, director, by });
      return isRefusal(vote) ? vote : voteDocument(vote);
    },
    there: ({ api, path, ask }) =>
      ask(
        api.POST('/api/v1/consortia/{consortium}/board/meetings/{meeting}/items/{item}/votes', {
          params: { path: { ...path, ...place } },
          body: { choice, director, ...(by !== undefined && { by }) },
        }),
      ) as Promise<Vote | Refusal>,
    text: () => 'Recorded.\n',
  };
}
