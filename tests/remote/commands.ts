// Commands run in this process, with what they write caught where it leaves: as processes of their own they would take
// minutes. A test that uses it mocks `node:fs` by `caught-output.ts`.
import { Readable } from 'node:stream';
import { vi } from 'vitest';
import type { OpenStores } from '../../src/app/ports/stores.ts';
import { run } from '../../src/cli/program.ts';
import { withoutProgress } from '../without-progress.ts';
import { written } from './caught-output.ts';

/** What a command came to. */
export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a command over stores, with a text on its standard input. */
export async function poolbook(words: readonly string[], open: OpenStores, input = ''): Promise<Outcome> {
  written[1] = written[2] = '';
  process.exitCode = 0;
  const stdin = vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([input]) as never);
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written[2] += String(text);
    return true;
  });
  const noService = () => Promise.reject(new Error('a service was started'));
  await run(['node', 'poolbook', ...words], open, noService).finally(() => {
    stdin.mockRestore();
    stderr.mockRestore();
  });
  const status = Number(process.exitCode);
  process.exitCode = 0;
  return { status, out: written[1], error: withoutProgress(written[2]) };
}
