import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { calculate } from '../app/calculate.ts';
import type { Server } from '../client/client.ts';
import type { Refusal } from '../core/refusal.ts';
import { calculators, schemas } from '../engine/index.ts';
import { askGeneral } from './question.ts';
import { overServer } from './server.ts';

/** `poolbook calc <calculator>`: one JSON document in, one out. Refusals are JSON on standard error, exit status 2. */
export function addCalc(program: Command): void {
  overServer(program.command('calc'))
    .argument('<calculator>', `one of ${calculators.join(', ')}`)
    .description('answers one JSON document from standard input with one on standard output')
    .option('--schema', 'print the JSON Schema of both sides')
    .option('--explain', 'add the steps to the answer')
    .option('--json', 'JSON it always is; accepted so that every command takes it')
    .action(async (name: string, options: { schema?: boolean; explain?: boolean }) => {
      const explain = options.explain === true;
      const given = options.schema ? '' : await text(process.stdin);
      const here = () => (options.schema ? schemas(name) : calculate(name, given, explain));
      await askGeneral<unknown>(program, true, {
        here,
        async there(server) {
          const isKnown = calculators.includes(name);
          const document = isKnown && !options.schema ? parsed(given) : undefined;
          // What is no JSON cannot be sent: it is refused as it is here.
          return document === undefined ? here() : calculated(server, name, document, explain);
        },
        text: () => '',
      });
    });
}

function calculated(
  { api, answer }: Server,
  name: string,
  document: unknown,
  explain: boolean,
): Promise<unknown | Refusal> {
  // Each calculator has a route, with the same parameters; what it takes the server checks.
  const path = `/api/v1/calculators/${name}` as '/api/v1/calculators/loss-ratio';
  const params = { query: { explain: explain ? ('true' as const) : ('false' as const) } };
  return answer(api.POST(path, { params, body: document as never }));
}

function parsed(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}
