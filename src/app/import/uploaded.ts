import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Refusal, refuse } from '../../core/refusal.ts';
import { unwritable } from './rejected-file.ts';

/** How long what was sent in lies there, and rows that were left out of it: it says who was ill with what. */
export const KEPT_DAYS = 7;
/** What a consortium may send in within that time, in bytes. */
export const MOST_BYTES = 200 * 2 ** 30;
const DAY_MILLISECONDS = 86_400_000;

/** Where the bytes of a hash lie. */
export function uploadPath(folder: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`not a hash: ${sha256}`);
  return join(folder, sha256);
}

/** Where the rows lie that a job has left out. */
export function rejectedPath(folder: string, consortiumId: number, jobId: number): string {
  return join(folder, `rejected-${consortiumId}-${jobId}.csv`);
}

/**
 * Writes what comes to the folder, under the hash of its bytes; never more than a piece of it is in memory. Refused:
 * `body_too_large` above `most` bytes, `empty_file`. Fails with `disk_full` and `file_unwritable`.
 */
export async function receiveUpload(
  folder: string,
  bytes: AsyncIterable<Uint8Array>,
  most: number,
): Promise<{ readonly sha256: string; readonly bytes: number } | Refusal> {
  const growing = join(folder, `${randomBytes(12).toString('hex')}.partial`);
  const writing = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      throw unwritable(growing, error);
    });
  await writing(mkdir(folder, { recursive: true, mode: 0o700 }));
  const file = await writing(open(growing, 'wx', 0o600));
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > most)
        return refuse('body_too_large', 'body', `at most ${most} bytes within ${KEPT_DAYS} days`, 'more');
      hash.update(chunk);
      await writing(file.writeFile(chunk));
    }
    if (size === 0) return refuse('empty_file', 'body', 'a file with content', 'nothing');
    await writing(file.sync());
    const sha256 = hash.digest('hex');
    await writing(rename(growing, uploadPath(folder, sha256)));
    return { sha256, bytes: size };
  } finally {
    await file.close();
    await rm(growing, { force: true });
  }
}

/** Removes what has lain there longer than it may. */
export async function removeOldUploads(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!/^([0-9a-f]{64}|[0-9a-f]{24}\.partial|rejected-\d+-\d+\.csv(\.partial)?)$/.test(name)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && found.mtimeMs < now - KEPT_DAYS * DAY_MILLISECONDS)
      await rm(path, { force: true });
  }
}
