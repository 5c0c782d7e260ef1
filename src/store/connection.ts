import pg from 'pg';
import { EnvironmentFailure } from '../app/failure.ts';
import { types } from './values.ts';

const CONNECTION_MILLISECONDS = 10_000;

/** How to reach a database as one user. Holds a password: never print it. */
export type Login = Pick<
  pg.ClientConfig,
  'host' | 'port' | 'database' | 'user' | 'ssl' | 'application_name' | 'types' | 'keepAlive'
> & { readonly password: string | undefined };

/**
 * The login that an address such as `postgres://user:password@host:5432/database?sslmode=require` means; what it
 * leaves out comes from PGHOST, PGPASSWORD and so on, as everywhere. Fails with `database_unreachable` if malformed.
 */
export function loginOf(url: string): Login {
  try {
    const { host, port, database, user, ssl, password } = new pg.Client({ connectionString: url });
    return {
      ...{ host, port, database, user, ssl, types },
      password: typeof password === 'string' && password !== '' ? password : undefined,
      application_name: 'poolbook',
      keepAlive: true,
    };
  } catch (error) {
    throw new EnvironmentFailure(
      'database_unreachable',
      'The address of the database is not one that PostgreSQL knows.',
      'Set DATABASE_URL to postgres://user:password@host:5432/database, or unset it to use the one that comes with poolbook.',
      // The cause would show the address with its password.
      error instanceof Error ? error.name : undefined,
    );
  }
}

/** The same server and database, another user. */
export function asUser(login: Login, user: string, password: string): Login {
  return { ...login, user, password };
}

/** The server as a person may see it: "the database poolbook at 127.0.0.1:5432". */
export function describe(login: Login): string {
  return `the database ${login.database} at ${login.host}:${login.port}`;
}

/** A client that gives up connecting after ten seconds. (The pool's own limit would also count waiting in its queue.) */
export class PatientClient extends pg.Client {
  constructor(given?: string | pg.ClientConfig) {
    const settings = typeof given === 'string' ? { connectionString: given } : given;
    // Named, because a pool hides the password from copying.
    const password = settings?.password;
    super({ ...settings, password, connectionTimeoutMillis: CONNECTION_MILLISECONDS });
    // A connection that breaks while nobody waits for an answer must not end the process: the next query reports it.
    this.on('error', () => {});
  }
}
