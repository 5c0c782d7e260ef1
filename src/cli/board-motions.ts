import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { closeItem, type ItemClosed } from '../app/board/close-item.ts';
import { draftMotions } from '../app/board/draft-motions.ts';
import { moveMotions, secondMotion } from '../app/board/move.ts';
import { pullFromConsent, recuse } from '../app/board/pull-from-consent.ts';
import { readDrafts } from '../app/board/read-drafts.ts';
import { castVote } from '../app/board/vote.ts';
import { unreadable } from '../app/import/source-file.ts';
import type { Choice } from '../core/governance/count.ts';
import { isRefusal, refuse } from '../core/refusal.ts';
import type { BoardCommand, BoardOptions, InRoom } from './board.ts';
import { wholeNumber, wholeNumbers } from './numbers.ts';

type By = BoardOptions & { readonly by: string };

const CHOICES: readonly Choice[] = ['for', 'against', 'abstain'];

/** `poolbook board motion|move|second|pull|recuse|vote|close`: a motion from its draft to its resolution. */
export function addBoardMotions(command: BoardCommand, inRoom: InRoom): void {
  const by = (made: Command, who: string) => made.requiredOption('--by <address>', who);

  command('motion', 'draft the motions that have to pass before a changed document can be recorded')
    .requiredOption('--from-document <file>', 'the consortium’s document as it is to be')
    .action((options: BoardOptions & { readonly fromDocument: string }) =>
      inRoom(options, async (_room, { consortia }) => {
        const drafts = await draftMotions(consortia, await textOf(options.fromDocument));
        return isRefusal(drafts) ? drafts : { json: drafts, text: `${JSON.stringify(drafts, null, 2)}\n` };
      }),
    );

  by(
    command('move <file>', 'move the motions of a JSON file, as `board motion` drafts them'),
    'who moves them',
  ).action((file: string, options: By) =>
    inRoom(options, async (room) => {
      const drafts = readDrafts(await textOf(file));
      if (isRefusal(drafts)) return drafts;
      const motions = await moveMotions(room, drafts, options.by);
      if (isRefusal(motions)) return motions;
      const lines = motions.map((motion, index) => `Motion ${motion}: ${drafts[index]!.title}\n`);
      return { json: { motions }, text: lines.join('') };
    }),
  );

  by(command('second <motion>', 'second a motion'), 'who seconds it').action((text: string, options: By) =>
    inRoom(options, async (room) => {
      const motion = wholeNumber(text, 'motion');
      if (isRefusal(motion)) return motion;
      const refusal = await secondMotion(room, motion, options.by);
      return refusal ?? { json: { motion }, text: `Motion ${motion} is seconded.\n` };
    }),
  );

  by(
    command('pull <meeting> <item>', 'pull an item from the consent agenda'),
    'who wants it decided alone',
  ).action((meetingText: string, itemText: string, options: By) =>
    inRoom(options, async (room) => {
      const numbers = wholeNumbers([meetingText, itemText], 'item');
      if (isRefusal(numbers)) return numbers;
      const [meeting, item] = numbers as [number, number];
      const refusal = await pullFromConsent(room, meeting, item, options.by);
      return refusal ?? { json: { meeting, item }, text: `Item ${item} is decided alone.\n` };
    }),
  );

  by(command('recuse <meeting> <item>', 'stand aside from an item'), 'who stands aside')
    .requiredOption('--reason <text>', 'why')
    .action((meetingText: string, itemText: string, options: By & { readonly reason: string }) =>
      inRoom(options, async (room) => {
        const numbers = wholeNumbers([meetingText, itemText], 'item');
        if (isRefusal(numbers)) return numbers;
        const [meeting, item] = numbers as [number, number];
        const refusal = await recuse(room, meeting, item, options.reason, options.by);
        return refusal ?? { json: { meeting, item }, text: 'Recorded.\n' };
      }),
    );

  command(
    'vote <meeting> <item> <choice>',
    'write down a vote: for, against or abstain; item 0 is the consent agenda',
  )
    .requiredOption('--director <address>', 'whose vote it is')
    .option('--by <address>', 'who casts it: an alternate, or the holder of a proxy')
    .action(
      (
        meetingText: string,
        itemText: string,
        given: string,
        options: BoardOptions & { director: string; by?: string },
      ) =>
        inRoom(options, async (room) => {
          const numbers = wholeNumbers([meetingText, itemText], 'item');
          if (isRefusal(numbers)) return numbers;
          const choice = CHOICES.find((one) => one === given);
          if (choice === undefined)
            return refuse('wrong_type', 'choice', `one of ${CHOICES.join(', ')}`, given);
          const [meetingId, itemNumber] = numbers as [number, number];
          const { director, by: caster } = options;
          const vote = await castVote(room, { meetingId, itemNumber, choice, director, by: caster });
          return isRefusal(vote) ? vote : { json: vote, text: 'Recorded.\n' };
        }),
    );

  command('close <meeting> <item>', 'count the votes of an item and close it; item 0 is the consent agenda')
    .addOption(new Option('--table', 'close it without a count, to be taken up at a later meeting'))
    .action((meetingText: string, itemText: string, options: BoardOptions & { readonly table?: boolean }) =>
      inRoom(options, async (room) => {
        const numbers = wholeNumbers([meetingText, itemText], 'item');
        if (isRefusal(numbers)) return numbers;
        const [meeting, item] = numbers as [number, number];
        const closed = await closeItem(room, meeting, item, options.table ? 'tabled' : 'counted');
        return isRefusal(closed)
          ? closed
          : { json: { items: closed }, text: closed.map(closedText).join('\n') };
      }),
    );
}

function closedText({ number, title, outcome, explanation, resolutionId }: ItemClosed): string {
  const resolution = resolutionId === undefined ? '' : `, resolution ${resolutionId}`;
  return [
    `Item ${number}, ${title}: ${outcome}${resolution}`,
    ...explanation.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable(file, error);
  });
}
