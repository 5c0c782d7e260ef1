import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { EnvironmentFailure } from '../../app/failure.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { Places } from './places.ts';
import { run, stopProcessesNaming } from './processes.ts';
import { cannotRun, startFailure } from './start-failure.ts';

/** The user that owns the embedded server and all in it. */
export const OWNER = 'poolbook_owner';

/** The name of our configuration file inside the data directory. */
export const CONFIGURATION = 'poolbook.conf';

/**
 * Makes the data directory where there is none yet, and returns the owner's password. `initdb` works in a folder
 * beside it that is renamed at the end, so that a kill in the middle leaves nothing half made. Called under the lock.
 * Fails with `disk_full`, `embedded_server_failed`, or `embedded_server_version` for another major version's data.
 */
export async function ensureCluster(
  places: Places,
  binaries: Binaries,
  account: Account | undefined,
  note: (line: string) => void,
): Promise<string> {
  removeLeftovers(places.home);
  const exists = existsSync(places.data);
  if (exists) requireVersion(places.data, binaries.major);
  const password = readPassword(places) ?? newPassword(places, exists);
  if (exists) return password;
  note(`preparing the database in ${places.home} (first start only)`);
  await create(places, binaries, account, password);
  return password;
}

function requireVersion(data: string, major: number): void {
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (found === String(major)) return;
  throw new EnvironmentFailure(
    'embedded_server_version',
    `The data in ${data} was made by PostgreSQL ${found}; this program brings PostgreSQL ${major}.`,
    `Open it with the version of poolbook that made it, back up, and restore here into an empty POOLBOOK_HOME.`,
  );
}

function readPassword(places: Places): string | undefined {
  if (!existsSync(places.secrets)) return undefined;
  const secrets = JSON.parse(readFileSync(places.secrets, 'utf8')) as { readonly ownerPassword?: unknown };
  return typeof secrets.ownerPassword === 'string' ? secrets.ownerPassword : undefined;
}

function newPassword(places: Places, exists: boolean): string {
  if (exists) {
    throw new EnvironmentFailure(
      'embedded_server_failed',
      `There is data in ${places.data}, but its password is gone: ${places.secrets} is missing or damaged.`,
      `Put ${places.secrets} back from a backup of the folder.`,
    );
  }
  const password = randomBytes(32).toString('hex');
  const writing = `${places.secrets}.new`;
  writeFileSync(writing, `${JSON.stringify({ ownerPassword: password })}\n`, { mode: 0o600, flush: true });
  renameSync(writing, places.secrets);
  return password;
}

async function create(
  places: Places,
  binaries: Binaries,
  account: Account | undefined,
  password: string,
): Promise<void> {
  const unique = randomBytes(4).toString('hex');
  const making = join(places.home, `data.new-${unique}`);
  const passwordFile = join(places.home, `password.new-${unique}`);
  try {
    mkdirSync(making, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (account !== undefined) {
      for (const path of [making, passwordFile]) chownSync(path, account.uid, account.gid);
    }
    const given = ['--encoding=UTF8', '--locale=C', '--auth=scram-sha-256', `--username=${OWNER}`];
    const finished = await run(
      binaries.initdb,
      [`--pgdata=${making}`, `--pwfile=${passwordFile}`, '--no-instructions', ...given],
      { directory: places.home, account },
    ).catch((error: unknown) => Promise.reject(cannotRun(binaries.initdb, error)));
    if (finished.status !== 0) throw startFailure('The database could not be made', finished.output, places);
    appendFileSync(join(making, 'postgresql.conf'), `\ninclude = '${CONFIGURATION}'\n`);
    renameSync(making, places.data);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(making, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Removes what a process that was killed while it made the data directory left behind. Its `initdb` outlives it, and
 * would make the folder anew after we took it away: it is stopped first. Looked for at each opening, because not every
 * system tells which processes those are.
 */
function removeLeftovers(home: string): void {
  const leftovers = readdirSync(home).filter((name) => /^(data|password)\.new-/.test(name));
  if (leftovers.length > 0) stopProcessesNaming(`--pgdata=${join(home, 'data.new-')}`);
  for (const name of leftovers) {
    rmSync(join(home, name), { recursive: true, force: true, maxRetries: 5 });
  }
}
