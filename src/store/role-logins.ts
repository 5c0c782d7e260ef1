import type { Login } from './connection.ts';

/** Kept beside the databases, not on them: who holds a `Database` does not thereby hold the passwords of other roles. */
const kept = new WeakMap<object, RoleLogins>();

/** The logins of the roles that work beside the application's own, each for one file. */
export interface RoleLogins {
  /** For src/store/loader.ts. */
  readonly loader: Login;
  /** For src/store/sign-on-connections.ts. */
  readonly identity: Login;
  /** For src/store/queue.ts. */
  readonly queue: Login;
  /** For src/store/record/salts.ts. */
  readonly salts: Login;
}

/** Keeps the logins of an opened database, or of stores over one. */
export function rememberLogins(opened: object, logins: RoleLogins): void {
  kept.set(opened, logins);
}

/** The logins of an opened database, or of stores over one. Throws on what was not opened here. */
export function loginsOf(opened: object): RoleLogins {
  const logins = kept.get(opened);
  if (logins === undefined) throw new Error('not a database that openDatabase opened');
  return logins;
}
