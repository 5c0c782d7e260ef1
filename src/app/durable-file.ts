import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Refusal, refuse } from '../core/refusal.ts';
import { EnvironmentFailure } from './failure.ts';

/** Of the owner alone: what is written so holds what is known of persons. */
const MODE = 0o600;

/** Puts a piece of a file behind what is there. */
export type Put = (piece: Uint8Array) => Promise<void>;

/**
 * The refusal of a place for a new file: `file_exists`, unless what is there may be replaced. Fails with `file_unwritable`
 * where something other than a plain file is there.
 */
export async function placeRefusal(path: string, replace: boolean): Promise<Refusal | undefined> {
  const found = await stat(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unwritable(path, error);
  });
  if (found === undefined) return undefined;
  if (!found.isFile()) throw unwritable(path, new Error('it is no plain file'));
  return replace
    ? undefined
    : refuse('file_exists', path, 'a file that is not there yet (--force replaces one)', 'one that is');
}

/**
 * Fills a file. It grows beside its place as `FILE.<eight hexadecimal digits>.part` and takes its place when all of it is on
 * the disk; until then what stood there stays, and after a failure nothing is left. The piece of chance in the name keeps two
 * who write to one place, and what a kill left behind, out of each other's way.
 * Refused: as `placeRefusal` does. Fails with `file_unwritable` and `disk_full`.
 */
export async function writeDurably<T>(
  path: string,
  replace: boolean,
  fill: (put: Put) => Promise<T>,
): Promise<T | Refusal> {
  const part = `${path}.${randomBytes(4).toString('hex')}.part`;
  const doing = <R>(work: Promise<R>) =>
    work.catch((error: unknown) => {
      throw unwritable(path, error);
    });
  const file: FileHandle = await doing(open(part, 'wx', MODE));
  try {
    const filled = await fill((piece) => doing(file.appendFile(piece)));
    await doing(file.sync());
    await doing(file.close());
    // Somebody else may have come first.
    const refusal = await placeRefusal(path, replace);
    if (refusal !== undefined) return refusal;
    await doing(rename(part, path));
    await syncFolder(dirname(path));
    return filled;
  } finally {
    await file.close().catch(() => {});
    await rm(part, { force: true });
  }
}

/** Brings a new name to the disk, where the system can do that for a folder. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path).catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

function unwritable(path: string, error: unknown): EnvironmentFailure {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new EnvironmentFailure(
      'disk_full',
      `The disk is full (${path}).`,
      'Make room and run the command again.',
      error,
    );
  }
  return new EnvironmentFailure(
    'file_unwritable',
    `The file ${path} cannot be written: ${message}.`,
    'Name a file in a folder where you may write.',
    error,
  );
}
