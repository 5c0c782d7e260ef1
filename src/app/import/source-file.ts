import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { EnvironmentFailure } from '../failure.ts';

/** Small enough that the rows of a chunk are gone again before they are moved to where garbage stays long. */
const CHUNK = 1 << 16;

/** A file to be imported, known by the hash of its bytes. */
export interface SourceFile {
  readonly name: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** How many bytes have been read. */
  position(): number;
  /** The bytes in chunks; each is good until the next is asked for. Fails where they are no longer those of the hash. */
  chunks(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Opens a file and hashes it, piece by piece. Fails with `file_unreadable` where it is not there, may not be read, is
 * no plain file (it has to be read twice), or changes while it is read.
 */
export async function openSourceFile(path: string): Promise<SourceFile> {
  const name = basename(path);
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (error) {
    throw unreadable(path, error);
  }
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw unreadable(path, 'it is no plain file');
    const hash = createHash('sha256');
    for await (const chunk of chunksOf(file, path)) hash.update(chunk);
    const sha256 = hash.digest('hex');
    let position = 0;
    async function* chunks(): AsyncGenerator<Uint8Array> {
      const again = createHash('sha256');
      for await (const chunk of chunksOf(file, path)) {
        again.update(chunk);
        position += chunk.length;
        yield chunk;
      }
      if (again.digest('hex') !== sha256) throw unreadable(path, 'it was changed while it was read');
    }
    return { name, sha256, size: stat.size, position: () => position, chunks, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function* chunksOf(file: FileHandle, path: string): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK, at).catch((error: unknown) => {
      throw unreadable(path, error);
    });
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** The failure of a file that cannot be read, by an error of Node or a reason in words: `file_unreadable`. */
export function unreadable(path: string, why: unknown): EnvironmentFailure {
  return new EnvironmentFailure(
    'file_unreadable',
    `The file ${path} cannot be read: ${typeof why === 'string' ? why : reasonOf(why)}.`,
    'Check its name and that you may read it; a pipe has to be saved to a file first. Nothing was imported.',
    why,
  );
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const known: Record<string, string> = {
    ENOENT: 'there is no such file',
    EACCES: 'you may not read it',
    EPERM: 'you may not read it',
    EISDIR: 'it is a folder',
  };
  return known[code ?? ''] ?? message;
}
