import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { recordConsortium } from '../app/consortium.ts';
import * as files from '../app/import/files.ts';
import { findLayout } from '../app/import/layouts.ts';
import type { ImportOptions } from '../app/import/options.ts';
import { type AnyFigures, refusalDocument, reportDocument } from '../app/import/report.ts';
import { refusalText, reportText } from '../app/import/report-text.ts';
import { unreadable } from '../app/import/source-file.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { ImportStore } from '../app/ports/import-store.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { parseDay } from '../core/calendar/day.ts';
import { parseMonth } from '../core/calendar/month.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { type StoreOptions, withConsortium, withStores } from './action.ts';
import { wholeNumbers } from './numbers.ts';
import { endWith, print, printError, printJson } from './output.ts';
import { openProgress } from './progress.ts';

type Given = StoreOptions & {
  readonly received?: string;
  readonly acceptValid?: boolean;
  readonly notEnrolled?: 'refuse' | 'accept';
};

type ImportFile = (
  imports: ImportStore,
  consortium: Consortium,
  options: ImportOptions,
) => Promise<files.FileReport<AnyFigures> | Refusal>;

/** `poolbook import consortium|enrolment|claims|paid-claims|opening|bank-lines|budget FILE`; docs/files.md says what each file holds. */
export function addImport(program: Command, open: OpenStores): void {
  const group = program
    .command('import')
    .description('take in files: all of one or nothing; the same file again changes nothing');
  addConsortium(group, open);
  const command = (name: string, description: string) =>
    group
      .command(`${name} <file>`)
      .description(description)
      .option('--consortium <code>', 'the consortium, where there are several')
      .option('--accept-valid', 'take the valid rows; the others go to FILE.rejected.csv with the reasons')
      .option('--json', 'print one JSON document');
  const notEnrolled = () =>
    new Option('--not-enrolled <what>', 'what to do with claims of known persons not enrolled on the day')
      .choices(['refuse', 'accept'])
      .default('refuse');

  command('enrolment', 'who is covered, from which day to which')
    .addOption(received())
    .action((file: string, given: Given) =>
      run(open, given, file, (store, consortium, options) =>
        files.importEnrolmentFile(store, consortium, file, options),
      ),
    );

  command('claims', 'claims to be adjudicated here')
    .addOption(notEnrolled())
    .action((file: string, given: Given) =>
      run(open, given, file, (store, consortium, options) =>
        files.importClaimsFile(store, consortium, file, { ...options, notEnrolled: given.notEnrolled }),
      ),
    );

  command('paid-claims', 'a register of claims that an administrator or pharmacy manager paid')
    .requiredOption('--layout <name>', 'how it is written: poolbook, administrator, pharmacy, or a JSON file')
    .addOption(notEnrolled())
    .option('--funding-request <amount>', 'what was asked for: AMOUNT, or DAY=AMOUNT (repeat it)', another)
    .option('--bank-draw <amount>', 'what was drawn, likewise', another)
    .option('--accept-differences <reason>', 'take the register although they differ, and keep why')
    .action((file: string, given: Given & RegisterOptions) =>
      run(open, given, file, async (store, consortium, options) => {
        const layout = await findLayout(given.layout);
        if (isRefusal(layout)) return layout;
        const { fundingRequest, bankDraw, acceptDifferences } = given;
        return files.importPaidClaimsFile(store, consortium, file, layout, {
          ...options,
          ...{ notEnrolled: given.notEnrolled, fundingRequest, bankDraw, acceptDifferences },
        });
      }),
    );

  command('opening', 'what the pool brings along: ledger, accumulators, lag triangle, stop-loss to date')
    .option('--as-of <month>', 'the accounting month of the ledger balances, such as 2026-06')
    .addOption(received())
    .action((file: string, given: Given & { readonly asOf?: string }) =>
      run(open, given, file, async (store, consortium, options) => {
        const asOf = given.asOf === undefined ? undefined : parseMonth(given.asOf);
        if (given.asOf !== undefined && asOf === undefined)
          return refuse('wrong_type', '--as-of', 'a month such as 2026-06', given.asOf);
        return files.importOpeningFile(store, consortium, file, { ...options, asOf });
      }),
    );

  command('bank-lines', "the lines of a bank account's statement")
    .option('--account <code>', 'the bank account of the document, where there are several')
    .action((file: string, given: Given & { readonly account?: string }) =>
      run(open, given, file, (store, consortium, options) =>
        files.importBankLinesFile(store, consortium, file, { ...options, account: given.account }),
      ),
    );

  command('budget', 'what accounts of income and expense are to move, month by month').action(
    (file: string, given: Given) =>
      run(open, given, file, (store, consortium, options) =>
        files.importBudgetFile(store, consortium, file, options),
      ),
  );
}

