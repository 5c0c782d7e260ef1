import { readFileSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A user of the operating system, by number. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY: Account = { uid: 65534, gid: 65534 };

/**
 * The account that PostgreSQL runs as; undefined: our own. It refuses to run as root, so when we are root it is the
 * owner of the data, if there is any that a user made before, else `nobody`.
 */
export function serverAccount(data?: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = data === undefined ? undefined : statSync(data, { throwIfNoEntry: false });
  return found === undefined || found.uid === 0 ? nobody() : { uid: found.uid, gid: found.gid };
}

function nobody(): Account {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((candidate) => candidate.startsWith('nobody:'));
    const [, , uid, gid] = line?.split(':') ?? [];
    return uid === undefined || gid === undefined ? NOBODY : { uid: Number(uid), gid: Number(gid) };
  } catch {
    return NOBODY;
  }
}

/** True where the account may enter every existing folder from the root down to `path`, itself included. */
export function isReachable(path: string, account: Account | undefined): boolean {
  if (account === undefined) return true;
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found?.isDirectory() && !allows(found, account, 0o1)) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** True where the account may enter the folder, and read and run the file (no access lists are looked at). */
export function isRunnable(file: string, account: Account | undefined): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return false;
  return account === undefined || (isReachable(dirname(file), account) && allows(found, account, 0o5));
}

function allows(found: Stats, account: Account, wanted: number): boolean {
  const shift = found.uid === account.uid ? 6 : found.gid === account.gid ? 3 : 0;
  return ((found.mode >> shift) & wanted) === wanted;
}
