import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import type { Refusal } from '../../core/refusal.ts';
import { type Put, writeDurably } from '../durable-file.ts';
import { beginning, ending } from './frames.ts';

const CHUNK = 1 << 18;

/** Bytes and SHA-256, in hexadecimal, of a file that was written. */
export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** Packs a text into a file, whole or not at all. Refused and fails as `writeDurably` does. */
export function writeBackupFile(
  path: string,
  replace: boolean,
  text: () => AsyncGenerator<Buffer>,
): Promise<WrittenFile | Refusal> {
  return writeDurably(path, replace, (put) => pack(put, text));
}

async function pack(put: Put, text: () => AsyncGenerator<Buffer>): Promise<WrittenFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const write = async (piece: Buffer) => {
    hash.update(piece);
    bytes += piece.length;
    await put(piece);
  };
  await write(beginning());
  await pipeline(text, createZstdCompress({ chunkSize: CHUNK }), async (packed: AsyncIterable<Buffer>) => {
    for await (const piece of packed) await write(piece);
  });
  await write(ending(hash.copy().digest('hex')));
  return { bytes, sha256: hash.digest('hex') };
}
