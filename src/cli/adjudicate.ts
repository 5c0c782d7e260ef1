import type { Command } from 'commander';
import { adjudicate } from '../app/adjudicate/adjudicate.ts';
import {
  type RefusedRunDocument,
  refusedRunDocument,
  refusedRunText,
} from '../app/adjudicate/refused-run.ts';
import { type ReportDocument, reportDocument, reportText } from '../app/adjudicate/report.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { isRefusal } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { openProgress } from './progress.ts';
import { ask, type Question } from './question.ts';
import { followJob } from './remote-job.ts';
import { overServer } from './server.ts';

/** `poolbook adjudicate`: decides all claims that wait, and again what changes touch. */
export function addAdjudicate(program: Command, open: OpenStores): void {
  overServer(program.command('adjudicate'))
    .description(
      'decide again what changes touch, then all claims that wait, and post what follows; after a crash the same command takes up what is missing',
    )
    .option('--consortium <code>', 'the consortium, where there are several')
    .option('--json', 'print one JSON document')
    .action((options: StoreOptions) => ask(program, open, options, adjudication(options.json === true)));
}

type Outcome = { readonly result: ReportDocument } | { readonly refused: RefusedRunDocument };

function adjudication(quiet: boolean): Question<Outcome> {
  return {
    async here({ runs }, consortium) {
      const progress = openProgress('adjudicating', quiet);
      const report = await adjudicate(runs, consortium, (done, total) =>
        progress.update(done, total, 'lines'),
      ).finally(() => progress.end());
      const { currency } = consortium.document;
      return isRefusal(report)
        ? { refused: refusedRunDocument(report, currency) }
        : { result: reportDocument(report, currency) };
    },
    async there(pool) {
      const params = { path: pool.path };
      const made = await pool.ask(pool.api.POST('/api/v1/consortia/{consortium}/adjudications', { params }));
      const progress = openProgress('adjudicating', quiet);
      return followJob<ReportDocument, RefusedRunDocument>(pool, made, progress).finally(() =>
        progress.end(),
      );
    },
    text: (outcome) => ('result' in outcome ? reportText(outcome.result) : ''),
    document: (outcome) => ('result' in outcome ? outcome.result : undefined),
    problem: (outcome) =>
      'refused' in outcome
        ? {
            code: outcome.refused.code,
            text: refusedRunText(outcome.refused),
            document: outcome.refused,
          }
        : undefined,
  };
}
