import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { awardOf } from '../app/award.ts';
import { compareTender, comparisonSchemas } from '../app/compare.ts';
import { unreadable } from '../app/import/source-file.ts';
import { isRefusal, refuse } from '../core/refusal.ts';
import { comparisonText } from './comparison.ts';
import { print, printFailure, printJson, printRefusal } from './output.ts';

/** `poolbook compare FILE`: the bids of a tender and the forms of funding side by side; docs/compare.md says what FILE holds. */
export function addCompare(program: Command): void {
  program
    .command('compare')
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
      let text: string;
      try {
        text = await readFile(file, 'utf8');
      } catch (error) {
        return printFailure(unreadable(file, error), asJson);
      }
      if (options.award !== undefined) {
        const award =
          options.tender === undefined ? nameMissing : awardOf(text, options.tender, options.award);
        return isRefusal(award) ? printRefusal(award, asJson) : printJson(award);
      }
      const compared = compareTender(text, options.explain === true);
      if (isRefusal(compared)) printRefusal(compared, asJson);
      else if (asJson) printJson(compared);
      else print(comparisonText(compared));
    });
}

const nameMissing = refuse('missing_field', '--tender', 'a name for the tender, such as 2027', undefined);

interface Options {
  readonly schema?: boolean;
  readonly explain?: boolean;
  readonly json?: boolean;
  readonly award?: string;
  readonly tender?: string;
}
