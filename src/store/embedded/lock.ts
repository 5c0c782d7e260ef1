import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { EnvironmentFailure } from '../../app/failure.ts';
import { identityOf, isIdentityAlive } from './processes.ts';

const PATIENCE_MILLISECONDS = 300_000;
const PAUSE_MILLISECONDS = 40;
/** A lock file without its holder's name yet: it is being written, unless it has been so for this long. */
const WRITING_MILLISECONDS = 5_000;

/**
 * Does `work` while no other process (or other caller in this one) holds the lock file `path`. The file names its
 * holder; the lock of a process that has ended is taken over. Fails with `embedded_server_failed` after five minutes.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE_MILLISECONDS;
  while (!created(path)) {
    removeAbandoned(path);
    if (Date.now() > until) throw busy(path);
    await setTimeout(PAUSE_MILLISECONDS);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function created(path: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o644);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Windows answers EPERM or EBUSY while the holder is just removing it.
    if (code === 'EEXIST' || (process.platform === 'win32' && (code === 'EPERM' || code === 'EBUSY')))
      return false;
    throw error;
  }
  try {
    writeSync(file, identityOf(process.pid));
    return true;
  } catch (error) {
    // A full disk: nobody shall wait for a lock that nobody has.
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

/**
 * Removes the lock of a holder that has ended. Under a second lock, held for an instant: else two processes that
 * both saw the dead holder could each remove "its" file, the later one a living holder's.
 */
function removeAbandoned(path: string): void {
  if (!isAbandoned(path)) return;
  const guard = `${path}.takeover`;
  if (created(guard)) {
    if (isAbandoned(path)) rmSync(path, { force: true });
    rmSync(guard, { force: true });
  } else if (age(guard) > WRITING_MILLISECONDS) rmSync(guard, { force: true });
}

function isAbandoned(path: string): boolean {
  try {
    const holder = readFileSync(path, 'utf8');
    return holder === '' ? age(path) > WRITING_MILLISECONDS : !isIdentityAlive(holder);
  } catch {
    return false;
  }
}

function age(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? 0 : Date.now() - found.mtimeMs;
}

function busy(path: string): EnvironmentFailure {
  return new EnvironmentFailure(
    'embedded_server_failed',
    `Another process has been starting or stopping the embedded PostgreSQL for five minutes (${path}).`,
    'Wait for it or end it, then run the command again.',
  );
}
