import { type Command, Option } from 'commander';
import { closedDocument, closeItem } from '../app/board/close-item.ts';
import { draftMotions } from '../app/board/draft-motions.ts';
import { type MotionDraft, moveMotions, secondMotion } from '../app/board/move.ts';
import { readDrafts } from '../app/board/read-drafts.ts';
import { readDocument } from '../app/consortium.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { AskBoard, BoardCommand, BoardOptions, BoardQuestion } from './board.ts';
import { wholeNumber, wholeNumbers } from './numbers.ts';
import { textOf } from './text-file.ts';

type By = BoardOptions & { readonly by: string };

/** `poolbook board motion|move|second|close`: a motion from its draft to its resolution. */
export function addBoardMotions(command: BoardCommand, askBoard: AskBoard): void {
  const by = (made: Command, who: string) => made.requiredOption('--by <address>', who);

  command('motion', 'draft the motions that have to pass before a changed document can be recorded')
    .requiredOption('--from-document <file>', 'the consortium’s document as it is to be')
    .action((options: BoardOptions & { readonly fromDocument: string }) =>
      askBoard(options, drafting(options.fromDocument)),
    );

  by(
    command('move <file>', 'move the motions of a JSON file, as `board motion` drafts them'),
    'who moves them',
  ).action((file: string, options: By) => askBoard(options, moving(file, options.by)));

  by(command('second <motion>', 'second a motion'), 'who seconds it').action((text: string, options: By) =>
    askBoard(options, seconding(text, options.by)),
  );

  command('close <meeting> <item>', 'count the votes of an item and close it; item 0 is the consent agenda')
    .addOption(new Option('--table', 'close it without a count, to be taken up at a later meeting'))
    .action((meeting: string, item: string, options: BoardOptions & { readonly table?: boolean }) =>
      askBoard(options, closing([meeting, item], options.table ? 'tabled' : 'counted')),
    );
}

function drafting(file: string): BoardQuestion<readonly MotionDraft[]> {
  return {
    here: async (_room, { consortia }) => draftMotions(consortia, await textOf(file)),
    async there({ api, path, ask }) {
      const text = await textOf(file);
      const read = readDocument(text);
      if (isRefusal(read)) return read;
      const found = await ask(
        api.POST('/api/v1/consortia/{consortium}/board/motion-drafts', {
          params: { path },
          body: { document: JSON.parse(text) as Record<string, unknown> },
        }),
      );
      return isRefusal(found) ? found : (found.motions as readonly MotionDraft[]);
    },
    text: (drafts) => `${JSON.stringify(drafts, null, 2)}\n`,
  };
}

function moving(
  file: string,
  by: string,
): BoardQuestion<{ readonly motions: readonly number[]; readonly drafts: readonly MotionDraft[] }> {
  const drafted = async () => readDrafts(await textOf(file));
  return {
    async here(room) {
      const drafts = await drafted();
      if (isRefusal(drafts)) return drafts;
      const motions = await moveMotions(room, drafts, by);
      return isRefusal(motions) ? motions : { motions, drafts };
    },
    async there({ api, path, ask }) {
      const drafts = await drafted();
      if (isRefusal(drafts)) return drafts;
      const body = { motions: drafts as { kind: 'general'; title: string; content: object }[], by };
      const moved = await ask(
        api.POST('/api/v1/consortia/{consortium}/board/motions', { params: { path }, body: body as never }),
      );
      return isRefusal(moved) ? moved : { motions: moved.motions, drafts };
    },
    text: ({ motions, drafts }) =>
      motions.map((motion, index) => `Motion ${motion}: ${drafts[index]!.title}\n`).join(''),
    document: ({ motions }) => ({ motions }),
  };
}

function seconding(text: string, by: string): BoardQuestion<{ readonly motion: number }> | Refusal {
  const motion = wholeNumber(text, 'motion');
  if (isRefusal(motion)) return motion;
  return {
    here: async (room) => (await secondMotion(room, motion, by)) ?? { motion },
    there: ({ api, path, ask }) =>
      ask(
        api.POST('/api/v1/consortia/{consortium}/board/motions/{motion}/seconds', {
          params: { path: { ...path, motion } },
          body: { by },
        }),
      ),
    text: () => `Motion ${motion} is seconded.\n`,
  };
}

type Closed = ReturnType<typeof closedDocument>;

function closing(texts: readonly string[], how: 'tabled' | 'counted'): BoardQuestion<Closed> | Refusal {
  const numbers = wholeNumbers(texts, 'item');
  if (isRefusal(numbers)) return numbers;
  const [meeting, item] = numbers as [number, number];
  return {
    async here(room) {
      const closed = await closeItem(room, meeting, item, how);
      return isRefusal(closed) ? closed : closedDocument(closed);
    },
    there: ({ api, path, ask }) =>
      ask(
        api.POST('/api/v1/consortia/{consortium}/board/meetings/{meeting}/items/{item}/closing', {
          params: { path: { ...path, meeting, item } },
          body: { how },
        }),
      ) as Promise<Closed | Refusal>,
    text: ({ items }) => items.map(closedText).join('\n'),
  };
}

function closedText({ item, title, outcome, explanation, resolution }: Closed['items'][number]): string {
  return [
    `Item ${item}, ${title}: ${outcome}${resolution === undefined ? '' : `, resolution ${resolution}`}`,
    ...explanation.map((line) => `  ${line}`),
    '',
  ].join('\n');
}
