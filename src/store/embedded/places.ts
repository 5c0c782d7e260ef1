import { chmodSync, chownSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { EnvironmentFailure } from '../../app/failure.ts';
import { type Account, isReachable } from './account.ts';

/** The files of the embedded server under one home. */
export interface Places {
  readonly home: string;
  /** PostgreSQL's data directory; it appears whole, by a rename. */
  readonly data: string;
  readonly logs: string;
  /** What `pg_ctl` and the server print before the log begins. */
  readonly startLog: string;
  /** One file per opened server, named after the process that opened it. */
  readonly leases: string;
  /** Held while the server is started or stopped. */
  readonly lock: string;
  readonly secrets: string;
}

/** Names the files; touches nothing. */
export function placesOf(home: string): Places {
  const at = resolve(home);
  return {
    home: at,
    data: join(at, 'data'),
    logs: join(at, 'log'),
    startLog: join(at, 'log', 'start.log'),
    leases: join(at, 'leases'),
    lock: join(at, 'lock'),
    secrets: join(at, 'secrets.json'),
  };
}

/**
 * Makes the folders. The home stays ours; the server's account may pass through it, and owns `log`.
 * Fails with `embedded_server_failed` where the account cannot get there.
 */
export function preparePlaces(places: Places, account: Account | undefined): void {
  if (!isReachable(dirname(places.home), account)) {
    throw new EnvironmentFailure(
      'embedded_server_failed',
      `The user nobody, who runs PostgreSQL when we are root, cannot reach ${places.home}.`,
      'Set POOLBOOK_HOME to a folder whose parents everybody may enter, such as /var/lib/poolbook.',
    );
  }
  const first = mkdirSync(places.home, { recursive: true, mode: account === undefined ? 0o700 : 0o711 });
  // Our umask may have closed what we made.
  for (let folder = places.home; !isReachable(places.home, account); folder = dirname(folder)) {
    chmodSync(folder, statSync(folder).mode | 0o011);
    if (first === undefined || folder === first) break;
  }
  mkdirSync(places.leases, { recursive: true, mode: 0o700 });
  mkdirSync(places.logs, { recursive: true, mode: 0o700 });
  if (account !== undefined) chownSync(places.logs, account.uid, account.gid);
}
