// The request of a row: what it says, with the consortium and whoever asks put in.
import type { InjectOptions } from 'fastify';
import { type Row, rows } from './rows.ts';

type RowRequest = Omit<InjectOptions, 'url' | 'headers'> & {
  readonly url: string;
  readonly headers: Record<string, string>;
};

/** A request to a route as its row has it; `changes` are other values in its path. */
export function requestOfRow(
  name: string,
  who: string,
  consortium: string,
  changes: Readonly<Record<string, string>> = {},
): RowRequest {
  const { params, query, body, file }: Row = rows[name]!;
  const [method, path] = name.split(' ') as ['GET', string];
  const values: Record<string, string> = { ...params, consortium, ...changes };
  const filled = path.replace(/:(\w+)/g, (_, key: string) => values[key]!);
  const payload = file ?? (body && named(withCode(body, path, consortium), who));
  return {
    ...{ method, url: `/api/v1${filled}${query === undefined ? '' : `?${query}`}` },
    headers: file === undefined ? {} : { 'content-type': 'text/csv' },
    ...(payload !== undefined && { payload }),
  };
}

/** The body with the code of the consortium that it is sent to. */
function withCode(body: object, path: string, code: string): object {
  const { document } = body as { document?: object };
  return document === undefined || !path.includes(':consortium')
    ? body
    : { ...body, document: { ...document, code } };
}

/** The body with the director of the asker's own consortium named. */
function named(body: object, who: string): object {
  const code = who.startsWith('two') ? 'two' : 'one';
  return JSON.parse(JSON.stringify(body).replaceAll('"DIRECTOR"', `"director@${code}.example"`)) as object;
}
