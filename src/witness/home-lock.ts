/**
 * The lock of a witness's home. Two processes on one home could cosign two roots of one size. The system itself holds
 * it, through SQLite, which comes with Node and locks files alike on every platform: a process that is killed, or whose
 * machine is, leaves nothing behind that the next one had to judge.
 */
import { DatabaseSync } from 'node:sqlite';
import { EnvironmentFailure } from '../app/failure.ts';

const SQLITE_BUSY = 5;

export interface HomeLock {
  release(): void;
}

/** Takes the lock, which is the empty file `path`. Fails with `home_in_use` where somebody has it. */
export function lockHome(path: string): HomeLock {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY)
      throw new EnvironmentFailure(
        'home_in_use',
        `Another witness works with this folder (${path}).`,
        'End it, or name another --home.',
        error,
      );
    throw new EnvironmentFailure(
      'file_unwritable',
      `${path} cannot be locked: ${(error as Error).message}.`,
      'Check the rights of the folder and the room on the disk.',
      error,
    );
  }
  return { release: () => database.close() };
}
