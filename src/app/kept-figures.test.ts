// Figures are worked out once for a state of the books, and whoever would rather not wait is shown the last ones.
import { expect, test } from 'vitest';
import { keptFigures, latestFigures } from './kept-figures.ts';
import type { BooksStore } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';

const consortium = { consortiumId: 1 } as Consortium;

/** Books whose mark is moved on by hand. */
function books(): { store: BooksStore; post(): void } {
  let mark = 0;
  return {
    store: { mark: async () => String(mark) } as unknown as BooksStore,
    post() {
      mark += 1;
    },
  };
}

test('those who ask at once share one answer, and a posting makes it anew', async () => {
  const { store, post } = books();
  let made = 0;
  const ask = () => keptFigures(store, consortium, 'figures', async () => (made += 1));
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  post();
  expect(await ask()).toBe(2);
});

test('what takes long is answered with the figures before it, and worked out once meanwhile', async () => {
  const { store, post } = books();
  let made = 0;
  const making: PromiseWithResolvers<string>[] = [];
  const ask = (patience = 1) =>
    latestFigures(
      store,
      consortium,
      'latest',
      () => {
        made += 1;
        making.push(Promise.withResolvers());
        return making.at(-1)!.promise;
      },
      patience,
    );
  const first = ask();
  await expect.poll(() => made).toBe(1);
  making[0]!.resolve('one');
  expect(await first).toEqual({ figures: 'one', isCurrent: true });
  expect(await ask()).toEqual({ figures: 'one', isCurrent: true });
  post();
  expect(await ask()).toEqual({ figures: 'one', isCurrent: false });
  post();
  expect(await ask()).toEqual({ figures: 'one', isCurrent: false });
  expect(made).toBe(2);
  making[1]!.resolve('two');
  await making[1]!.promise;
  // They were of the posting before the last: the next who asks has the last worked in.
  const waiting = ask(60_000);
  await expect.poll(() => made).toBe(3);
  making[2]!.resolve('three');
  expect(await waiting).toEqual({ figures: 'three', isCurrent: true });
});

test('where they cannot be worked out, the next who asks tries again, and the last ones are not lost', async () => {
  const { store, post } = books();
  let answer: () => Promise<string> = async () => 'one';
  const ask = (patience: number) => latestFigures(store, consortium, 'failing', () => answer(), patience);
  expect(await ask(60_000)).toEqual({ figures: 'one', isCurrent: true });
  post();
  answer = async () => {
    throw new Error('lost');
  };
  await expect(ask(60_000)).rejects.toThrow('lost');
  answer = () => new Promise(() => {});
  expect(await ask(1)).toEqual({ figures: 'one', isCurrent: false });
});
