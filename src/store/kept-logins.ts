import type { Login } from './connection.ts';

/** The logins of roles that a `Database` does not work as itself. */
export interface KeptLogins {
  readonly loader: Login;
  readonly queue: Login;
}

/** Kept beside the databases, not on them: who holds a `Database` does not thereby hold these passwords. */
const logins = new WeakMap<object, KeptLogins>();

/** Keeps the logins of an opened database. */
export function rememberLogins(database: object, kept: KeptLogins): void {
  logins.set(database, kept);
}

/** The loader's login; for src/store/loader.ts alone. Throws on a database that was not opened here. */
export function loaderLoginOf(database: object): Login {
  return keptLoginsOf(database).loader;
}

/** The queue's login; for src/store/queue.ts alone. Throws on a database that was not opened here. */
export function queueLoginOf(database: object): Login {
  return keptLoginsOf(database).queue;
}

function keptLoginsOf(database: object): KeptLogins {
  const kept = logins.get(database);
  if (kept === undefined) throw new Error('not a database that openDatabase opened');
  return kept;
}
