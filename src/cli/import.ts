import { type Command, Option } from 'commander';
import * as files from '../app/import/files.ts';
import { findLayout } from '../app/import/layouts.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { parseMonth } from '../core/calendar/month.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { addImportConsortium } from './import-consortium.ts';
import { type GivenImport, type ImportFile, importing, received } from './import-file.ts';
import { ask } from './question.ts';
import { layoutToSend, type SentOptions } from './remote-import.ts';
import { overServer } from './server.ts';

type Given = GivenImport & { readonly notEnrolled?: 'refuse' | 'accept' };

/** `poolbook import consortium|enrolment|claims|paid-claims|opening|bank-lines|budget FILE`; docs/files.md says what each file holds. */
export function addImport(program: Command, open: OpenStores): void {
  const group = program
    .command('import')
    .description('take in files: all of one or nothing; the same file again changes nothing');
  addImportConsortium(program, group, open);
  const command = (name: string, description: string) =>
    group
      .command(`${name} <file>`)
      .description(description)
      .option('--consortium <code>', 'the consortium, where there are several')
      .option('--accept-valid', 'take the valid rows; the others go to FILE.rejected.csv with the reasons')
      .option('--json', 'print one JSON document');
  const run = (
    given: Given,
    file: string,
    take: ImportFile,
    sent: () => Promise<SentOptions | Refusal>,
  ): Promise<void> => ask(program, open, given, importing(given, file, take, sent));

  overServer(command('enrolment', 'who is covered, from which day to which'))
    .addOption(received())
    .action((file: string, given: Given) =>
      run(
        given,
        file,
        (store, consortium, options) => files.importEnrolmentFile(store, consortium, file, options),
        async () => ({ kind: 'enrolment' }),
      ),
    );

  overServer(command('claims', 'claims to be adjudicated here'))
    .addOption(notEnrolled())
    .action((file: string, given: Given) =>
      run(
        given,
        file,
        (store, consortium, options) =>
          files.importClaimsFile(store, consortium, file, { ...options, notEnrolled: given.notEnrolled }),
        async () => ({ kind: 'claims', ...notEnrolledOf(given) }),
      ),
    );

  overServer(command('paid-claims', 'a register of claims that an administrator or pharmacy manager paid'))
    .requiredOption('--layout <name>', 'how it is written: poolbook, administrator, pharmacy, or a JSON file')
    .addOption(notEnrolled())
    .option('--funding-request <amount>', 'what was asked for: AMOUNT, or DAY=AMOUNT (repeat it)', another)
    .option('--bank-draw <amount>', 'what was drawn, likewise', another)
    .option('--accept-differences <reason>', 'take the register although they differ, and keep why')
    .action((file: string, given: Given & RegisterOptions) => {
      const { fundingRequest, bankDraw, acceptDifferences } = given;
      const controls = {
        ...(fundingRequest !== undefined && { fundingRequest }),
        ...(bankDraw !== undefined && { bankDraw }),
        ...(acceptDifferences !== undefined && { acceptDifferences }),
      };
      return run(
        given,
        file,
        async (store, consortium, options) => {
          const layout = await findLayout(given.layout);
          if (isRefusal(layout)) return layout;
          return files.importPaidClaimsFile(store, consortium, file, layout, {
            ...options,
            ...{ notEnrolled: given.notEnrolled, ...controls },
          });
        },
        async () => {
          const layout = await layoutToSend(given.layout);
          if (isRefusal(layout)) return layout;
          return { kind: 'paid-claims', layout, ...notEnrolledOf(given), ...controls };
        },
      );
    });

  overServer(
    command('opening', 'what the pool brings along: ledger, accumulators, lag triangle, stop-loss to date'),
  )
    .option('--as-of <month>', 'the accounting month of the ledger balances, such as 2026-06')
    .addOption(received())
    .action((file: string, given: Given & { readonly asOf?: string }) => {
      const { asOf: text } = given;
      const asOf = text === undefined ? undefined : parseMonth(text);
      const refused =
        text !== undefined && asOf === undefined
          ? refuse('wrong_type', '--as-of', 'a month such as 2026-06', text)
          : undefined;
      return run(
        given,
        file,
        async (store, consortium, options) =>
          refused ?? files.importOpeningFile(store, consortium, file, { ...options, asOf }),
        async () => refused ?? { kind: 'opening', ...(text !== undefined && { asOf: text }) },
      );
    });

  overServer(command('bank-lines', "the lines of a bank account's statement"))
    .option('--account <code>', 'the bank account of the document, where there are several')
    .action((file: string, given: Given & { readonly account?: string }) =>
      run(
        given,
        file,
        (store, consortium, options) =>
          files.importBankLinesFile(store, consortium, file, { ...options, account: given.account }),
        async () => ({
          kind: 'bank-lines',
          ...(given.account !== undefined && { account: given.account }),
        }),
      ),
    );

  overServer(command('budget', 'what accounts of income and expense are to move, month by month')).action(
    (file: string, given: Given) =>
      run(
        given,
        file,
        (store, consortium, options) => files.importBudgetFile(store, consortium, file, options),
        async () => ({ kind: 'budget' }),
      ),
  );
}

interface RegisterOptions {
  readonly layout: string;
  readonly fundingRequest?: string[];
  readonly bankDraw?: string[];
  readonly acceptDifferences?: string;
}

const notEnrolled = () =>
  new Option('--not-enrolled <what>', 'what to do with claims of known persons not enrolled on the day')
    .choices(['refuse', 'accept'])
    .default('refuse');

const notEnrolledOf = ({ notEnrolled: what }: Given) => (what === undefined ? {} : { notEnrolled: what });

const another = (given: string, before: readonly string[] = []) => [...before, given];
