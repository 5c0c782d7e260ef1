import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { calculate } from '../app/calculate.ts';
import { isRefusal } from '../core/refusal.ts';
import { calculators, schemas } from '../engine/index.ts';
import { printJson, printRefusal } from './output.ts';

/** `poolbook calc <calculator>`: one JSON document in, one out. Refusals are JSON on standard error, exit status 2. */
export function addCalc(program: Command): void {
  program
    .command('calc')
    .argument('<calculator>', `one of ${calculators.join(', ')}`)
    .description('answers one JSON document from standard input with one on standard output')
    .option('--schema', 'print the JSON Schema of both sides')
    .option('--explain', 'add the steps to the answer')
    .option('--json', 'JSON it always is; accepted so that every command takes it')
    .action(async (name: string, options: { schema?: boolean; explain?: boolean }) => {
      const answer = options.schema
        ? schemas(name)
        : calculate(name, await text(process.stdin), options.explain === true);
      if (isRefusal(answer)) printRefusal(answer, true);
      else printJson(answer);
    });
}
