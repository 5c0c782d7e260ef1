/** Files that are on the disk, under their names, before anybody is told of what they hold. */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EnvironmentFailure } from '../app/failure.ts';

/**
 * Writes a file of the owner alone, and answers when it is durable: it grows beside its place as `FILE.part`, so that
 * whoever is killed leaves the old one or the new one. One writer alone at a time; the home's lock sees to that.
 * Fails with `disk_full` and `file_unwritable`.
 */
export async function writeDurably(path: string, text: string): Promise<void> {
  try {
    const file = await open(`${path}.part`, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.part`, path);
    await syncFolder(dirname(path));
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** Makes a folder of the owner alone, where there is none, and brings its name to the disk. */
export async function makeFolder(path: string): Promise<void> {
  try {
    const first = await mkdir(path, { recursive: true, mode: 0o700 });
    if (first === undefined) return;
    for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** The text of a file; undefined where there is none. Fails with `file_unreadable`. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(path, (error as Error).message, 'Check its rights.');
  }
}

export function unreadable(path: string, why: string, advice: string): EnvironmentFailure {
  return new EnvironmentFailure('file_unreadable', `${path} cannot be read: ${why}.`, advice);
}

/** Brings names in a folder to the disk. Windows cannot do that for a folder, and does it by itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function unwritable(path: string, error: unknown): EnvironmentFailure {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new EnvironmentFailure('disk_full', `The disk is full (${path}).`, 'Make room.', error);
  return new EnvironmentFailure(
    'file_unwritable',
    `${path} cannot be written: ${message}.`,
    'Check the rights of its folder, or name another one.',
    error,
  );
}
