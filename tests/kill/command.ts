import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { ERRORS } from '../../src/app/errors.ts';

/** How a try of a command ended. */
export interface Ended {
  readonly status: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  readonly output: string;
  readonly error: string;
}

/** A command of the program that runs in a process of its own, on the data of a home. */
export interface Running {
  readonly pid: number;
  /** Milliseconds since it was started. */
  elapsed(): number;
  hasEnded(): boolean;
  /** Sends a signal; nothing where it has ended. */
  signal(signal: NodeJS.Signals): void;
  /** Throws where it has not ended after ten minutes. */
  end(): Promise<Ended>;
}

const PATIENCE_MILLISECONDS = 600_000;
/** What Node has compiled, so that each of many processes starts in less than half the time. */
const COMPILED = 'node_modules/.cache/compiled';

/** Starts `poolbook` with these words. */
export function startCommand(home: string, command: readonly string[]): Running {
  const { DATABASE_URL: _ours, ...environment } = process.env;
  const child = spawn(process.execPath, ['src/main.ts', ...command], {
    env: { ...environment, POOLBOOK_HOME: home, NODE_COMPILE_CACHE: COMPILED },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const started = performance.now();
  const ended = endOf(child);
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  return {
    pid: child.pid!,
    elapsed: () => performance.now() - started,
    hasEnded: () => isOver || child.exitCode !== null || child.signalCode !== null,
    signal: (signal) => void child.kill(signal),
    async end() {
      const late = new AbortController();
      const tooLate = setTimeout(PATIENCE_MILLISECONDS, undefined, { signal: late.signal }).then(
        () => {
          child.kill('SIGKILL');
          throw new Error(`poolbook ${command.join(' ')} hangs`);
        },
        () => ended,
      );
      return Promise.race([ended, tooLate]).finally(() => late.abort());
    },
  };
}

function endOf(child: ChildProcess): Promise<Ended> {
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  let [output, error] = ['', ''];
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    error += text;
  });
  child.once('error', reject);
  child.once('close', (status, signal) =>
    resolve({ status: status ?? undefined, signal: signal ?? undefined, output, error }),
  );
  return promise;
}

/** What is wrong with how a disturbed try ended: it may be killed, end well, or say what failed; it may not break down. */
export function breakdownOf({ status, signal, error }: Ended): string | undefined {
  if (signal === 'SIGKILL' || status === 0) return undefined;
  const [, code = ''] = /^poolbook: .*?\(([a-z_]+)\)$/ms.exec(error) ?? [];
  const known = (ERRORS as Readonly<Record<string, { readonly kind: string; readonly exit: number }>>)[code];
  const isExpected = known?.exit === status && (known?.kind === 'environment' || code === 'busy');
  return isExpected ? undefined : `status ${status ?? signal}: ${error.trim()}`;
}
