// `poolbook witness` as a process of its own, in a home of its own; and what it is asked over HTTP.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NoteKey } from '../../src/core/record/key.ts';
import { readKey } from '../../src/core/record/key.ts';
import { accepted, sha256 } from './parties.ts';

/** A folder that the next run of tests removes where this one is killed. */
export function temporaryFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), `poolbook-tests-${process.pid}-`));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs the command to its end. */
export async function poolbook(...words: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['src/main.ts', ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  return ended(child);
}

async function ended(child: ChildProcess): Promise<Ended> {
  let [out, error] = ['', ''];
  child.stdout!.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  child.stderr!.setEncoding('utf8').on('data', (text) => {
    error += text;
  });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, out, error };
}

/** A witness that runs. */
export interface WitnessProcess {
  readonly key: NoteKey;
  readonly verifierKey: string;
  readonly url: string;
  readonly port: number;
  /** What it said of each log: how many leaves it had cosigned when it began. */
  readonly logs: readonly { readonly origin: string; readonly size: number }[];
  /** Ends it by a signal, and answers its status (null after SIGKILL) and what it said on standard error. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ended>;
}

/** Starts a witness and waits until it can be asked. */
export async function startWitness(
  home: string,
  logs: readonly string[],
  name: string,
  port = 0,
): Promise<WitnessProcess> {
  const words = ['--home', home, '--name', name, '--port', String(port), '--json', '--log', ...logs];
  const child = spawn(process.execPath, ['src/main.ts', 'witness', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = ended(child);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let out = '';
  child.stdout!.on('data', (text) => {
    out += text;
    if (out.endsWith('}\n')) resolve(out);
  });
  end.then(({ error }) => reject(new Error(`the witness did not start: ${error}`)));
  const { key, address, logs: followed } = JSON.parse(await promise);
  return {
    key: accepted(readKey(sha256, key)),
    verifierKey: key,
    url: address,
    port: Number(new URL(address).port),
    logs: followed,
    end: (signal) => {
      child.kill(signal);
      return end;
    },
  };
}

/** Asks by hand, as any client would. */
export async function postTo(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<{ readonly status: number; readonly type: string | null; readonly body: string }> {
  const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
  const type = response.headers.get('content-type');
  return { status: response.status, type, body: await response.text() };
}
