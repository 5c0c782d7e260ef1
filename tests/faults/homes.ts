import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { readPostmaster } from '../../src/store/embedded/postmaster.ts';
import { isAlive } from '../../src/store/embedded/processes.ts';
import { stopEmbeddedServer } from '../../src/store/embedded/server.ts';

const CHILD = fileURLToPath(new URL('./server-child.ts', import.meta.url));

const holders = new Map<string, ChildProcess[]>();

/** A folder for a server of a test's own, and how to stop what runs there and remove it. */
export function temporaryHome(): { readonly home: string; remove(): Promise<void> } {
  // The name tells the next run of tests what to clean where this one is killed.
  const home = mkdtempSync(join(tmpdir(), `poolbook-tests-${process.pid}-`));
  chmodSync(home, 0o711);
  const remove = async () => {
    // A test that failed may have left its process.
    for (const child of holders.get(home) ?? []) child.kill('SIGKILL');
    await stopEmbeddedServer(home);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  return { home, remove };
}

/** The process id of the server that runs in this home; undefined where none does. */
export function runningServer(home: string): number | undefined {
  const pid = readPostmaster(join(home, 'data'))?.pid;
  return pid !== undefined && isAlive(pid) ? pid : undefined;
}

/** The first value of the first row, over a connection of its own. */
export async function ask(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** A process of its own group that holds the server of this home open (server-child.ts). */
export interface Holder {
  readonly pid: number;
  readonly url: string;
  /** Sends the signal to the whole group, as a terminal does on Ctrl-C; resolves when the process has ended. */
  signalGroup(signal: NodeJS.Signals): Promise<void>;
  /** What it has printed. */
  output(): string;
}

export async function startHolder(home: string): Promise<Holder> {
  const child = spawn(process.execPath, [CHILD, home], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holders.set(home, [...(holders.get(home) ?? []), child]);
  const lines: string[] = [];
  const reader = createInterface(child.stdout!);
  reader.on('line', (line) => lines.push(line));
  await Promise.race([once(reader, 'line'), ended(child)]);
  const url = lines[0]?.replace(/^open /, '');
  if (url === undefined) throw new Error('the process that was to hold the server has failed');
  const signalGroup = async (signal: NodeJS.Signals) => {
    process.kill(-child.pid!, signal);
    await ended(child);
  };
  return { pid: child.pid!, url, signalGroup, output: () => lines.join('\n') };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
}
