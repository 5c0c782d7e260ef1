import type { Command } from 'commander';
import { type AdjudicationReport, adjudicate } from '../app/adjudicate/adjudicate.ts';
import { refusedRunDocument, refusedRunText } from '../app/adjudicate/refused-run.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { formatAmount } from '../core/money/amount.ts';
import type { Currency } from '../core/money/currency.ts';
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
        if (isRefusal(report)) {
          endWith(report.code);
          printError(
            options.json ? `${JSON.stringify(refusedRunDocument(report))}\n` : refusedRunText(report),
          );
        } else if (options.json) printJson(reportDocument(report, consortium.document.currency));
        else print(reportText(report, consortium.document.currency));
        return undefined;
      }),
    );
}

function reportDocument({ lines, partitions, changes }: AdjudicationReport, currency: Currency): object {
  return { lines, partitions, changes: { ...changes, planPays: formatAmount(changes.planPays, currency) } };
}

function reportText({ lines, partitions, changes }: AdjudicationReport, currency: Currency): string {
  if (partitions === 0) return 'Nothing waits: no claim, no change.\n';
  const moved = `${formatAmount(Math.abs(changes.planPays), currency)} ${changes.planPays < 0 ? 'less' : 'more'}`;
  const again =
    changes.lines === 0
      ? ''
      : `${changes.lines} lines looked at again because of changes: ${changes.claims} claims decided otherwise, plans pay ${moved}.\n`;
  return `${again}${lines} lines decided, in ${partitions} transactions.\n`;
}
