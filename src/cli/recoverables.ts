import type { Command } from 'commander';
import { today } from '../app/import/today.ts';
import { AGES } from '../app/members/accounts.ts';
import { writtenDayIfAny } from '../app/members/written.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { readReimbursement, receiveReimbursement } from '../app/receive-reimbursement.ts';
import { type RecoverablesDocument, recoverablesDocument } from '../app/recoverables-document.ts';
import { OPERATOR } from '../app/viewer.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { amountText } from './amounts.ts';
import { ask, type Question } from './question.ts';
import { asBooks } from './remote-pool.ts';
import { overServer } from './server.ts';
import { tableLines } from './table.ts';

/** `poolbook recoverable` and `recover`: what carriers owe under stop-loss contracts, and what they paid. */
export function addRecoverables(program: Command, open: OpenStores): void {
  const command = (name: string, description: string) =>
    overServer(program.command(name))
      .description(description)
      .option('--consortium <code>', 'the consortium, where there are several')
      .option('--json', 'print one JSON document');

  command('recoverable', 'what carriers owe under stop-loss contracts, by member and age')
    .option('--on <day>', 'at the end of this day (default: today)')
    .action((options: StoreOptions & { on?: string }) => ask(program, open, options, recoverable(options)));

  command('recover', 'record what a carrier paid under a contract; the same reference changes nothing')
    .requiredOption('--contract <code>', 'the contract under which it paid')
    .requiredOption('--reference <text>', "the carrier's own reference for the payment, once")
    .requiredOption('--day <day>', 'the day on which the money came, such as 2026-04-20')
    .requiredOption('--amount <amount>', 'such as 125000.00')
    .option('--member <code>', 'whose persons it is for; without it what is oldest is paid')
    .option('--aggregate', 'it is for the aggregate')
    .action((options: StoreOptions & Given) => ask(program, open, options, recover(options)));
}

function recoverable({ on: text }: { readonly on?: string }): Question<RecoverablesDocument> | Refusal {
  const on = writtenDayIfAny('--on', text);
  if (isRefusal(on)) return on;
  return {
    here: ({ reimbursements }, consortium) =>
      recoverablesDocument(OPERATOR, reimbursements, consortium, on ?? today()),
    there: (pool) =>
      pool.ask(
        pool.api.GET('/api/v1/consortia/{consortium}/recoverables', {
          params: { path: pool.path, query: text === undefined ? {} : { on: text } },
        }),
      ) as Promise<RecoverablesDocument | Refusal>,
    text: recoverablesText,
  };
}

type Given = Parameters<typeof readReimbursement>[1];

function recover(given: Given): Question<{ readonly recorded: boolean }> {
  const { contract, reference, day, amount, member, aggregate } = given;
  return {
    async here({ reimbursements }, consortium) {
      const read = readReimbursement(consortium, given);
      if (isRefusal(read)) return read;
      const recorded = await receiveReimbursement(reimbursements, consortium, read);
      return isRefusal(recorded) ? recorded : { recorded };
    },
    async there(pool) {
      const document = await pool.document();
      if (isRefusal(document)) return document;
      const read = readReimbursement(asBooks(document), given);
      if (isRefusal(read)) return read;
      const body = {
        contract,
        reference,
        day,
        amount,
        ...(member && { member }),
        ...(aggregate && { aggregate }),
      };
      return pool.ask(
        pool.api.POST('/api/v1/consortia/{consortium}/reimbursements', { params: { path: pool.path }, body }),
      );
    },
    text: ({ recorded }) =>
      recorded ? 'Recorded.\n' : 'That reference is on record: nothing has changed.\n',
  };
}

function recoverablesText({ on, contracts }: RecoverablesDocument): string {
  const columns = ['Contract', 'Of', 'Posted', 'Received', 'Owed', ...AGES].map((heading, index) => ({
    ...{ heading: heading.charAt(0).toUpperCase() + heading.slice(1) },
    side: index < 2 ? ('left' as const) : ('right' as const),
  }));
  const row = (
    contract: string,
    of: string,
    {
      posted,
      received,
      owed,
      daysPastDue,
    }: Omit<RecoverablesDocument['contracts'][number], 'receipts' | 'parts'>,
  ) => [
    ...[contract, of],
    ...[posted, received, owed, ...AGES.map((age) => daysPastDue[age])].map(amountText),
  ];
  const rows = contracts.flatMap((one) => [
    ...one.parts.map((part) => row(one.contract, part.member ?? 'aggregate', { ...part, contract: '' })),
    row(one.contract, 'all', one),
  ]);
  return [
    `What carriers owe on ${on}, by days since the month in which it was posted`,
    '',
    ...tableLines(columns, rows),
    '',
  ].join('\n');
}
