import { Option } from 'commander';
import type { FileReport } from '../app/import/files.ts';
import type { ImportOptions } from '../app/import/options.ts';
import {
  type AnyFigures,
  type RefusalDocument,
  type ReportDocument,
  refusalDocument,
  reportDocument,
} from '../app/import/report.ts';
import { refusalText, reportText } from '../app/import/report-text.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { ImportStore } from '../app/ports/import-store.ts';
import { parseDay } from '../core/calendar/day.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { openProgress } from './progress.ts';
import type { Question } from './question.ts';
import { importRemotely, type SentOptions } from './remote-import.ts';

/** Options that every import of a file takes. */
export type GivenImport = StoreOptions & { readonly received?: string; readonly acceptValid?: boolean };

/** Takes a file in over the store at hand. */
export type ImportFile = (
  imports: ImportStore,
  consortium: Consortium,
  options: ImportOptions,
) => Promise<FileReport<AnyFigures> | Refusal>;

/** What came of an import: its report, or all that is wrong with the file. */
export type ImportOutcome = { readonly report: ReportDocument } | { readonly refused: RefusalDocument };

/**
 * Makes an import and says what came of it; what is refused is said in full, each problem on a line of its own. `sent` is
 * how a server is told of it.
 */
export function importing(
  given: GivenImport,
  file: string,
  importFile: ImportFile,
  sent: () => Promise<SentOptions | Refusal>,
): Question<ImportOutcome> | Refusal {
  const { acceptValid = false } = given;
  const receivedDay = receivedDayOf(given.received);
  if (isRefusal(receivedDay)) return receivedDay;
  const shown = () => openProgress(`importing ${file}`, given.json === true);
  return {
    async here({ imports }, consortium) {
      const progress = shown();
      const outcome = await importFile(imports, consortium, {
        acceptValid,
        ...(receivedDay === undefined ? {} : { receivedDay }),
        progress: ({ bytes, total }) => progress.update(bytes, total, 'bytes'),
      }).finally(() => progress.end());
      return isRefusal(outcome)
        ? { refused: refusalDocument(outcome) }
        : { report: reportDocument(outcome, consortium.document.currency) };
    },
    async there(pool) {
      const options = await sent();
      if (isRefusal(options)) return { refused: refusalDocument(options) };
      const received = given.received === undefined ? {} : { received: given.received };
      const progress = shown();
      return importRemotely(pool, file, { ...options, ...received, acceptValid }, progress).finally(() =>
        progress.end(),
      );
    },
    text: (outcome) => ('report' in outcome ? reportText(outcome.report) : ''),
    document: (outcome) => ('report' in outcome ? outcome.report : undefined),
    problem: (outcome) =>
      'refused' in outcome
        ? { code: outcome.refused.code, text: refusalText(outcome.refused), document: outcome.refused }
        : undefined,
  };
}

/** What a file changes of decisions is of the day on which it became known. */
export const received = () =>
  new Option(
    '--received <day>',
    'when it became known: of that day is what it changes of decisions (default: today)',
  );

/** The day of `--received`; undefined where it is not given. */
export function receivedDayOf(text: string | undefined): number | undefined | Refusal {
  if (text === undefined) return undefined;
  const day = parseDay(text);
  return typeof day === 'number' ? day : refuse(day, '--received', 'a day such as 2026-03-31', text);
}
