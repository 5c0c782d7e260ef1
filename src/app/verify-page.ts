import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The page that checks proofs alone, as it is built into one file. */
export interface VerifyPage {
  readonly bytes: Uint8Array;
  /** SHA-256 in hexadecimal digits: what whoever keeps the page compares it with. */
  readonly sha256: string;
}

/** The page of this version; undefined in a checkout where it was not built (`bin/verify-page.cjs`). */
export async function verifyPage(file = builtFile()): Promise<VerifyPage | undefined> {
  if (!existsSync(file)) return undefined;
  const bytes = await readFile(file);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function builtFile(): string {
  const packed = join(import.meta.dirname, '..', 'verify.html');
  return existsSync(packed) ? packed : join(import.meta.dirname, '..', '..', 'dist', 'verify.html');
}
