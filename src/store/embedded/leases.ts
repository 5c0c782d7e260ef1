import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isIdentityAlive } from './processes.ts';

/**
 * Leases: who uses the server. Each opening of it writes one file `<pid>-<random>` that names its process; the
 * server may be stopped when none of a living process is left. They are taken and counted under the lock.
 */
export function takeLease(folder: string): string {
  const path = join(folder, `${process.pid}-${randomBytes(4).toString('hex')}`);
  writeFileSync(path, identityOf(process.pid), { mode: 0o644 });
  return path;
}

/** Gives a lease back; giving it back twice does nothing. */
export function returnLease(path: string): void {
  rmSync(path, { force: true });
}

/** How many leases living processes hold. Those of ended processes are removed. */
export function countLeases(folder: string): number {
  let living = 0;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (isIdentityAlive(read(path))) living += 1;
    else rmSync(path, { force: true });
  }
  return living;
}

/** What the lease says; nothing where it was just returned. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
