import pg from 'pg';
import { EnvironmentFailure } from '../app/failure.ts';
import { describe, type Login, PatientClient } from './connection.ts';
import { asFailure } from './failures.ts';

/** Connections of one login, kept open between uses. */
export interface Connections {
  /** A connection, of which the caller says `release` in the end; waits while all are in use. */
  take(): Promise<pg.PoolClient>;
  /** Waits for those in use and asked for, and closes all. Twice does nothing. */
  close(): Promise<void>;
  /** Breaks all at once: what waits for an answer or for a connection fails with `database_lost`. */
  interrupt(): void;
}

/** Up to `most` connections, opened when wanted, closed when idle for half a minute. */
export function openConnections(login: Login, most: number): Connections {
  const pool = new pg.Pool({
    ...{ ...login, max: most, idleTimeoutMillis: 30_000, Client: PatientClient },
    // Who waits longer waits for somebody who waits for him: he fails, and lets the other go on.
    connectionTimeoutMillis: 300_000,
  });
  pool.on('error', () => {});
  const open = new Set<pg.PoolClient>();
  pool.on('connect', (client) => open.add(client));
  pool.on('remove', (client) => open.delete(client));
  const waiting = new Map<(reason: unknown) => void, Promise<pg.PoolClient>>();
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= Promise.allSettled(waiting.values()).then(() => pool.end());
    return closing;
  };

  /** When the pool ends it forgets those who wait in its queue: so they are counted here. */
  function take(): Promise<pg.PoolClient> {
    if (closing !== undefined) return Promise.reject(interrupted(login));
    const { promise, resolve, reject } = Promise.withResolvers<pg.PoolClient>();
    waiting.set(reject, promise);
    pool.connect().then(
      (client) => {
        if (waiting.delete(reject)) resolve(client);
        else client.release(true);
      },
      (error: unknown) => {
        waiting.delete(reject);
        reject(asFailure(error, 'connecting', describe(login)));
      },
    );
    return promise;
  }

  return {
    take,
    close,
    interrupt: () => {
      for (const reject of waiting.keys()) reject(interrupted(login));
      waiting.clear();
      for (const client of open) client.connection.stream.destroy();
      close().catch(() => {});
    },
  };
}

function interrupted(login: Login): EnvironmentFailure {
  return new EnvironmentFailure(
    'database_lost',
    `The work on ${describe(login)} was interrupted.`,
    'Run the command again: what was not yet saved is left out as a whole, and what was saved is not done twice.',
  );
}
