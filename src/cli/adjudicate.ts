import type { Command } from 'commander';
import { adjudicate } from '../app/adjudicate/adjudicate.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { print, printJson } from './output.ts';
import { openProgress } from './progress.ts';

/** `poolbook adjudicate`: decides all claims that wait. */
export function addAdjudicate(program: Command, open: OpenStores): void {
  program
    .command('adjudicate')
    .description(
      'decide all claims that wait, and post what follows; after a crash the same command takes up what is missing',
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
        if (options.json) printJson(report);
        else if (report.lines === 0) print('No claim waits.\n');
        else print(`${report.lines} lines decided, in ${report.partitions} transactions.\n`);
        return undefined;
      }),
    );
}
