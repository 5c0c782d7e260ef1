import { formatMonth } from '../../core/calendar/month.ts';
import { formatAmount } from '../../core/money/amount.ts';
import { isEmployer } from '../employer.ts';
import type { Consortium } from '../ports/consortium.ts';
import { isAccountOfClaims } from '../seen-ledger.ts';
import type { Viewer } from '../viewer.ts';
import type { BudgetLine, BudgetYear, Compared } from './budget.ts';

/**
 * A fiscal year's budget against the ledger, as one document: what was planned, what came and the difference by account, to
 * date, for the year and by month. From employers what claims moved is withheld, and the result with it: a month of the
 * ledger can hold the claims of a person or two.
 */
export function budgetDocument(
  { document }: Consortium,
  { months, through, lines, result }: BudgetYear,
  viewer?: Viewer,
) {
  const write = (minor: number) => formatAmount(minor, document.currency);
  const hasLimits = viewer !== undefined && isEmployer(viewer);
  const line = ({ account, months: all, toDate, year }: BudgetLine) => {
    const isWithheld = hasLimits && (account === 'result' || isAccountOfClaims(account));
    const values = ({ budget, actual, variance }: Compared) => ({
      budget: write(budget),
      ...(!isWithheld && { actual: write(actual), variance: write(variance) }),
    });
    return {
      ...{ account, toDate: values(toDate), year: values(year) },
      months: all.map((one, index) => ({ month: formatMonth(months[index]!), ...values(one) })),
      ...(isWithheld && { withheld: true }),
    };
  };
  return { through: formatMonth(through), lines: lines.map(line), result: line(result) };
}
