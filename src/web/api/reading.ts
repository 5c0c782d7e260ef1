import { QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { answerOf, type Call, Problem } from './client.ts';

/** Asked again are only those who were not there or had too much to do; a refusal stays one. */
const isPassingError = (error: unknown) => error instanceof Problem && [0, 429, 503].includes(error.status);

/** What was read, kept for the screens: fresh for half a minute, and asked for again when somebody comes back to it. */
export const queries = new QueryClient({
  defaultOptions: {
    // Without a connection a request fails and is told, instead of waiting in silence.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 30_000,
      retry: (count, error) => count < 3 && isPassingError(error),
      retryDelay: (count, error) =>
        1000 * (error instanceof Problem && error.retryAfter ? error.retryAfter : 2 ** count),
    },
  },
});

export interface ReadOptions<T> {
  readonly enabled?: boolean;
  /** True for an answer that will soon be another one: it is asked for again by itself. */
  readonly isPassing?: (answer: T) => boolean;
}

const SOON = 3000;

/** Reads from the API under a key; the old answer stays while a new one is fetched. */
export function useRead<T>(
  key: readonly unknown[],
  call: () => Call<T>,
  { enabled = true, isPassing = () => false }: ReadOptions<T> = {},
) {
  return useQuery<T, Problem>({
    queryKey: key,
    queryFn: () => answerOf(call()),
    enabled,
    placeholderData: (before) => before,
    refetchInterval: ({ state: { data } }) => (data !== undefined && isPassing(data) ? SOON : false),
  });
}

/**
 * Changes something through the API. What is asked for is done once: it has one Idempotency-Key until it is answered, so
 * that to try again after a lost connection does no harm. Reads whose keys begin with one of `touches` are made anew.
 */
export function useChange<Input, T>(
  call: (input: Input, headers: { 'Idempotency-Key': string }) => Call<T>,
  touches: readonly (readonly unknown[])[] = [],
) {
  const client = useQueryClient();
  const pending = useRef<{ readonly of: string; readonly key: string }>(undefined);
  return useMutation<T, Problem, Input>({
    async mutationFn(input) {
      const of = JSON.stringify(input);
      if (pending.current?.of !== of) pending.current = { of, key: crypto.randomUUID() };
      const answer = await answerOf(call(input, { 'Idempotency-Key': pending.current.key }));
      pending.current = undefined;
      return answer;
    },
    onSuccess: () => Promise.all(touches.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
