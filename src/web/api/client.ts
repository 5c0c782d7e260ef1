import createClient from 'openapi-fetch';
import type { paths } from '../../client/api-types.ts';

/** The API, as the page's own address serves it; who asks is proved by the cookie of sign-on. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });

/** What a call of the API comes to. */
export type Call<T> = Promise<{ readonly data?: T; readonly error?: unknown; readonly response: Response }>;

/** An answer that is no answer: a refusal or failure of the service, by its code, or nobody there (`offline`). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly path: string | undefined;
  readonly expected: string | undefined;
  readonly actual: string | undefined;
  /** After how many seconds it may be tried again, where the service says so. */
  readonly retryAfter: number | undefined;

  constructor(
    status: number,
    { code, detail, path, expected, actual }: Partial<Record<string, string>>,
    retryAfter?: number,
  ) {
    super(detail ?? code ?? `status ${status}`);
    this.status = status;
    this.code = code ?? 'unknown';
    [this.path, this.expected, this.actual] = [path, expected, actual];
    this.retryAfter = retryAfter;
  }
}

/** What the service answers; anything but success throws a `Problem`. */
export async function answerOf<T>(call: Call<T>): Promise<T> {
  const { data, error, response } = await call.catch(() => {
    throw new Problem(0, { code: 'offline' });
  });
  if (response.ok) return data as T;
  const retryAfter = Number(response.headers.get('retry-after'));
  throw new Problem(response.status, (error ?? {}) as object, retryAfter > 0 ? retryAfter : undefined);
}

/** Asks what is not part of the API's document: sign-on, and the people of a demonstration. */
export async function ask<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(path, {
    credentials: 'same-origin',
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  }).catch(() => {
    throw new Problem(0, { code: 'offline' });
  });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer as T;
  const { message, code, detail, ...rest } = (answer ?? {}) as Record<string, string>;
  throw new Problem(response.status, { ...rest, code, detail: detail ?? message });
}
