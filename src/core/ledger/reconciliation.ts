import { type Amount, amountOf, ZERO } from '../money/amount.ts';

/** Money that moved, as the bank or the books tell it: in is positive, out negative. */
export interface Movement {
  readonly code: string;
  readonly day: number;
  readonly amount: Amount;
  /** By what it may be known on the other side: a reference, or all texts of a line of the bank. */
  readonly text: string;
}

/** A line of the bank and an item of the books that are the same money. */
export interface Pair {
  readonly line: Movement;
  readonly item: Movement;
}

/** Movements of each side that are matched, by code: both sides of a match sum to the same. */
export interface Match {
  readonly bank: readonly string[];
  readonly books: readonly string[];
}

/**
 * Pairs that are the same money beyond doubt: the same amount, and the item's reference as a word of the line or, for an
 * item without a reference, the same day; and no other line or item that would do as well.
 */
export function exactPairs(lines: readonly Movement[], items: readonly Movement[]): Pair[] {
  return uniquePairs(lines, items, (line, item) =>
    item.text === '' ? line.day === item.day : wordsOf(line.text).has(item.text.toLowerCase()),
  );
}

/** Pairs that may be: the same amount within some days, and no other that would do as well. */
export function likelyPairs(lines: readonly Movement[], items: readonly Movement[], days: number): Pair[] {
  return uniquePairs(lines, items, (line, item) => Math.abs(line.day - item.day) <= days);
}

function uniquePairs(
  lines: readonly Movement[],
  items: readonly Movement[],
  fits: (line: Movement, item: Movement) => boolean,
): Pair[] {
  const byAmount = Map.groupBy(items, ({ amount }) => amount);
  const linesOf = Map.groupBy(lines, ({ amount }) => amount);
  const pairs: Pair[] = [];
  for (const line of lines) {
    const fitting = (byAmount.get(line.amount) ?? []).filter((item) => fits(line, item));
    const item = fitting[0];
    if (fitting.length !== 1 || item === undefined) continue;
    if (linesOf.get(line.amount)!.filter((other) => fits(other, item)).length === 1)
      pairs.push({ line, item });
  }
  return pairs;
}

/** The words of a text in small letters, and the text as a whole; hyphens and the like belong to a word. */
function wordsOf(text: string): Set<string> {
  const small = text.toLowerCase();
  return new Set([small.trim(), ...small.split(/[\s,;:]+/)]);
}

/** How bank and books stand on a day, and what lies between them. */
export interface Reconciliation {
  readonly bankBalance: Amount;
  readonly bookBalance: Amount;
  /** At the bank by then, and not in the books by then. */
  readonly onlyBank: readonly Movement[];
  /** In the books by then, and not at the bank by then. */
  readonly onlyBooks: readonly Movement[];
}

/**
 * Reconciles a day: what is matched with what comes later is outstanding still, and so is a match whose sides are no longer
 * equal, as where a payment run has grown since. The bank's balance less what only the bank has is the books' less what only
 * the books have.
 */
export function reconcile(
  lines: readonly Movement[],
  items: readonly Movement[],
  matches: readonly Match[],
  day: number,
): Reconciliation {
  const [bank, books] = [lines, items].map((all) => all.filter((one) => one.day <= day));
  const amounts = { bank: amountsOf(bank!), books: amountsOf(books!) };
  const settled = { bank: new Set<string>(), books: new Set<string>() };
  for (const match of matches) {
    const [atBank, inBooks] = [sumOfAll(match.bank, amounts.bank), sumOfAll(match.books, amounts.books)];
    if (atBank === undefined || atBank !== inBooks) continue;
    for (const side of ['bank', 'books'] as const) for (const code of match[side]) settled[side].add(code);
  }
  return {
    bankBalance: sumOf(bank!),
    bookBalance: sumOf(books!),
    onlyBank: bank!.filter(({ code }) => !settled.bank.has(code)),
    onlyBooks: books!.filter(({ code }) => !settled.books.has(code)),
  };
}

/** The sum of movements. */
export function sumOf(movements: readonly Movement[]): Amount {
  return movements.reduce((sum, { amount }) => amountOf(sum + amount), ZERO);
}

const amountsOf = (movements: readonly Movement[]) =>
  new Map(movements.map(({ code, amount }) => [code, amount]));

/** The sum of the movements with these codes; undefined where one is not there. */
function sumOfAll(codes: readonly string[], amounts: ReadonlyMap<string, Amount>): Amount | undefined {
  let sum = ZERO;
  for (const code of codes) {
    const amount = amounts.get(code);
    if (amount === undefined) return undefined;
    sum = amountOf(sum + amount);
  }
  return sum;
}
