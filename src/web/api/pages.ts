import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { answerOf, type Call, type Problem } from './client.ts';

/** A page of a list, with the cursor of the one after it where there is one. */
export interface Page<Item> {
  readonly items: Item[];
  readonly next?: string;
}

/** A page can be short, or empty, and have others after it: where so many bring too little, the reader is asked first. */
const STRIDE_PAGES = 5;
const LITTLE_ITEMS = 40;

/** How far a long list has been read, and how to read on. */
export interface Pages<Item> {
  readonly items: readonly Item[] | undefined;
  readonly error: Problem | null;
  readonly hasMore: boolean;
  readonly isFetching: boolean;
  /** A good way was gone and little found: to go further takes a word of the reader. */
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
  const stride = pages?.slice(-STRIDE_PAGES) ?? [];
  const found = stride.reduce((sum, { items }) => sum + items.length, 0);
  return {
    items: pages?.flatMap(({ items }) => items),
    error: read.error,
    hasMore: read.hasNextPage,
    isFetching: read.isFetching,
    isFar: pages !== undefined && pages.length % STRIDE_PAGES === 0 && found < LITTLE_ITEMS,
    more: () => void read.fetchNextPage(),
    again: () => void read.refetch(),
  };
}
