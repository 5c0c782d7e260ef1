import { z } from 'zod';
import { bankAccountOf } from '../../app/import/bank-lines.ts';
import { importSentBankLines } from '../../app/import/sent-rows.ts';
import { writtenDay } from '../../app/members/written.ts';
import { bankReport, matchByHand, reconcileBank, undoMatch } from '../../app/treasury/bank.ts';
import { bankAccountDocuments, drawDocuments } from '../../app/treasury/bank-accounts.ts';
import { bankDocument } from '../../app/treasury/bank-document.ts';
import { formatAmount } from '../../core/money/amount.ts';
import { isRefusal, type Refusal, refuse, within } from '../../core/refusal.ts';
import { ofBody } from '../body-path.ts';
import { atQuery } from '../given.ts';
import { effect, reading } from '../route.ts';
import { amount, day, name, number } from '../shapes.ts';

const PATH = '/consortia/:consortium/bank-accounts';
const ofAccount = z.strictObject({ account: name });

/** An account that the document does not have is not there. */
function atPath<T>(account: string, result: T | Refusal): T | Refusal {
  if (!isRefusal(result) || result.path !== '--account') return result;
  return refuse('not_found', 'account', 'a bank account of the document', account);
}

const accounts = reading({
  method: 'GET',
  path: PATH,
  tag: 'Treasury',
  summary: 'The bank accounts: what the bank says, what the books say, and how much of either is in no match',
  capability: 'bank.read',
  answer: z.strictObject({
    accounts: z.array(
      z.strictObject({
        ...{ account: name, name: z.string(), ledger: z.string(), lines: z.int() },
        lastLine: day.optional(),
        ...{ bankBalance: amount, bookBalance: amount, openLines: z.int(), openItems: z.int() },
      }),
    ),
  }),
  handle: async ({ stores, consortium }) => ({
    accounts: await bankAccountDocuments(stores.treasury, consortium),
  }),
});

const draws = reading({
  method: 'GET',
  path: '/consortia/:consortium/draws',
  tag: 'Treasury',
  summary: 'What was drawn for registers of claims paid elsewhere, by the day of funding',
  capability: 'bank.read',
  answer: z.strictObject({
    draws: z.array(
      z.strictObject({
        ...{ register: z.int(), file: z.string(), funded: day, rows: z.int(), amount },
        matched: z.boolean().meta({ description: 'The bank has it too.' }),
      }),
    ),
  }),
  handle: async ({ stores, consortium }) => ({ draws: await drawDocuments(stores.treasury, consortium) }),
});

const movement = z.strictObject({ code: z.string(), day, amount, text: z.string() });
const report = z.strictObject({
  ...{ account: name, through: day, matched: z.int(), bankBalance: amount, bookBalance: amount },
  ...{ onlyBank: z.array(movement), onlyBooks: z.array(movement) },
  likely: z.array(z.strictObject({ line: z.string(), item: z.string(), amount })),
  matches: z.array(
    z.strictObject({
      ...{ number: z.int(), how: z.enum(['exact', 'likely', 'by hand']) },
      ...{ bank: z.array(z.string()), books: z.array(z.string()) },
    }),
  ),
  ledgerDifference: amount,
});

const reconciliation = reading({
  method: 'GET',
  path: `${PATH}/:account/reconciliation`,
  tag: 'Treasury',
  summary: 'A bank account against the books by a day, as it stands: nothing is matched',
  capability: 'bank.read',
  params: ofAccount,
  query: z.strictObject({ through: day }),
  answer: report,
  async handle({ stores, consortium, params: { account }, query }) {
    const through = writtenDay('--through', query.through);
    if (isRefusal(through)) return atQuery(through);
    const found = atPath(account, await bankReport(stores.treasury, consortium, account, through));
    return isRefusal(found) ? found : bankDocument(consortium, found, through);
  },
});

