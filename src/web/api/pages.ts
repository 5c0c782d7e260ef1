import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { answerOf, type Call, type Problem } from './client.ts';

/** A page as the API answers it: some of what there is, and the cursor of the rest. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** Reads page after page, as far as it is asked for more. */
export function usePages<Item>(
  key: readonly unknown[],
  call: (after: string | undefined) => Call<Page<Item>>,
) {
  const found = useInfiniteQuery<
    Page<Item>,
    Problem,
    InfiniteData<Page<Item>, string | undefined>,
    readonly unknown[],
    string | undefined
  >({
    queryKey: key,
    queryFn: ({ pageParam }) => answerOf(call(pageParam)),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next,
  });
  return { ...found, items: found.data?.pages.flatMap(({ items }) => items) };
}
