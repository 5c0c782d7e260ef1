import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { answerOf, type Call, type Problem } from './client.ts';

/** A page of a list, with the cursor of the one after it where there is one. */
export interface Page<Item> {
  readonly items: Item[];
  readonly next?: string;
}

/** A page can be empty and have others after it; after so many of these one asks the reader first. */
const MOST_EMPTY = 5;

/** How far a long list has been read, and how to read on. */
export interface Pages<Item> {
  readonly items: readonly Item[] | undefined;
  readonly first: Page<Item> | undefined;
  readonly error: Problem | null;
  readonly hasMore: boolean;
  readonly isFetching: boolean;
  /** A good way was gone without anything found: to go further takes a word of the reader. */
  readonly isFar: boolean;
  more(): void;
  again(): void;
}

/** Reads a list page by page, each when it is asked for. */
export function usePages<Item>(
  key: readonly unknown[],
  call: (after: string | undefined) => Call<Page<Item>>,
): Pages<Item> {
  const read = useInfiniteQuery<
    Page<Item>,
    Problem,
    InfiniteData<Page<Item>>,
    readonly unknown[],
    string | undefined
  >({
    queryKey: key,
    queryFn: ({ pageParam }) => answerOf(call(pageParam)),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next,
  });
  const pages = read.data?.pages;
  const last = pages?.findLastIndex(({ items }) => items.length > 0) ?? -1;
  const empty = (pages?.length ?? 0) - 1 - last;
  return {
    items: pages?.flatMap(({ items }) => items),
    first: pages?.[0],
    error: read.error,
    hasMore: read.hasNextPage,
    isFetching: read.isFetching,
    isFar: empty > 0 && empty % MOST_EMPTY === 0,
    more: () => void read.fetchNextPage(),
    again: () => void read.refetch(),
  };
}
