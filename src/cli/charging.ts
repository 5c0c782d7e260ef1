import type { Charging } from '../app/charge-months.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import { formatMonth } from '../core/calendar/month.ts';
import { formatAmount } from '../core/money/amount.ts';
import { grouped } from './table.ts';

/** What was charged, for people. */
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
