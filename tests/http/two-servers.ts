// Races between two server processes over one database: what both are asked at the same moment is done once.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What one of the servers answered. */
export interface Raced {
  readonly status: number;
  readonly body: { readonly [field: string]: unknown };
  readonly etag: string;
}

export interface TwoServers {
  /** Asks both the same, or each its own: they go on with it at one moment, when both have begun. */
  race(who: string, method: string, path: string, ...bodies: readonly object[]): Promise<[Raced, Raced]>;
  /** Asks one. */
  ask(who: string, method: string, path: string, body?: object, headers?: object): Promise<Raced>;
  close(): Promise<void>;
}

/** Starts both. */
export async function twoServers(url: string, headers: object = {}): Promise<TwoServers> {
  const children: ChildProcess[] = [];
  const addresses = await Promise.all(
    [0, 1].map(async () => {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'racing-server.ts')], {
        env: { ...process.env, DATABASE_URL: url },
        stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
      });
      children.push(child);
      const [line] = (await once(child.stdout!, 'data')) as [Buffer];
      return line.toString().trim();
    }),
  );
  const send = async (server: number, who: string, method: string, path: string, body?: object, own = {}) => {
    const response = await fetch(`${addresses[server]!}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${who}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
        ...own,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answered = (await response.json()) as Raced['body'];
    return { status: response.status, body: answered, etag: response.headers.get('etag') ?? '' };
  };
  return {
    async race(who, method, path, ...bodies) {
      const begun = Promise.all(children.map((child) => once(child, 'message')));
      const asked = (server: number, body: object | undefined) =>
        send(server, who, method, path, body, { 'x-race': 'yes', ...headersIn(body) });
      const answers = Promise.all([asked(0, bodies[0]), asked(1, bodies[1] ?? bodies[0])] as const);
      // An answer that fails before is the end of it.
      await Promise.race([begun, answers]);
      for (const child of children) child.send('go');
      return answers;
    },
    ask: (who, method, path, body, own) => send(0, who, method, path, body, own),
    async close() {
      await Promise.all(
        children.map(async (child) => {
          const closed = once(child, 'close');
          child.stdin!.end();
          await closed;
        }),
      );
    },
  };
}

/** Headers that a body carries along, under a name that JSON leaves out. */
export const HEADERS = Symbol('headers');

function headersIn(body: object | undefined): object {
  return (body as { [HEADERS]?: object } | undefined)?.[HEADERS] ?? {};
}
