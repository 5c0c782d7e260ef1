import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, Problem } from './client.ts';

/** Asks sign-on itself. What needs a sign-on of the last minutes is told as a session that has ended: sign on again. */
export async function askOwn<T>(path: string, body?: object): Promise<T> {
  try {
    return await ask<T>(`/api/auth/${path}`, body);
  } catch (error) {
    if (error instanceof Problem && error.code === 'SESSION_NOT_FRESH')
      throw new Problem(401, { code: error.code, detail: error.message });
    throw error;
  }
}

/** Reads what is of the person signed on: sessions, passkeys, whether there is a second factor. */
export function useOwn<T>(path: string) {
  return useQuery<T, Problem>({ queryKey: ['own', path], queryFn: () => askOwn<T>(path) });
}

/** Changes what is of the person signed on; all of it is read anew. */
export function useOwnChange<Input, T>(change: (input: Input) => Promise<T>) {
  const client = useQueryClient();
  return useMutation<T, Problem, Input>({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: ['own'] }),
  });
}
