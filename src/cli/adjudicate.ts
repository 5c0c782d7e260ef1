import type { Command } from 'commander';
import { adjudicate } from '../app/adjudicate/adjudicate.ts';
import { refusedRunDocument, refusedRunText } from '../app/adjudicate/refused-run.ts';
import { reportDocument, reportText } from '../app/adjudicate/report.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { isRefusal } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { endWith, print, printError, printJson } from './output.ts';
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
        ).finally(() => progress.end());
        const { currency } = consortium.document;
        if (isRefusal(report)) {
          endWith(report.code);
          printError(
            options.json
              ? `${JSON.stringify(refusedRunDocument(report, currency))}\n`
              : refusedRunText(report),
          );
        } else if (options.json) printJson(reportDocument(report, currency));
        else print(reportText(report, currency));
        return undefined;
      }),
    );
}
