import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { EnvironmentFailure } from '../app/failure.ts';

const LEAST_LENGTH = 32;

/**
 * The secret that signs cookies and encrypts second factors: the given one (POOLBOOK_SECRET), else that of the file,
 * which is made where it is missing. It is in no database, so that a copy of one opens nothing. Fails with
 * `file_unreadable` or `file_unwritable`, also where the secret is too short to be one.
 */
export function signOnSecret(given: string | undefined, file: string): string {
  const secret = given !== undefined && given !== '' ? given : readOrMake(file);
  if (secret.length >= LEAST_LENGTH) return secret;
  throw new EnvironmentFailure(
    'file_unreadable',
    `The secret of sign-on, in POOLBOOK_SECRET or ${file}, is shorter than ${LEAST_LENGTH} characters.`,
    'Give it a long random text, such as that of `openssl rand -base64 32`.',
  );
}

function readOrMake(file: string): string {
  try {
    mkdirSync(dirname(file), { recursive: true });
    if (!existsSync(file)) make(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new EnvironmentFailure(
        'file_unwritable',
        `The secret of sign-on cannot be written to ${file}: ${(error as Error).message}.`,
        'Make the folder writable, or give the secret in POOLBOOK_SECRET.',
        error,
      );
  }
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new EnvironmentFailure(
      'file_unreadable',
      `The secret of sign-on cannot be read from ${file}: ${(error as Error).message}.`,
      'Make it readable for this user, or give the secret in POOLBOOK_SECRET.',
      error,
    );
  }
}

/** Made beside and given its name when it is whole: of a full disk, or a process that ends, no part of it stays. */
function make(file: string): void {
  const made = `${file}.${process.pid}`;
  try {
    writeFileSync(made, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
    linkSync(made, file);
  } finally {
    rmSync(made, { force: true });
  }
}
