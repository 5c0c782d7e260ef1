import { formatMonth } from '../../core/calendar/month.ts';
import { formatAmount } from '../../core/money/amount.ts';
import { knowsPersons } from '../employer.ts';
import type { Consortium } from '../ports/consortium.ts';
import { OPERATOR, type Viewer } from '../viewer.ts';
import type { CheckedInvoice } from './invoice.ts';

/**
 * An invoice recomputed, as one document. Those who may not know persons are told who explains a difference without names,
 * "person 1", but for those whom the invoice itself lists.
 */
export function invoiceDocument(
  { document }: Consortium,
  { invoice, lines, ...checked }: CheckedInvoice,
  viewer: Viewer = OPERATOR,
) {
  const write = (minor: number) => formatAmount(minor, document.currency);
  const named = knowsPersons(viewer) ? (person: string) => person : namesIn(invoice);
  return {
    ...{ charge: invoice.charge, month: formatMonth(invoice.month), total: write(invoice.total) },
    ...{ expected: write(checked.expected), difference: write(checked.difference) },
    notInvoiced: checked.notInvoiced.map(named),
    lines: lines.map(({ line, month, count, rate, amount, ...found }) => ({
      ...{ month: formatMonth(month), member: line.member, plan: line.plan, tier: line.tier },
      invoiced: { count: line.count, rate: write(line.rate), amount: write(line.amount) },
      expected: { count, rate: write(rate), amount: write(amount) },
      difference: { count: found.countDifference, amount: write(found.amountDifference) },
      ...{ explainedBy: found.explainedBy.map(named), certain: found.isCertain },
    })),
  };
}

/** What persons are called: as the invoice lists them, all others by number in the order in which they come. */
function namesIn({ lines }: CheckedInvoice['invoice']): (person: string) => string {
  const listed = new Set(lines.flatMap(({ subscribers = [] }) => subscribers));
  const numbers = new Map<string, number>();
  return (person) => {
    if (listed.has(person)) return person;
    const number = numbers.get(person) ?? numbers.size + 1;
    numbers.set(person, number);
    return `person ${number}`;
  };
}
