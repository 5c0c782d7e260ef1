import type { Call } from './client.ts';

/** What was read, with the mark (`ETag`) by which a change of it says that it was made to this and nothing newer. */
export async function tagged<T extends object>(call: Call<T>): Promise<Awaited<Call<T & { tag: string }>>> {
  const { data, error, response } = await call;
  if (data === undefined) return { error, response };
  return { data: { ...data, tag: response.headers.get('etag') ?? '' }, response };
}
