import type { Charging } from '../app/charge-months.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import { formatMonth } from '../core/calendar/month.ts';
import { formatAmount } from '../core/money/amount.ts';
import { grouped } from './table.ts';

/** What `poolbook charge` did, as a document: the months, and each correction of a month charged before. */
export function chargingDocument(consortium: Consortium, { months, corrected }: Charging): object {
  const write = (minor: number) => formatAmount(minor, consortium.document.currency);
  const [members, plans] = [codes(consortium.members), codes(consortium.plans)];
  return {
    months: months.map(formatMonth),
    corrections: corrected
      .filter(({ units }) => units !== 0)
      .map(({ month, billedMonth, memberId, planId, kind, tier, units, rate, amount }) => ({
        ...{ month: formatMonth(month), billedWith: formatMonth(billedMonth), member: members.get(memberId) },
        ...{ plan: plans.get(planId), kind, tier, units, rate: write(rate), amount: write(amount) },
      })),
  };
}

/** The same for people. */
export function chargingText({ document }: Consortium, { months, corrected }: Charging): string {
  const contributions = corrected.filter(({ kind, units }) => kind === 'contribution' && units !== 0);
  const lines =
    months.length === 0
      ? ['All months up to then are charged.']
      : [`Charged ${months.map(formatMonth).join(', ')}.`];
  if (contributions.length > 0) {
    const amount = contributions.reduce((sum, row) => sum + row.amount, 0);
    const corrections = [...new Set(contributions.map(({ month }) => formatMonth(month)))].join(', ');
    const write = grouped(formatAmount(amount, document.currency));
    const billed = formatMonth(contributions[0]!.billedMonth);
    lines.push(`Corrected ${corrections} by ${write} in contributions, to be billed with ${billed}.`);
  }
  return `${lines.join('\n')}\n`;
}

function codes(ids: ReadonlyMap<string, number>): Map<number, string> {
  return new Map([...ids].map(([code, id]) => [id, code]));
}
