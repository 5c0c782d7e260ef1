import type { Command } from 'commander';
import { bankAccountOf } from '../app/import/bank-lines.ts';
import { writtenDay, writtenNumber } from '../app/members/written.ts';
import type { OpenStores } from '../app/ports/stores.ts';
import { matchByHand, reconcileBank, undoMatch } from '../app/treasury/bank.ts';
import { bankDocument } from '../app/treasury/bank-document.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { StoreOptions } from './action.ts';
import { amountText, isZero, nothingOf, sumOf } from './amounts.ts';
import { ask, type Question } from './question.ts';
import { asBooks, type RemotePool } from './remote-pool.ts';
import { overServer } from './server.ts';
import { tableLines } from './table.ts';

type BankOptions = StoreOptions & { readonly account?: string };
type ReconcileOptions = BankOptions & { readonly through: string; readonly acceptLikely?: boolean };
type MatchOptions = BankOptions & { readonly line: string[]; readonly item: string[] };

/** `poolbook bank reconcile|match|undo`: what the bank says against what the books say. */
export function addBank(program: Command, open: OpenStores): void {
  const group = program.command('bank').description('reconcile bank accounts with the books');
  const command = (name: string, description: string) =>
    overServer(group.command(name))
      .description(description)
      .option('--account <code>', 'the bank account of the document, where there are several')
      .option('--consortium <code>', 'the consortium, where there are several')
      .option('--json', 'print one JSON document');

  command('reconcile', 'match what is the same money, and show what only one side has on a day')
    .requiredOption('--through <day>', 'the day')
    .option('--accept-likely', 'match also what is only likely to be the same')
    .action((options: ReconcileOptions) => ask(program, open, options, reconciliation(options)));

  const another = (value: string, before: readonly string[] = []) => [...before, value];
  command('match', 'match lines of the bank with items of the books by hand')
    .requiredOption('--line <code>', 'a line of the bank (repeat it)', another)
    .requiredOption('--item <code>', 'an item of the books (repeat it)', another)
    .action((options: MatchOptions) => ask(program, open, options, matching(options)));

  command('undo <number>', 'undo a match, with the reason')
    .requiredOption('--reason <text>', 'why')
    .action((text: string, options: BankOptions & { reason: string }) =>
      ask(program, open, options, undoing(text, options)),
    );
}

type BankDocument = ReturnType<typeof bankDocument>;

function reconciliation({
  account,
  through: text,
  acceptLikely = false,
}: ReconcileOptions): Question<BankDocument> | Refusal {
  const through = writtenDay('--through', text);
  if (isRefusal(through)) return through;
  return {
    async here({ treasury }, consortium) {
      const report = await reconcileBank(treasury, consortium, account, through, acceptLikely);
      return isRefusal(report) ? report : bankDocument(consortium, report, through);
    },
    async there(pool) {
      const path = await accountPath(pool, account);
      if (isRefusal(path)) return path;
      return pool.ask(
        pool.api.POST('/api/v1/consortia/{consortium}/bank-accounts/{account}/reconciliation', {
          params: { path },
          body: { through: text, acceptLikely },
        }),
      );
    },
    text: bankText,
  };
}

function matching({ account, line, item }: MatchOptions): Question<{ readonly match: number }> {
  const given = { lines: line, items: item };
  return {
    async here({ treasury }, consortium) {
      const number = await matchByHand(treasury, consortium, account, given);
      return isRefusal(number) ? number : { match: number };
    },
    async there(pool) {
      const path = await accountPath(pool, account);
      if (isRefusal(path)) return path;
      const match = await pool.ask(
        pool.api.POST('/api/v1/consortia/{consortium}/bank-accounts/{account}/matches', {
          params: { path },
          body: given,
        }),
      );
      // An option is said once for each of them.
      return isRefusal(match) ? { ...match, path: match.path.replace(/^(--(?:line|item))s$/, '$1') } : match;
    },
    text: ({ match }) => `Match ${match}.\n`,
  };
}

function undoing(
  text: string,
  { account, reason }: BankOptions & { readonly reason: string },
): Question<{ readonly undone: number }> | Refusal {
  const read = writtenNumber('number', text);
  if (isRefusal(read)) return read;
  const number = read!;
  return {
    here: async ({ treasury }, consortium) =>
      (await undoMatch(treasury, consortium, account, number, reason)) ?? { undone: number },
    async there(pool) {
      const path = await accountPath(pool, account);
      if (isRefusal(path)) return path;
      const undone = await pool.ask(
        pool.api.POST('/api/v1/consortia/{consortium}/bank-accounts/{account}/matches/{match}/undoing', {
          params: { path: { ...path, match: number } },
          body: { reason },
        }),
      );
      return isRefusal(undone)
        ? { ...undone, path: undone.path.replace(/^params\.match$/, 'number') }
        : undone;
    },
    text: ({ undone }) => `Match ${undone} is undone.\n`,
  };
}

/** The account that is meant, as it stands in the path of what is asked of it. */
async function accountPath(pool: RemotePool, account: string | undefined) {
  const document = await pool.document();
  if (isRefusal(document)) return document;
  const found = bankAccountOf(asBooks(document), account);
  return isRefusal(found) ? found : { ...pool.path, account: found.code };
}

type Movements = BankDocument['onlyBank'];

function bankText({ account, through, matched, ...report }: BankDocument): string {
  const { onlyBank, onlyBooks, bankBalance, bookBalance, likely, ledgerDifference } = report;
  const sum = (movements: Movements) =>
    amountText(sumOf([nothingOf(bankBalance), ...movements.map(({ amount }) => amount)]));
  const rows = (movements: Movements) =>
    tableLines(
      ['Code', 'Day', 'Text', 'Amount'].map((heading, index) => ({
        ...{ heading, side: index === 3 ? ('right' as const) : ('left' as const) },
      })),
      movements.map(({ code, day, text, amount }) => [code, day, text, amountText(amount)]),
    );
  const part = (title: string, movements: Movements) =>
    movements.length === 0 ? [] : ['', title, ...rows(movements)];
  return [
    `${account} on ${through}: ${matched} matched now.`,
    '',
    `Balance of the bank              ${amountText(bankBalance)}`,
    `less what only the bank has      ${sum(onlyBank)}`,
    `plus what only the books have    ${sum(onlyBooks)}`,
    `Balance of the books             ${amountText(bookBalance)}`,
    ...(isZero(ledgerDifference)
      ? []
      : [`The ledger holds ${amountText(ledgerDifference)} more than its items: run \`poolbook rebuild\`.`]),
    ...part('Only at the bank', onlyBank),
    ...part('Only in the books', onlyBooks),
    ...(likely.length === 0
      ? []
      : [
          '',
          'Likely the same (--accept-likely matches them)',
          ...likely.map(({ line, item, amount }) => `${line} and ${item}: ${amountText(amount)}`),
        ]),
    '',
  ].join('\n');
}
