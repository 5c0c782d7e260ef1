import { type FileHandle, open, readFile } from 'node:fs/promises';
import type { Group } from '../core/record/fact.ts';
import { type FieldRow, fieldRows } from '../core/record/field-rows.ts';
import { FileCheck } from '../core/record/file-check.ts';
import { holding } from '../core/record/signatures.ts';
import type { Verified } from '../core/record/verdict.ts';
import { type VerdictWords, verdictWords } from '../core/record/verdict-words.ts';
import { sha256, verifyEd25519 } from '../witness/ed25519.ts';
import { unreadable } from './import/source-file.ts';

export interface VerificationOptions {
  /** A file with the reader's own policy. */
  readonly policyFile?: string | undefined;
  /** Groups whose fields have to be shown. */
  readonly groups?: readonly Group[];
  /** The id of a fact that is to be seen. */
  readonly id?: string | undefined;
  /** Is told how many bytes of how many have been read. */
  progress?(done: number, total: number): void;
}

export interface FileVerified {
  readonly verified: Verified;
  readonly words: VerdictWords;
  /** The fields of the fact that is seen. */
  readonly rows: readonly FieldRow[];
}

const CHUNK = 1 << 18;

/**
 * What a proof file or a bundle of the record proves. It is read piece by piece, and nothing else is asked: no database,
 * no network. Fails with `file_unreadable`.
 */
export async function verifyFile(path: string, options: VerificationOptions = {}): Promise<FileVerified> {
  const { policyFile, groups = [], id, progress } = options;
  const check = new FileCheck(sha256, decode, {
    groups,
    id,
    ...(policyFile !== undefined && { policy: await policyOf(policyFile) }),
  });
  const file = await open(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    await take(file, path, check, progress);
  } finally {
    await file.close();
  }
  const verified = check.verified(holding(check.signatureChecks(), verifyEd25519));
  const rows = verified.fact === undefined ? [] : fieldRows(verified.fact);
  return { verified, words: verdictWords(verified), rows };
}

async function policyOf(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** The file need not be read further where something in it was tampered with. */
async function take(
  file: FileHandle,
  path: string,
  check: FileCheck,
  progress: VerificationOptions['progress'],
): Promise<void> {
  const read = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      throw unreadable(path, error);
    });
  const { size } = await read(file.stat());
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (let done = 0; ; ) {
    const { bytesRead } = await read(file.read(buffer, 0, CHUNK, null));
    done += bytesRead;
    if (bytesRead === 0 || !check.take(buffer.subarray(0, bytesRead))) return;
    progress?.(done, size);
  }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
