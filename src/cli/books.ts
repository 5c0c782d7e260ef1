import type { Command } from 'commander';
import { chargeMonths } from '../app/charge-months.ts';
import { chargingDocument } from '../app/charging-document.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { OpenStores, Stores } from '../app/ports/stores.ts';
import { contractDocuments } from '../app/position-document.ts';
import { assessmentProblem, readReceipt, recordReceipts } from '../app/record-receipts.ts';
import { drawStatement, statementDocument } from '../app/statement.ts';
import { contractPositions, postRecoverable } from '../app/stop-loss.ts';
import { parseMonth } from '../core/calendar/month.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { type StoreOptions, withConsortium } from './action.ts';
import { chargingText } from './charging.ts';
import { print, printJson } from './output.ts';
import { positionsText } from './position.ts';
import { statementText } from './statement.ts';

/** Commands over a consortium's books: `charge`, `receive`, `position`, `statement`. */
export function addBooks(program: Command, open: OpenStores): void {
  const command = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .option('--consortium <code>', 'the consortium, where there are several')
      .option('--json', 'print one JSON document');

  command('charge', 'charge contributions, administration and stop-loss premium of all months up to one')
    .requiredOption('--through <month>', 'the last month to charge, such as 2026-03')
    .action((options: StoreOptions & { through: string }) =>
      withConsortium(open, options, async ({ books }, consortium) => {
        const through = parseMonth(options.through);
        if (through === undefined)
          return refuse('wrong_type', '--through', 'a month such as 2026-03', options.through);
        const charging = await chargeMonths(books, consortium, through);
        if (isRefusal(charging)) return charging;
        if (options.json) printJson(chargingDocument(consortium, charging));
        else print(chargingText(consortium, charging));
        return undefined;
      }),
    );

  command('receive', 'record what a member paid in; the same reference again changes nothing')
    .requiredOption('--member <code>', 'the member organisation')
    .requiredOption('--reference <text>', "the member's own reference for the payment, once")
    .requiredOption('--day <day>', 'the day on which the money came, such as 2026-03-12')
    .requiredOption('--amount <amount>', 'such as 12500.00')
    .option('--bill <month>', 'the month of the bill that it pays; without it the oldest are paid first')
    .option('--assessment <number>', 'the assessment that it pays')
    .option('--run-out', 'it pays the run-out of a member that left')
    .action((options: StoreOptions & Parameters<typeof readReceipt>[1]) =>
      withConsortium(open, options, async ({ books, sharing }, consortium) => {
        const receipt = readReceipt(consortium, options);
        if (isRefusal(receipt)) return receipt;
        const problem = await assessmentProblem(sharing, consortium, receipt);
        if (problem !== undefined) return problem;
        const recorded = await recordReceipts(books, consortium, [receipt]);
        if (options.json) printJson({ recorded });
        else print(recorded === 0 ? 'That reference is on record: nothing has changed.\n' : 'Recorded.\n');
        return undefined;
      }),
    );

  command(
    'position',
    'where the pool stands against its stop-loss contracts; what is recoverable is posted',
  ).action((options: StoreOptions) =>
    withConsortium(open, options, async ({ books }, consortium) => {
      const positions = await contractPositions(books, consortium);
      if (isRefusal(positions)) return positions;
      await postRecoverable(books, consortium, positions);
      if (options.json)
        printJson({
          currency: consortium.document.currency.code,
          contracts: contractDocuments(consortium, positions),
        });
      else print(positionsText(consortium, positions));
      return undefined;
    }),
  );

  command('statement', 'the year as a treasurer reads it: members, stop-loss, trial balance').action(
    (options: StoreOptions) =>
      withConsortium(open, options, (stores, consortium) =>
        printStatement(stores, consortium, options.json === true),
      ),
  );
}

/** Draws up the statement and prints it. */
export async function printStatement(
  { books }: Stores,
  consortium: Consortium,
  asJson: boolean,
): Promise<Refusal | undefined> {
  const statement = await drawStatement(books, consortium);
  if (isRefusal(statement)) return statement;
  if (asJson) printJson(statementDocument(statement));
  else print(statementText(statement));
  return undefined;
}
