import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { Account } from './account.ts';

/** What a finished command left: its exit status (128 + signal where a signal ended it) and all it printed. */
export interface Finished {
  readonly status: number;
  readonly output: string;
}

export interface RunOptions {
  /** A directory that the account can enter: PostgreSQL's programs insist on it. */
  readonly directory: string;
  /** The account to run as; undefined: our own. */
  readonly account: Account | undefined;
  /** In a session of its own, so that Ctrl-C in our terminal does not reach it; its output is dropped. */
  readonly apart?: boolean;
}

/**
 * Runs a program to its end. Throws the system's error where it cannot be started (ENOENT, EACCES, EINVAL).
 * Variables that would change PostgreSQL's own choices (PG..., LD_LIBRARY_PATH) are not handed on.
 */
export function run(file: string, given: readonly string[], options: RunOptions): Promise<Finished> {
  const { promise, resolve, reject } = Promise.withResolvers<Finished>();
  const child = spawn(file, given, {
    cwd: options.directory,
    env: environment(),
    windowsHide: true,
    detached: options.apart === true,
    stdio: options.apart === true ? 'ignore' : ['ignore', 'pipe', 'pipe'],
    ...options.account,
  });
  let output = '';
  const keep = (text: string) => {
    output += text;
  };
  child.stdout?.setEncoding('utf8').on('data', keep);
  child.stderr?.setEncoding('utf8').on('data', keep);
  child.once('error', reject);
  child.once('close', (status, signal) => {
    if (signal !== null) output += `\nended by ${signal}`;
    resolve({ status: status ?? 128, output });
  });
  return promise;
}

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|LD_|DYLD_)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

/** True while the system knows a process by this id: also a zombie, which has ended but was not asked for its end. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** True while a process with this id runs; a zombie does not. */
export function isAlive(pid: number): boolean {
  return exists(pid) && statistics(pid)?.[0] !== 'Z';
}

/**
 * A process by id and moment of start, "pid start": an id alone is given out again after its process has ended.
 * Where the system does not tell the start (no /proc), the start is "-".
 */
export function identityOf(pid: number): string {
  return `${pid} ${statistics(pid)?.[19] ?? '-'}`;
}

/** True while the very process of this identity runs. Text that is no identity names none. */
export function isIdentityAlive(identity: string): boolean {
  const pid = Number(identity.split(' ')[0]);
  return Number.isSafeInteger(pid) && pid > 0 && isAlive(pid) && identityOf(pid) === identity;
}

/** The command line of a process; undefined where this system does not tell. Empty for a zombie. */
export function commandLineOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** Kills every process whose command line names this text; none where this system does not tell command lines. */
export function stopProcessesNaming(text: string): void {
  if (process.platform !== 'linux') return;
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isSafeInteger(pid) || pid === process.pid || !commandLineOf(pid)?.includes(text)) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      // ESRCH: it ended between the look and the leap.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** The fields of /proc/<pid>/stat after the name (which may hold spaces): state first, start time as the 20th. */
function statistics(pid: number): string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
