import type { BooksStore } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';

interface Kept {
  readonly mark: string;
  readonly figures: Promise<unknown>;
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
  const all = kept.get(books) ?? new Map<string, Kept>();
  kept.set(books, all);
  const key = `${consortiumId} ${of}`;
  // Taken before the figures are: what is posted in between makes them anew, and never stays unseen.
  const mark = await books.mark(consortiumId);
  const found = all.get(key);
  all.delete(key);
  const now = found?.mark === mark ? found : { mark, figures: make() };
  all.set(key, now);
  if (all.size > MOST_KEPT) all.delete(all.keys().next().value!);
  try {
    return (await now.figures) as T;
  } catch (error) {
    if (all.get(key) === now) all.delete(key);
    throw error;
  }
}
