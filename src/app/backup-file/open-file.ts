import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { type Refusal, refuse } from '../../core/refusal.ts';
import { EnvironmentFailure } from '../failure.ts';
import { unreadable } from '../import/source-file.ts';
import { Damage, damaged } from './damage.ts';
import { ENDING_LENGTH, FORMAT, LONGEST_BEGINNING, readBeginning, readEnding } from './frames.ts';

const CHUNK = 1 << 18;

/** A backup whose bytes are those that were written. */
export interface BackupFile {
  /** Of the file. */
  readonly bytes: number;
  /** How many of them the text has come from so far. */
  position(): number;
  /** The text, unpacked piece by piece. Throws `Damage`; fails with `file_unreadable` where the file changes meanwhile. */
  text(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/**
 * Opens a backup and holds all its bytes to the hash at its end, before anything of it is used. Refused:
 * `damaged_backup`, `unknown_format`. Fails with `file_unreadable`, also for what is no plain file: it is read twice.
 */
export async function openBackupFile(path: string): Promise<BackupFile | Refusal> {
  const file = await open(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  let isOpen = false;
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw unreadable(path, 'it is no plain file');
    const begins = readBeginning(await collected(piecesOf(file, path, 0, LONGEST_BEGINNING)));
    if (begins === undefined) return damaged('a backup of poolbook', 'a file that does not begin as one');
    if (begins.format !== FORMAT) {
      const expected = `a backup of format ${FORMAT}; restore it with the poolbook that made it, or a newer one`;
      return refuse('unknown_format', '', expected, begins.format);
    }
    const until = stat.size - ENDING_LENGTH;
    const sha256 = until < 0 ? undefined : await hashOf(file, path, until);
    const ends = readEnding(await collected(piecesOf(file, path, until, stat.size)));
    if (until < begins.length || ends === undefined)
      return damaged('a whole backup', 'a file that is cut off');
    if (ends !== sha256) return damaged(`the bytes of SHA-256 ${ends}`, `those of ${sha256}`);
    isOpen = true;
    return backupFile(file, path, begins.length, until, stat.size, sha256);
  } finally {
    if (!isOpen) await file.close();
  }
}

function backupFile(
  file: FileHandle,
  path: string,
  from: number,
  until: number,
  bytes: number,
  sha256: string,
): BackupFile {
  let position = 0;
  async function* packed(hash: Hash): AsyncGenerator<Buffer> {
    for await (const piece of piecesOf(file, path, 0, from)) hash.update(piece);
    position = from;
    for await (const piece of piecesOf(file, path, from, until)) {
      hash.update(piece);
      position += piece.length;
      yield piece;
    }
    if (hash.digest('hex') !== sha256) throw unreadable(path, 'it was changed while it was read');
  }
  async function* text(): AsyncGenerator<Buffer> {
    const unpack = createZstdDecompress({ chunkSize: CHUNK });
    const unpacking = pipeline(packed(createHash('sha256')), unpack);
    // Awaited below; where the reader leaves early it is broken off, and that is no news.
    unpacking.catch(() => {});
    try {
      yield* unpack as AsyncIterable<Buffer>;
      await unpacking;
    } catch (error) {
      if (error instanceof EnvironmentFailure) throw error;
      throw new Damage('a text packed as Zstandard', (error as Error).message);
    }
  }
  return { bytes, position: () => position, text, close: () => file.close() };
}

async function hashOf(file: FileHandle, path: string, until: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of piecesOf(file, path, 0, until)) hash.update(piece);
  return hash.digest('hex');
}

/** The bytes of a part of a file, each piece a buffer of its own; fewer where the file is shorter. */
async function* piecesOf(
  file: FileHandle,
  path: string,
  from: number,
  until: number,
): AsyncGenerator<Buffer> {
  for (let at = Math.max(from, 0); at < until; ) {
    const { bytesRead, buffer } = await file
      .read(Buffer.allocUnsafe(Math.min(CHUNK, until - at)), 0, null, at)
      .catch((error: unknown) => {
        throw unreadable(path, error);
      });
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

async function collected(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(pieces));
}
