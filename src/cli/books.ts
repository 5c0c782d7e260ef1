import type { Command } from 'commander';
import { chargeMonths } from '../app/charge-months.ts';
import { chargingDocument } from '../app/charging-document.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { OpenStores, Stores } from '../app/ports/stores.ts';
import { contractDocuments } from '../app/position-document.ts';
import { assessmentProblem, readReceipt, recordReceipts } from '../app/record-receipts.ts';
import { drawStatement, type StatementDocument } from '../app/statement.ts';
import { contractPositions, postRecoverable } from '../app/stop-loss.ts';
import { parseMonth } from '../core/calendar/month.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { chargingText } from './charging.ts';
import { type PositionsDocument, positionsText } from './position.ts';
import { ask, type Question, show } from './question.ts';
import { asBooks, type RemotePool } from './remote-pool.ts';
import { overServer } from './server.ts';
import { type ShownStatement, shownStatement, statementText } from './statement.ts';

/** Commands over a consortium's books: `charge`, `receive`, `position`, `statement`. */
export function addBooks(program: Command, open: OpenStores): void {
  const command = (name: string, description: string) =>
    overServer(program.command(name))
      .description(description)
      .option('--consortium <code>', 'the consortium, where there are several')
      .option('--json', 'print one JSON document');

  command('charge', 'charge contributions, administration and stop-loss premium of all months up to one')
    .requiredOption('--through <month>', 'the last month to charge, such as 2026-03')
    .action((options: StoreOptions & { through: string }) =>
      ask(program, open, options, charge(options.through)),
    );

  command('receive', 'record what a member paid in; the same reference again changes nothing')
    .requiredOption('--member <code>', 'the member organisation')
    .requiredOption('--reference <text>', "the member's own reference for the payment, once")
    .requiredOption('--day <day>', 'the day on which the money came, such as 2026-03-12')
    .requiredOption('--amount <amount>', 'such as 12500.00')
    .option('--bill <month>', 'the month of the bill that it pays; without it the oldest are paid first')
    .option('--assessment <number>', 'the assessment that it pays')
    .option('--run-out', 'it pays the run-out of a member that left')
    .action((options: StoreOptions & Receipt) => ask(program, open, options, receive(options)));

  command(
    'position',
    'where the pool stands against its stop-loss contracts; what is recoverable is posted',
  ).action((options: StoreOptions) => ask(program, open, options, POSITION));

  command('statement', 'the year as a treasurer reads it: members, stop-loss, trial balance').action(
    (options: StoreOptions) => ask(program, open, options, STATEMENT),
  );
}

function charge(text: string): Question<Parameters<typeof chargingText>[0]> | Refusal {
  const through = parseMonth(text);
  if (through === undefined) return refuse('wrong_type', '--through', 'a month such as 2026-03', text);
  return {
    async here({ books }, consortium) {
      const charging = await chargeMonths(books, consortium, through);
      return isRefusal(charging) ? charging : chargingDocument(consortium, charging);
    },
    there: (pool) =>
      pool.ask(
        pool.api.POST('/api/v1/consortia/{consortium}/charges', {
          params: { path: pool.path },
          body: { through: text },
        }),
      ),
    text: chargingText,
  };
}

type Receipt = Parameters<typeof readReceipt>[1];

function receive(given: Receipt): Question<{ readonly recorded: number }> {
  return {
    async here({ books, sharing }, consortium) {
      const receipt = readReceipt(consortium, given);
      if (isRefusal(receipt)) return receipt;
      const problem = await assessmentProblem(sharing, consortium, receipt);
      return problem ?? { recorded: await recordReceipts(books, consortium, [receipt]) };
    },
    async there(pool) {
      const document = await pool.document();
      if (isRefusal(document)) return document;
      const receipt = readReceipt(asBooks(document), given);
      if (isRefusal(receipt)) return receipt;
      const { member, reference, day, amount, bill, assessment, runOut } = given;
      const body = {
        ...{ member, reference, day, amount },
        ...(bill !== undefined && { bill }),
        ...(assessment !== undefined && { assessment: Number(assessment) }),
        ...(runOut !== undefined && { runOut }),
      };
      return pool.ask(
        pool.api.POST('/api/v1/consortia/{consortium}/receipts', { params: { path: pool.path }, body }),
      );
    },
    text: ({ recorded }) =>
      recorded === 0 ? 'That reference is on record: nothing has changed.\n' : 'Recorded.\n',
  };
}

const POSITION: Question<PositionsDocument> = {
  async here({ books }, consortium) {
    const positions = await contractPositions(books, consortium);
    if (isRefusal(positions)) return positions;
    await postRecoverable(books, consortium, positions);
    const { code } = consortium.document.currency;
    return { currency: code, contracts: contractDocuments(consortium, positions) };
  },
  async there(pool) {
    const refused = await postPositions(pool);
    if (refused !== undefined) return refused;
    const params = { path: pool.path };
    const found = await pool.ask(pool.api.GET('/api/v1/consortia/{consortium}/positions', { params }));
    return found as PositionsDocument | Refusal;
  },
  text: positionsText,
};

/** What has become recoverable is posted first, as it is here; whoever may only read reads what is posted. */
async function postPositions(pool: RemotePool): Promise<Refusal | undefined> {
  const params = { path: pool.path };
  const posted = await pool.ask(pool.api.POST('/api/v1/consortia/{consortium}/positions', { params }));
  return isRefusal(posted) && posted.code !== 'not_allowed' ? posted : undefined;
}

/** Draws up the statement and prints it. */
export async function printStatement(
  stores: Stores,
  consortium: Consortium,
  asJson: boolean,
): Promise<Refusal | undefined> {
  return show(await STATEMENT.here(stores, consortium), STATEMENT, asJson);
}

const STATEMENT: Question<ShownStatement> = {
  async here({ books }, consortium) {
    const drawn = await drawStatement(books, consortium);
    return isRefusal(drawn) ? drawn : shownStatement(drawn);
  },
  async there(pool) {
    const refused = await postPositions(pool);
    if (refused !== undefined) return refused;
    const params = { path: pool.path };
    const statement = await pool.ask(pool.api.GET('/api/v1/consortia/{consortium}/statement', { params }));
    if (isRefusal(statement)) return statement;
    const path = { ...pool.path, statement: 'trial-balance' as const };
    const trialBalance = await pool.ask(
      pool.api.GET('/api/v1/consortia/{consortium}/ledger/{statement}', { params: { path } }),
    );
    if (isRefusal(trialBalance)) return trialBalance;
    const document = await pool.document();
    if (isRefusal(document)) return document;
    return { statement: statement as unknown as StatementDocument, trialBalance, pool: document };
  },
  text: statementText,
  document: ({ statement }) => statement,
};