const reconcile = effect({
  method: 'POST',
  path: `${PATH}/:account/reconciliation`,
  tag: 'Treasury',
  summary: 'Match what is the same money, and show what only one side has on a day',
  capability: 'bank.reconcile',
  params: ofAccount,
  body: z.strictObject({
    through: day,
    acceptLikely: z
      .boolean()
      .default(false)
      .meta({ description: 'Match also what is only likely to be the same.' }),
  }),
  answer: report,
  status: 201,
  async handle({ stores, consortium, params: { account }, body }) {
    const through = writtenDay('--through', body.through);
    if (isRefusal(through)) return ofBody(through);
    const { treasury } = stores;
    const found = atPath(
      account,
      await reconcileBank(treasury, consortium, account, through, body.acceptLikely),
    );
    return isRefusal(found) ? found : bankDocument(consortium, found, through);
  },
});

const text = z
  .string()
  .max(255)
  .regex(/^[^\p{Cc}]*$/u, 'one line of text')
  .default('');
const rows = z.strictObject({ read: z.int(), accepted: z.int(), repeated: z.int(), rejected: z.int() });

const lines = effect({
  method: 'POST',
  path: `${PATH}/:account/lines`,
  tag: 'Treasury',
  summary: "Take lines of the account's statement; one that is on record is passed over",
  capability: 'bank.reconcile',
  params: ofAccount,
  body: z.strictObject({
    lines: z
      .array(
        z.strictObject({
          line: name.max(255).meta({ description: "The bank's own code for it." }),
          ...{ day, amount, reference: text, description: text },
        }),
      )
      .min(1)
      .max(10_000),
  }),
  answer: z.strictObject({
    import: z.int(),
    alreadyImported: z.boolean(),
    rows,
    ...{ lines: z.int().optional(), moneyIn: amount.optional(), moneyOut: amount.optional() },
  }),
  status: 201,
  async handle({ stores, consortium, params, body }) {
    const account = atPath(params.account, bankAccountOf(consortium, params.account));
    if (isRefusal(account)) return account;
    const taken = await importSentBankLines(stores.imports, consortium, account.code, body.lines);
    if (isRefusal(taken)) return within('body', taken);
    const head = { import: taken.importId, alreadyImported: taken.alreadyImported, rows: taken.rows };
    if (taken.alreadyImported) return head;
    const write = (minor: number) => formatAmount(minor, consortium.document.currency);
    const { bankLines, moneyIn, moneyOut } = taken;
    return { ...head, lines: bankLines, moneyIn: write(moneyIn), moneyOut: write(moneyOut) };
  },
});

const match = effect({
  method: 'POST',
  path: `${PATH}/:account/matches`,
  tag: 'Treasury',
  summary: 'Match lines of the bank with items of the books by hand',
  capability: 'bank.reconcile',
  params: ofAccount,
  body: z.strictObject({
    lines: z.array(name).min(1).max(1000).meta({ description: 'Lines of the bank, by their codes.' }),
    items: z.array(name).min(1).max(1000).meta({ description: 'Items of the books, by their codes.' }),
  }),
  answer: z.strictObject({ match: z.int() }),
  status: 201,
  async handle({ stores, consortium, params: { account }, body }) {
    const found = atPath(account, await matchByHand(stores.treasury, consortium, account, body));
    if (!isRefusal(found)) return { match: found };
    const fields: Record<string, string> = { '--line': 'body.lines', '--item': 'body.items' };
    return { ...found, path: fields[found.path] ?? found.path };
  },
});

const undo = effect({
  method: 'POST',
  path: `${PATH}/:account/matches/:match/undoing`,
  tag: 'Treasury',
  summary: 'Undo a match, with the reason',
  capability: 'bank.reconcile',
  params: z.strictObject({ account: name, match: number }),
  body: z.strictObject({ reason: name }),
  answer: z.strictObject({ undone: z.int() }),
  status: 201,
  async handle({ stores, consortium, params, body }) {
    const { account, match: undone } = params;
    const refusal = await undoMatch(stores.treasury, consortium, account, undone, body.reason);
    if (refusal === undefined) return { undone };
    return refusal.path === '--account' ? atPath(account, refusal) : { ...refusal, path: 'params.match' };
  },
});

/** Bank accounts, their lines, and the books held against them. */
export const bankRoutes = [accounts, draws, reconciliation, reconcile, lines, match, undo];
