import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { EnvironmentFailure } from '../app/failure.ts';
import { asUser, describe, type Login, PatientClient } from './connection.ts';
import { asFailure } from './failures.ts';

/** A role of ours. Roles belong to the whole server, not to one database. */
export interface Role {
  readonly name:
    | 'poolbook_app'
    | 'poolbook_loader'
    | 'poolbook_identity'
    | 'poolbook_queue'
    | 'poolbook_salts';
  readonly bypassesRowSecurity: boolean;
}

/** The role of all ordinary work: row-level security holds for it, and it owns nothing. */
export const APP: Role = { name: 'poolbook_app', bypassesRowSecurity: false };

/**
 * The role of bulk loads. COPY FROM is refused under row-level security, so it bypasses it, and may in exchange only
 * INSERT, and not into `consortium_id`, which takes the transaction's tenant by its default.
 */
export const LOADER: Role = { name: 'poolbook_loader', bypassesRowSecurity: true };

/** The role of sign-on: it works on the tables of people, passwords and sessions, and on no table of a consortium. */
export const IDENTITY: Role = { name: 'poolbook_identity', bypassesRowSecurity: false };

/** The role of the queue: it may do all in the schema of the queue, and nothing elsewhere. */
export const QUEUE: Role = { name: 'poolbook_queue', bypassesRowSecurity: false };

/** The role that keeps the keys of the record's salts and of its log: it sees no fact, and nobody else sees a key. */
export const SALTS: Role = { name: 'poolbook_salts', bypassesRowSecurity: false };

const ROLES = [APP, LOADER, IDENTITY, QUEUE, SALTS];

/** The login of a role of ours, its password derived from the owner's: nothing further has to be kept or handed on. */
export function loginAs(owner: Login, role: Role): Login {
  const password = createHmac('sha256', owner.password ?? '')
    .update(`poolbook role ${role.name}`)
    .digest('hex');
  return asUser(owner, role.name, password);
}

/**
 * Makes the roles that are missing, as the owner over `client`, and sets passwords that do not work (any more).
 * Safe when several processes do it at once. Fails with `database_refused`, and the SQL that a database administrator
 * has to run, where the owner may not do it.
 */
export async function ensureRoles(client: pg.ClientBase, owner: Login): Promise<void> {
  const shaping: string[] = [];
  for (const role of ROLES) shaping.push(...(await statementsToShape(client, role, loginAs(owner, role))));
  await runAll(client, owner, shaping);
  const stale: Role[] = [];
  for (const role of ROLES) if (!(await canLogIn(loginAs(owner, role)))) stale.push(role);
  const passwords = stale.map((role) => `ALTER ROLE ${role.name} ${passwordClause(loginAs(owner, role))}`);
  await runAll(client, owner, passwords);
  for (const role of stale) if (!(await canLogIn(loginAs(owner, role)))) throw shutOut(owner, role);
}

/** What has to be run so that the role exists with the right powers: nothing, as a rule. */
async function statementsToShape(client: pg.ClientBase, role: Role, login: Login): Promise<string[]> {
  const { rows } = await client.query<{ bypasses: boolean; is_superuser: boolean; can_login: boolean }>(
    `SELECT rolbypassrls AS bypasses, rolsuper AS is_superuser, rolcanlogin AS can_login
     FROM pg_catalog.pg_roles WHERE rolname = $1`,
    [role.name],
  );
  const [found] = rows;
  const powers = role.bypassesRowSecurity ? 'BYPASSRLS' : 'NOBYPASSRLS';
  if (found === undefined) return [`CREATE ROLE ${role.name} LOGIN ${powers} ${passwordClause(login)}`];
  const wrong = [
    ...(found.can_login ? [] : ['LOGIN']),
    ...(found.is_superuser ? ['NOSUPERUSER'] : []),
    ...(found.bypasses === role.bypassesRowSecurity ? [] : [powers]),
  ];
  return wrong.length === 0 ? [] : [`ALTER ROLE ${role.name} ${wrong.join(' ')}`];
}

const passwordClause = (login: Login) => `PASSWORD '${verifierOf(login.password ?? '')}'`;

/** Runs what the owner may run; fails with `database_refused`, and the rest as advice, where that is not all. */
async function runAll(client: pg.ClientBase, owner: Login, statements: readonly string[]): Promise<void> {
  const denied: string[] = [];
  for (const statement of statements) {
    try {
      await patiently(() => client.query(statement));
    } catch (error) {
      const { code } = error as { readonly code?: string };
      if (code === '42501') denied.push(statement);
      // 42710, 23505: another process has just made the role.
      else if (code !== '42710' && code !== '23505') throw asFailure(error, 'migrating', describe(owner));
    }
  }
  if (denied.length > 0) throw notAllowed(owner, denied);
}

/** Two processes that change one role at once: PostgreSQL fails the second with "tuple concurrently updated". */
async function patiently(change: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await change();
      return;
    } catch (error) {
      if (attempt === 10 || !/concurrently/.test((error as Error).message)) throw error;
      await setTimeout(20 * attempt);
    }
  }
}

async function canLogIn(login: Login): Promise<boolean> {
  const client = new PatientClient(login);
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code?.startsWith('28')) return false;
    throw asFailure(error, 'connecting', describe(login));
  } finally {
    await client.end().catch(() => {});
  }
}

function notAllowed(owner: Login, denied: readonly string[]): EnvironmentFailure {
  return new EnvironmentFailure(
    'database_refused',
    `The user ${owner.user} may not set up the roles that poolbook works as in ${describe(owner)}.`,
    `Ask the database administrator to run this, then run the command again:\n${denied.map((statement) => `${statement};`).join('\n')}`,
  );
}

function shutOut(owner: Login, role: Role): EnvironmentFailure {
  return new EnvironmentFailure(
    'database_refused',
    `The role ${role.name} cannot log in to ${describe(owner)}, although its password was just set.`,
    `Let ${ROLES.map(({ name }) => name).join(', ')} in by password: in pg_hba.conf, a line with the method scram-sha-256.`,
  );
}

/**
 * What PostgreSQL keeps of a password (RFC 5803, SCRAM-SHA-256). Sent in its place, so that the password itself is
 * in no log of statements and in no advice. `password` is plain ASCII, which needs no normalising.
 */
function verifierOf(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, 4096, 32, 'sha256');
  const key = (name: string) => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(key('Client Key')).digest('base64');
  return `SCRAM-SHA-256$4096:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`;
}
