import {
  exactPairs,
  likelyPairs,
  type Movement,
  type Pair,
  type Reconciliation,
  reconcile,
  sumOf,
} from '../../core/ledger/reconciliation.ts';
import { formatAmount } from '../../core/money/amount.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { bankAccountOf } from '../import/bank-lines.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { BankBooks, RecordedMatch, TreasuryStore } from '../ports/treasury.ts';

/** Money shows at the bank within so many days of the books, or is looked for by hand. */
const LIKELY_DAYS = 10;

/** A bank account on a day, what was matched now, and what may be matched. */
export interface BankReport extends Reconciliation {
  readonly account: string;
  readonly matched: number;
  readonly likely: readonly Pair[];
  readonly matches: readonly RecordedMatch[];
  /** What the ledger holds in all less what the items of the books sum to: nothing, or the books are broken. */
  readonly ledgerDifference: number;
}

/**
 * Reconciles a bank account with the books by a day: what is the same money beyond doubt is matched and kept; what may be is
 * shown, and matched too with `acceptLikely`. Refused as `bankAccountOf`.
 */
export async function reconcileBank(
  store: TreasuryStore,
  consortium: Consortium,
  code: string | undefined,
  throughDay: number,
  acceptLikely = false,
): Promise<BankReport | Refusal> {
  const account = bankAccountOf(consortium, code);
  if (isRefusal(account)) return account;
  const match = (how: 'exact' | 'likely', pairsOf: (books: BankBooks) => Pair[]) =>
    store.match<never>(consortium.consortiumId, account.code, account.ledger, how, (books) =>
      pairsOf(books).map(({ line, item }) => ({ bank: [line], books: [item] })),
    );
  const found = await match('exact', exact);
  const accepted = acceptLikely ? await match('likely', likely) : [];
  return bankReport(store, consortium, account.code, throughDay, found.length + accepted.length);
}

/** The same as it stands, when so many were matched just now; by default nothing is. Refused as `bankAccountOf`. */
export async function bankReport(
  store: TreasuryStore,
  consortium: Consortium,
  code: string | undefined,
  throughDay: number,
  matched = 0,
): Promise<BankReport | Refusal> {
  const account = bankAccountOf(consortium, code);
  if (isRefusal(account)) return account;
  const books = await store.bankBooks(consortium.consortiumId, account.code, account.ledger);
  return {
    ...reconcile(books.lines, books.items, books.matches, throughDay),
    ...{ account: account.code, matched, matches: books.matches },
    likely: likely(books),
    ledgerDifference: books.ledgerBalance - sumOf(books.items),
  };
}

/**
 * Matches lines of the bank with items of the books by hand; one side may be several. Refused: `unknown_reference` for what
 * is not there or is matched already, `inconsistent` where both sides do not sum to the same.
 */
export async function matchByHand(
  store: TreasuryStore,
  consortium: Consortium,
  code: string | undefined,
  given: { readonly lines: readonly string[]; readonly items: readonly string[] },
): Promise<number | Refusal> {
  const account = bankAccountOf(consortium, code);
  if (isRefusal(account)) return account;
  const write = (minor: number) => formatAmount(minor, consortium.document.currency);
  const numbers = await store.match<Refusal>(
    consortium.consortiumId,
    account.code,
    account.ledger,
    'by hand',
    (books) => {
      const [lines, items] = unmatched(books);
      const bank = chosen(lines, given.lines, '--line');
      if (isRefusal(bank)) return bank;
      const own = chosen(items, given.items, '--item');
      if (isRefusal(own)) return own;
      const [theirs, ours] = [sumOf(bank), sumOf(own)];
      return theirs === ours
        ? [{ bank, books: own }]
        : refuse('inconsistent', '--item', `items of ${write(theirs)}, as at the bank,`, write(ours));
    },
  );
  return isRefusal(numbers) ? numbers : numbers[0]!;
}

/** Undoes a match. Refused: `unknown_reference` where there is none of the number, or it was undone before. */
export async function undoMatch(
  store: TreasuryStore,
  consortium: Consortium,
  code: string | undefined,
  number: number,
  reason: string,
): Promise<Refusal | undefined> {
  const account = bankAccountOf(consortium, code);
  if (isRefusal(account)) return account;
  return (await store.undo(consortium.consortiumId, account.code, number, reason))
    ? undefined
    : refuse('unknown_reference', 'number', 'the number of a match that stands', number);
}

/** What of both sides is in no match. */
export function unmatched({ lines, items, matches }: BankBooks): [Movement[], Movement[]] {
  const bank = new Set(matches.flatMap((match) => match.bank));
  const books = new Set(matches.flatMap((match) => match.books));
  return [lines.filter(({ code }) => !bank.has(code)), items.filter(({ code }) => !books.has(code))];
}

function exact(books: BankBooks): Pair[] {
  return exactPairs(...unmatched(books)).filter(neverUndone(books));
}

function likely(books: BankBooks): Pair[] {
  return likelyPairs(...unmatched(books), LIKELY_DAYS).filter(neverUndone(books));
}

/** What a person has taken apart is not put together again but by hand. */
function neverUndone({ undone }: BankBooks) {
  return ({ line, item }: Pair) =>
    !undone.some(({ bank, books }) => bank.includes(line.code) && books.includes(item.code));
}

function chosen(open: readonly Movement[], codes: readonly string[], option: string): Movement[] | Refusal {
  const found: Movement[] = [];
  for (const code of new Set(codes)) {
    const movement = open.find((one) => one.code === code);
    if (movement === undefined)
      return refuse(
        'unknown_reference',
        option,
        'one that is open (`poolbook bank reconcile` lists them)',
        code,
      );
    found.push(movement);
  }
  return found.length > 0 ? found : refuse('missing_field', option, 'at least one', undefined);
}
