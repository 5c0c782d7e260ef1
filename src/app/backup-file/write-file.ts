import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import { type Refusal, refuse } from '../../core/refusal.ts';
import { EnvironmentFailure } from '../failure.ts';
import { beginning, ending } from './frames.ts';

const CHUNK = 1 << 18;
/** Of the owner alone: a backup holds all that is known of every person. */
const MODE = 0o600;

/** Bytes and SHA-256, in hexadecimal, of a file that was written. */
export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * The refusal of a place for a new backup: `file_exists`, unless what is there may be replaced. Fails with
 * `file_unwritable` where something other than a plain file is there.
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
 * Packs a text into a file. It grows beside its place as `FILE.<eight hexadecimal digits>.part` and takes its place
 * when all of it is on the disk; until then what stood there stays, and after a failure nothing is left. The piece of
 * chance in the name keeps two backups to one place, and what a kill left behind, out of each other's way.
 * Refused: as `placeRefusal` does. Fails with `file_unwritable` and `disk_full`.
 */
export async function writeBackupFile(
  path: string,
  replace: boolean,
  text: () => AsyncGenerator<Buffer>,
): Promise<WrittenFile | Refusal> {
  const part = `${path}.${randomBytes(4).toString('hex')}.part`;
  const doing = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      throw unwritable(path, error);
    });
  const file = await doing(open(part, 'wx', MODE));
  try {
    const written = await pack(file, text, doing);
    await doing(file.sync());
    await doing(file.close());
    // Somebody else may have come first.
    const refusal = await placeRefusal(path, replace);
    if (refusal !== undefined) return refusal;
    await doing(rename(part, path));
    await syncFolder(dirname(path));
    return written;
  } finally {
    await file.close().catch(() => {});
    await rm(part, { force: true });
  }
}

async function pack(
  file: FileHandle,
  text: () => AsyncGenerator<Buffer>,
  doing: <T>(work: Promise<T>) => Promise<T>,
): Promise<WrittenFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const write = async (piece: Buffer) => {
    hash.update(piece);
    bytes += piece.length;
    await doing(file.appendFile(piece));
  };
  await write(beginning());
  await pipeline(text, createZstdCompress({ chunkSize: CHUNK }), async (packed: AsyncIterable<Buffer>) => {
    for await (const piece of packed) await write(piece);
  });
  await write(ending(hash.copy().digest('hex')));
  return { bytes, sha256: hash.digest('hex') };
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
