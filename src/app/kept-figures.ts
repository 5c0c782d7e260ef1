import { setTimeout } from 'node:timers/promises';
import type { BooksStore } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';

interface Kept {
  readonly mark: string;
  readonly figures: Promise<unknown>;
  /** What they came to, once they have, and what those before them did. */
  settled?: { readonly value: unknown };
  readonly before?: { readonly value: unknown };
}

/** As many as a few consortia with their years and months; the one that was asked for longest ago goes. */
const MOST_KEPT = 200;
const kept = new WeakMap<BooksStore, Map<string, Kept>>();

/**
 * Figures that are dear to work out, kept while nothing is posted, enrolled, closed or recorded: whoever asks in between
 * waits for one look at the mark of the books, however many claims there are. Those who ask at once share one answer. `of`
 * names the figures and all that they depend on beside the books.
 */
export async function keptFigures<T>(
  books: BooksStore,
  { consortiumId }: Consortium,
  of: string,
  make: () => Promise<T>,
): Promise<T> {
  const all = keptOf(books);
  const key = `${consortiumId} ${of}`;
  // Taken before the figures are: what is posted in between makes them anew, and never stays unseen.
  const mark = await books.mark(consortiumId);
  const found = all.get(key);
  all.delete(key);
  const now = found?.mark === mark ? found : { mark, figures: make() };
  all.set(key, now);
  dropOldest(all);
  try {
    return (await now.figures) as T;
  } catch (error) {
    if (all.get(key) === now) all.delete(key);
    throw error;
  }
}

/** Figures, and whether they are of the books as they were when they were asked for. */
export interface Latest<T> {
  readonly figures: T;
  readonly isCurrent: boolean;
}

/**
 * The same for who would rather see what was worked out last than wait: where the books have changed and the new figures take
 * longer than `patienceMilliseconds`, the last ones are answered and said to be such; the new ones are worked out meanwhile,
 * one at a time, however often they are asked for. Whoever asks first waits.
 */
export async function latestFigures<T>(
  books: BooksStore,
  { consortiumId }: Consortium,
  of: string,
  make: () => Promise<T>,
  patienceMilliseconds: number,
): Promise<Latest<T>> {
  const all = keptOf(books);
  const key = `${consortiumId} latest ${of}`;
  const mark = await books.mark(consortiumId);
  const found = all.get(key);
  const isWanted = found === undefined || (found.settled !== undefined && found.mark !== mark);
  const now = isWanted
    ? begin(all, key, { mark, figures: make(), ...(found?.settled && { before: found.settled }) })
    : found;
  all.delete(key);
  all.set(key, now);
  dropOldest(all);
  const { before } = now;
  if (before === undefined) return { figures: (await now.figures) as T, isCurrent: now.mark === mark };
  const waited = new AbortController();
  const patience = setTimeout(patienceMilliseconds, STILL_WORKING, { signal: waited.signal, ref: false });
  const figures = await Promise.race([now.figures, patience.catch(() => STILL_WORKING)]);
  waited.abort();
  if (figures === STILL_WORKING) return { figures: before.value as T, isCurrent: false };
  return { figures: figures as T, isCurrent: now.mark === mark };
}

const STILL_WORKING = Symbol('still working');

/** Keeps what the figures come to; where they fail, those before them are kept, and the next who asks tries again. */
function begin(all: Map<string, Kept>, key: string, made: Kept): Kept {
  made.figures.then(
    (value) => {
      made.settled = { value };
    },
    () => {
      if (all.get(key) !== made) return;
      all.delete(key);
      const { before } = made;
      if (before !== undefined)
        all.set(key, { mark: '', figures: Promise.resolve(before.value), settled: before });
    },
  );
  return made;
}

function keptOf(books: BooksStore): Map<string, Kept> {
  const all = kept.get(books) ?? new Map<string, Kept>();
  kept.set(books, all);
  return all;
}

function dropOldest(all: Map<string, Kept>): void {
  if (all.size > MOST_KEPT) all.delete(all.keys().next().value!);
}
