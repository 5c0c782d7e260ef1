import type { Command } from 'commander';
import { adjudicate } from '../app/adjudicate/adjudicate.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { formatAmount } from '../core/money/amount.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { print, printJson } from './output.ts';
import { openProgress } from './progress.ts';

/** `poolbook adjudicate`: decides all claims that wait, and again what changes touch. */
export function addAdjudicate(program: Command, open: OpenStores): void {
  program
    .command('adjudicate')
    .description(
      'decide again what changes touch, then all claims that wait, and post what follows; after a crash the same command takes up what is missing',
    )
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((options: StoreOptions) =>
      withConsortium(open, options, async ({ runs }, consortium) => {
        const progress = openProgress('adjudicating', options.json);
        const report = await adjudicate(runs, consortium, (done, total) =>
          progress.update(done, total, 'lines'),
        );
        progress.end();
        const { lines, partitions, changes } = report;
        const planPays = formatAmount(changes.planPays, consortium.document.currency);
        if (options.json) printJson({ lines, partitions, changes: { ...changes, planPays } });
        else if (partitions === 0) print('Nothing waits: no claim, no change.\n');
        else {
          if (changes.lines > 0)
            print(
              `Changes: ${changes.lines} lines looked at again, ${changes.claims} claims decided otherwise; plans pay ${planPays} more.\n`,
            );
          print(`${lines} lines of new claims decided, in ${partitions} transactions in all.\n`);
        }
        return undefined;
      }),
    );
}
