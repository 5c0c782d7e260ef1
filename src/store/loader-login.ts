import type { Login } from './connection.ts';

/** Kept beside the databases, not on them: who holds a `Database` does not thereby hold the loader's password. */
const logins = new WeakMap<object, Login>();

/** Keeps the loader's login of an opened database. */
export function rememberLoader(database: object, login: Login): void {
  logins.set(database, login);
}

/** The loader's login; for src/store/loader.ts alone. Throws on a database that was not opened here. */
export function loaderLoginOf(database: object): Login {
  const login = logins.get(database);
  if (login === undefined) throw new Error('not a database that openDatabase opened');
  return login;
}
