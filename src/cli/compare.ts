import type { Command } from 'commander';
import { type ComparisonDocument, compareTender, comparisonSchemas } from '../app/compare.ts';
import { readJsonText } from '../app/json-text.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { comparisonText } from './comparison.ts';
import { printJson, printRefusal } from './output.ts';
import { askGeneral } from './question.ts';
import { overServer } from './server.ts';
import { textOf } from './text-file.ts';

/** `poolbook compare FILE`: the bids of a tender and the forms of funding side by side; docs/compare.md says what FILE holds. */
export function addCompare(program: Command): void {
  overServer(program.command('compare'))
    .argument(
      '[file]',
      'the tender (JSON): the group, its contributions, the bids, and the rise to be answered',
    )
    .description('the bids of a tender side by side: what each costs whom, and the answers to a rise in cost')
    .option('--schema', 'print the JSON Schema of both sides; no file is read')
    .option('--explain', 'add every step')
    .option('--json', 'print one JSON document')
    .action(async (file: string | undefined, options: Options) => {
      const asJson = options.json === true;
      if (options.schema) return printJson(comparisonSchemas());
      if (file === undefined)
        return printRefusal(refuse('missing_field', 'file', 'the file of a tender', undefined), asJson);
      const explain = options.explain === true;
      await askGeneral(program, asJson, {
        here: async () => compareTender(await textOf(file), explain),
        async there({ api, answer }) {
          const read = readJsonText(await textOf(file));
          if (isRefusal(read)) return read;
          const params = { query: { explain: explain ? ('true' as const) : ('false' as const) } };
          const body = read.document as never;
          const compared = await answer(api.POST('/api/v1/comparisons', { params, body }));
          return compared as ComparisonDocument | Refusal;
        },
        text: comparisonText,
      });
    });
}

interface Options {
  readonly schema?: boolean;
  readonly explain?: boolean;
  readonly json?: boolean;
}
