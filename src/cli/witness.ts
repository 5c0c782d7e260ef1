import { type Command, InvalidArgumentError } from 'commander';
import { EnvironmentFailure } from '../app/failure.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { print, printError, printFailure, printJson, printRefusal } from './output.ts';

const DEFAULT_PORT = 8090;

interface Options {
  readonly home: string;
  readonly log: readonly string[];
  readonly port: number;
  readonly host: string;
  readonly name?: string;
  readonly json?: boolean;
}

/** `poolbook witness`: a standard witness of shared records, until it is told to stop; docs/record.md says how to run one. */
export function addWitness(program: Command): void {
  program
    .command('witness')
    .description('co-sign the checkpoints of shared records, after checking that none contradicts another')
    .requiredOption('--home <folder>', 'the folder of its key and of what it has cosigned; made at first')
    .requiredOption('--log <key...>', 'the verifier keys of the logs that it follows')
    .option('--port <number>', 'the port to listen at; 0 takes a free one', readPort, DEFAULT_PORT)
    .option('--host <address>', 'the address of this machine to listen at', '127.0.0.1')
    .option('--name <name>', "its name, at first; the machine's with /witness behind it without")
    .option('--json', 'print its key and address as one JSON document')
    .action(async (options: Options) => {
      const asJson = options.json === true;
      try {
        const refusal = await witness(options);
        if (refusal !== undefined) printRefusal(refusal, asJson);
      } catch (error) {
        if (!(error instanceof EnvironmentFailure)) throw error;
        printFailure(error, asJson);
      }
    });
}

async function witness(options: Options): Promise<Refusal | undefined> {
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  // Loaded only here: no other command is a witness.
  const { Witness } = await import('../witness/witness.ts');
  const { serveWitness } = await import('../witness/serve.ts');
  const { home, log: logs, host, port, name } = options;
  const now = () => Math.floor(Date.now() / 1000);
  const opened = await Witness.open({ home, logs, now, ...(name !== undefined && { name }) });
  if (isRefusal(opened)) return opened;
  try {
    const failed = (what: string) => printError(`poolbook: ${what}\n`);
    const running = await serveWitness(opened, { host, port, failed });
    const key = opened.verifierKey;
    const followed = opened.logs.map(({ origin, size }) => ({ origin, size }));
    if (options.json === true) printJson({ key, address: running.address, logs: followed });
    else
      print(
        `This witness is at ${running.address}. Its key:\n${key}\n` +
          `It follows ${followed.map(({ origin, size }) => `${origin} (${size})`).join(', ')}. Ctrl-C ends it.\n`,
      );
    await stopped;
    await running.close();
  } finally {
    await opened.close();
    for (const signal of signals) process.off(signal, stop);
  }
  return undefined;
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}
