import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentFailure } from '../../app/failure.ts';
import { diskFull } from '../failures.ts';
import type { Places } from './places.ts';

const LINES_SHOWN = 8;

/**
 * The failure of an `initdb` or a start, from what was printed: `disk_full` where the disk was, else
 * `embedded_server_failed` with the last lines. `what` is a sentence without its full stop.
 */
export function startFailure(what: string, printed: string, places: Places): EnvironmentFailure {
  if (/No space left on device|Disk quota exceeded|Check free disk space/i.test(printed))
    return diskFull(places.home);
  const lines = printed.split('\n').filter((line) => line.trim() !== '');
  const shown = lines.slice(-LINES_SHOWN).join('\n');
  return new EnvironmentFailure(
    'embedded_server_failed',
    `${what}${shown === '' ? '.' : `:\n${shown}`}`,
    `Look at the log in ${places.logs}, or set DATABASE_URL to a PostgreSQL 15 or later of your own.`,
  );
}

/** The failure of a program that the system would not even start. */
export function cannotRun(program: string, error: unknown): EnvironmentFailure {
  return new EnvironmentFailure(
    'embedded_server_failed',
    `${program} cannot be run here: ${(error as Error).message}.`,
    'Set DATABASE_URL to a PostgreSQL 15 or later of your own.',
    error,
  );
}

/** The failure behind an error of the file system in the home; any other error comes back as it is. */
export function homeFailure(error: unknown, home: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (!(error instanceof Error) || code === undefined || syscall === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(home, error);
  return new EnvironmentFailure(
    'embedded_server_failed',
    `The folder ${home} cannot be used: ${error.message}.`,
    'Set POOLBOOK_HOME to a folder that you may write to, or DATABASE_URL to a PostgreSQL 15 or later of your own.',
    error,
  );
}

/** The last lines of what the server printed and logged, oldest first. */
export function lastLog(places: Places): string {
  const newest = existsSync(places.logs)
    ? readdirSync(places.logs)
        .filter((name) => name.startsWith('postgresql-'))
        .sort()
        .at(-1)
    : undefined;
  const files = [places.startLog, ...(newest === undefined ? [] : [join(places.logs, newest)])];
  return files
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8').slice(-4_000))
    .join('\n');
}
