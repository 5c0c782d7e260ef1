import { formatDay } from '../../core/calendar/day.ts';
import type { Movement } from '../../core/ledger/reconciliation.ts';
import { formatAmount } from '../../core/money/amount.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { BankReport } from './bank.ts';

/** A bank account reconciled by a day, as one document. */
export function bankDocument({ document }: Consortium, report: BankReport, through: number) {
  const write = (minor: number) => formatAmount(minor, document.currency);
  const movement = ({ code, day, amount, text }: Movement) => ({
    ...{ code, day: formatDay(day), amount: write(amount), text },
  });
  return {
    ...{ account: report.account, through: formatDay(through), matched: report.matched },
    ...{ bankBalance: write(report.bankBalance), bookBalance: write(report.bookBalance) },
    ...{ onlyBank: report.onlyBank.map(movement), onlyBooks: report.onlyBooks.map(movement) },
    likely: report.likely.map(({ line, item }) => ({
      ...{ line: line.code, item: item.code, amount: write(line.amount) },
    })),
    matches: report.matches.map(({ number, how, bank, books }) => ({
      ...{ number, how, bank: [...bank], books: [...books] },
    })),
    ledgerDifference: write(report.ledgerDifference),
  };
}
