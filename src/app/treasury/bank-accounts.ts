import { formatDay } from '../../core/calendar/day.ts';
import { sumOf } from '../../core/ledger/reconciliation.ts';
import { formatAmount } from '../../core/money/amount.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { TreasuryStore } from '../ports/treasury.ts';
import { unmatched } from './bank.ts';

/** The bank accounts of the document: what the bank says, what the books say, and how much of each is in no match. */
export async function bankAccountDocuments(store: TreasuryStore, { consortiumId, document }: Consortium) {
  const write = (minor: number) => formatAmount(minor, document.currency);
  const accounts = [];
  for (const { code, name, ledger } of document.bankAccounts) {
    const books = await store.bankBooks(consortiumId, code, ledger);
    const [lines, items] = unmatched(books);
    const last = books.lines.at(-1);
    accounts.push({
      ...{ account: code, name, ledger, lines: books.lines.length },
      ...(last !== undefined && { lastLine: formatDay(last.day) }),
      ...{ bankBalance: write(sumOf(books.lines)), bookBalance: write(books.ledgerBalance) },
      ...{ openLines: lines.length, openItems: items.length },
    });
  }
  return accounts;
}

/** What was drawn for registers of claims paid elsewhere, by the day of funding. */
export async function drawDocuments(store: TreasuryStore, { consortiumId, document }: Consortium) {
  const draws = await store.draws(consortiumId);
  return draws.map(({ registerId, fileName, fundedDay, rows, amount, isMatched }) => ({
    ...{ register: registerId, file: fileName, funded: formatDay(fundedDay), rows },
    ...{ amount: formatAmount(amount, document.currency), matched: isMatched },
  }));
}
