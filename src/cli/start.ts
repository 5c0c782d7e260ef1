import { type Command, InvalidArgumentError } from 'commander';
import { billDemoMonths } from '../app/demo/bills.ts';
import { seatDemoBoard } from '../app/demo/board.ts';
import { describeDemo } from '../app/demo/describe.ts';
import { putDemoPeople } from '../app/demo/people.ts';
import { generatedSource } from '../app/demo/sources.ts';
import { today } from '../app/import/today.ts';
import { DEFAULT_PORT } from '../app/origins.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { RunningService, StartService } from '../app/ports/service.ts';
import type { OpenStores, Stores } from '../app/ports/stores.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { withStores } from './action.ts';
import { printStatement } from './books.ts';
import { runDemoShown } from './demo.ts';
import { print } from './output.ts';

interface StartOptions {
  readonly port: number;
  readonly host: string;
  readonly demo?: boolean;
  readonly log?: boolean;
  readonly worker: boolean;
}

/** `poolbook start`: the service, until Ctrl-C or SIGTERM, which lets requests under way end. */
export function addStart(program: Command, open: OpenStores, start: StartService): void {
  program
    .command('start')
    .description('serve the API; with --demo first the demo consortium (made once) and people to sign on as')
    .option('--port <number>', 'the port to listen at', readPort, DEFAULT_PORT)
    .option('--host <address>', 'the address of this machine to listen at', '127.0.0.1')
    .option('--demo', 'make the demo consortium, and somebody in every role, with a new password')
    .option('--log', 'print a structured line of each answer')
    .option('--no-worker', 'leave the jobs to workers of their own (`poolbook worker`)')
    .action(({ port, host, demo, log, worker }: StartOptions) =>
      withStores(open, {}, async (stores, toldToStop) => {
        const consortium = demo === true ? await makeDemo(stores) : undefined;
        if (isRefusal(consortium)) return consortium;
        const service = await start(stores, { host, port, log: log === true, hasWorker: worker });
        if (isRefusal(service)) return service;
        // Asked for before anything is said, so that whoever has read that it runs can stop it.
        const stopping = toldToStop();
        try {
          if (consortium !== undefined) await showPeople(stores, service, consortium);
          print(`Poolbook is at ${service.origin} (its API: ${service.origin}/api/docs). Ctrl-C ends it.\n`);
          await stopping;
        } finally {
          await service.close();
        }
        return undefined;
      }),
    );
}

async function makeDemo(stores: Stores): Promise<Consortium | Refusal> {
  const consortium = await runDemoShown(stores, generatedSource(), false);
  if (isRefusal(consortium)) return consortium;
  const refusal =
    (await billDemoMonths(stores.members, consortium)) ?? (await printStatement(stores, consortium, false));
  print(`\n${describeDemo().join('\n')}\n\n`);
  return refusal ?? seatDemoBoard(stores, consortium, today());
}

async function showPeople(stores: Stores, service: RunningService, consortium: Consortium): Promise<void> {
  const { people, password } = await putDemoPeople(stores.people, service.signOn, consortium);
  service.showDemo({ people, password });
  const rows = people.map(({ role, email }) => `  ${role.padEnd(18)} ${email}`);
  print(
    `Sign on as one of these, with the password ${password} (a new one at each start):\n${rows.join('\n')}\n\n`,
  );
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 1 to 65535.');
}
