import pg from 'pg';
import { EnvironmentFailure } from '../app/failure.ts';

/** What was being done when the error came: it decides what a broken connection means. */
export type Doing = 'connecting' | 'migrating' | 'working';

const OLDEST_VERSION = 150_000;

const UNREACHABLE = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN'],
  ...['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'EADDRNOTAVAIL'],
  // Too many connections; no such socket file.
  ...['53300', 'ENOENT'],
]);
const BROKEN_CONNECTION =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;
const REFUSED_BEFORE_LOGIN = /^(SASL:|The server does not support SSL)/;

/**
 * The failure of the environment behind an error of Node or of PostgreSQL; an error that is none (a bug, or a
 * violated constraint) comes back as it is, so that callers write `throw asFailure(error, 'working')`.
 *
 * Codes: `database_unreachable`, `database_refused`, `database_lost` (the connection broke in the middle),
 * `disk_full`. `where` is shown to the person: the server's address without a password.
 */
export function asFailure(error: unknown, doing: Doing, where = 'the database'): unknown {
  if (!(error instanceof Error) || error instanceof EnvironmentFailure) return error;
  const code = codeOf(error);
  if (code === '53100' || code === 'ENOSPC' || code === 'EDQUOT') return diskFull(where, error);
  if (isConnection(error, code))
    return doing === 'connecting' ? unreachable(where, error) : lost(where, error);
  if (code === '3D000' || code.startsWith('28') || isUntrusted(error, code)) return refused(where, error);
  if (code === '42501' && doing !== 'working') return refused(where, error);
  return error;
}

/** True where a unique key was violated: PostgreSQL's 23505, of the named constraint if one is named. */
export function isUniqueViolation(error: unknown, constraint?: string): error is pg.DatabaseError {
  if (!(error instanceof pg.DatabaseError) || error.code !== '23505') return false;
  return constraint === undefined || error.constraint === constraint;
}

/** Fails with `database_too_old` for a server before PostgreSQL 15. `versionNumber` as in server_version_num, 150004. */
export function requireVersion(versionNumber: number, where = 'the database'): void {
  if (versionNumber >= OLDEST_VERSION) return;
  const major = Math.floor(versionNumber / 10_000);
  throw new EnvironmentFailure(
    'database_too_old',
    `${capital(where)} is PostgreSQL ${major}; poolbook needs 15 or later.`,
    'Upgrade it, or unset DATABASE_URL to use the PostgreSQL that comes with poolbook.',
  );
}

/** A disk with no room left; `where` names the folder or the server. */
export function diskFull(where: string, cause?: unknown): EnvironmentFailure {
  return new EnvironmentFailure(
    'disk_full',
    `The disk is full (${where}).`,
    'Make room and run the command again; what was saved before is whole.',
    cause,
  );
}

function isConnection(error: Error, code: string): boolean {
  return (
    UNREACHABLE.has(code) ||
    /^(08...|57P0.)$/.test(code) ||
    (code === '' && BROKEN_CONNECTION.test(error.message))
  );
}

function isUntrusted(error: Error, code: string): boolean {
  if (code === '') return REFUSED_BEFORE_LOGIN.test(error.message);
  return /CERT|^UNABLE_TO_/.test(code);
}

function unreachable(where: string, error: Error): EnvironmentFailure {
  return new EnvironmentFailure(
    'database_unreachable',
    `${capital(where)} cannot be reached: ${detail(error)}.`,
    'Check that it runs and that DATABASE_URL names it; unset DATABASE_URL to use the PostgreSQL that comes with poolbook.',
    error,
  );
}

function lost(where: string, error: Error): EnvironmentFailure {
  return new EnvironmentFailure(
    'database_lost',
    `The connection to ${where} broke: ${detail(error)}.`,
    'Run the command again: what was not yet saved is left out as a whole, and what was saved is not done twice.',
    error,
  );
}

function refused(where: string, error: Error): EnvironmentFailure {
  return new EnvironmentFailure(
    'database_refused',
    `${capital(where)} does not let us in: ${detail(error)}.`,
    'Check user, password and database name in DATABASE_URL; the user needs CREATE on the database and CREATEROLE.',
    error,
  );
}

function codeOf(error: Error): string {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** The error's own words; a host of several addresses fails with one error for each and no words of its own. */
function detail(error: Error): string {
  const first = error instanceof AggregateError ? (error.errors[0] as Error) : error;
  return first.message.replace(/\.$/, '');
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
