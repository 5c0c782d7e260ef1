import type { Command } from 'commander';
import { awardOf } from '../app/award.ts';
import { type ComparisonDocument, compareTender, comparisonSchemas } from '../app/compare.ts';
import { readJsonText } from '../app/json-text.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { comparisonText } from './comparison.ts';
import { printJson, printRefusal } from './output.ts';
import { askGeneral, type GeneralQuestion } from './question.ts';
import { noRoute, overServer } from './server.ts';
import { textOf } from './text-file.ts';

interface Options {
  readonly schema?: boolean;
  readonly explain?: boolean;
  readonly json?: boolean;
  readonly award?: string;
  readonly tender?: string;
}

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
    .option('--award <bid>', "print the choice of this bid, for the list `awards` of the pool's document")
    .option('--tender <code>', 'with --award: the name that the pool gives this tender')
    .option('--json', 'print one JSON document')
    .action(async (file: string | undefined, options: Options) => {
      const asJson = options.json === true;
      if (options.schema) return printJson(comparisonSchemas());
      if (file === undefined)
        return printRefusal(refuse('missing_field', 'file', 'the file of a tender', undefined), asJson);
      if (options.award !== undefined)
        return askGeneral(program, asJson, award(file, options.award, options.tender));
      return askGeneral(program, asJson, comparison(file, options.explain === true));
    });
}

function comparison(file: string, explain: boolean): GeneralQuestion<ComparisonDocument> {
  return {
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
  };
}

/** What is written into the pool's document is printed as it stands there, for people too. */
function award(file: string, bid: string, tender: string | undefined): GeneralQuestion<object> {
  const nameMissing = refuse('missing_field', '--tender', 'a name for the tender, such as 2027', undefined);
  return {
    here: async () => (tender === undefined ? nameMissing : awardOf(await textOf(file), tender, bid)),
    there: async () => noRoute('compare --award'),
    text: (chosen) => `${JSON.stringify(chosen, null, 2)}\n`,
  };
}
