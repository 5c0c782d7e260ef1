import { formatMonth } from '../../core/calendar/month.ts';
import { formatAmount } from '../../core/money/amount.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { CheckedInvoice } from './invoice.ts';

/** An invoice recomputed, as one document. */
export function invoiceDocument({ document }: Consortium, { invoice, lines, ...checked }: CheckedInvoice) {
  const write = (minor: number) => formatAmount(minor, document.currency);
  return {
    ...{ charge: invoice.charge, month: formatMonth(invoice.month), total: write(invoice.total) },
    ...{ expected: write(checked.expected), difference: write(checked.difference) },
    notInvoiced: [...checked.notInvoiced],
    lines: lines.map(({ line, month, count, rate, amount, ...found }) => ({
      ...{ month: formatMonth(month), member: line.member, plan: line.plan, tier: line.tier },
      invoiced: { count: line.count, rate: write(line.rate), amount: write(line.amount) },
      expected: { count, rate: write(rate), amount: write(amount) },
      difference: { count: found.countDifference, amount: write(found.amountDifference) },
      ...{ explainedBy: [...found.explainedBy], certain: found.isCertain },
    })),
  };
}