interface RegisterOptions {
  readonly layout: string;
  readonly fundingRequest?: readonly string[];
  readonly bankDraw?: readonly string[];
  readonly acceptDifferences?: string;
}

/** What a file changes of decisions is of the day on which it became known. */
const received = () =>
  new Option(
    '--received <day>',
    'when it became known: of that day is what it changes of decisions (default: today)',
  );

/** The day of `--received`; undefined where it is not given. */
function receivedDayOf({ received }: { readonly received?: string }): number | undefined | Refusal {
  if (received === undefined) return undefined;
  const day = parseDay(received);
  return typeof day === 'number' ? day : refuse(day, '--received', 'a day such as 2026-03-31', received);
}

const another = (given: string, before: readonly string[] = []) => [...before, given];

function addConsortium(group: Command, open: OpenStores): void {
  group
    .command('consortium <file>')
    .description(
      'how a consortium works: members, plans, rates, contracts (JSON); a changed file is its next version',
    )
    .addOption(received())
    .option('--resolution <number>', 'a passed resolution that a change rests on (repeat it)', another)
    .option('--json', 'print one JSON document')
    .action(
      (file: string, given: StoreOptions & { readonly received?: string; readonly resolution?: string[] }) =>
        withStores(open, given, async (stores) => {
          const receivedDay = receivedDayOf(given);
          if (isRefusal(receivedDay)) return receivedDay;
          const text = await readFile(file, 'utf8').catch((error: unknown) => {
            throw unreadable(file, error);
          });
          const resolutions = wholeNumbers(given.resolution ?? [], '--resolution');
          if (isRefusal(resolutions)) return resolutions;
          const plain = text.replace(/^\uFEFF/, '');
          const consortium = await recordConsortium(stores.consortia, plain, receivedDay, resolutions);
          if (isRefusal(consortium)) return consortium;
          const { document, documentVersion: version } = consortium;
          const { code, name } = document;
          if (given.json) printJson({ code, name, version });
          else print(`${name} (${code}) is on record, version ${version} of its document.\n`);
          return undefined;
        }),
    );
}

/** Makes an import and says what came of it; what is refused is said in full, each problem on a line of its own. */
function run(open: OpenStores, given: Given, file: string, importFile: ImportFile): Promise<void> {
  const asJson = given.json === true;
  return withConsortium(open, given, async ({ imports }, consortium) => {
    const receivedDay = receivedDayOf(given);
    if (isRefusal(receivedDay)) return receivedDay;
    const progress = openProgress(`importing ${file}`, asJson);
    const outcome = await importFile(imports, consortium, {
      acceptValid: given.acceptValid === true,
      ...(receivedDay === undefined ? {} : { receivedDay }),
      progress: ({ bytes, total }) => progress.update(bytes, total, 'bytes'),
    }).finally(() => progress.end());
    const { currency } = consortium.document;
    if (isRefusal(outcome)) {
      printError(asJson ? `${JSON.stringify(refusalDocument(outcome))}\n` : refusalText(outcome));
      endWith(outcome.code);
    } else if (asJson) printJson(reportDocument(outcome, currency));
    else print(reportText(outcome, currency));
    return undefined;
  });
}
