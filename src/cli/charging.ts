import type { ChargingDocument } from '../app/charging-document.ts';
import { amountText, sumOf } from './amounts.ts';

/** What was charged, for people. */
export function chargingText({ months, corrected }: ChargingDocument): string {
  const contributions = corrected.filter(({ kind }) => kind === 'contribution');
  const lines =
    months.length === 0 ? ['All months up to then are charged.'] : [`Charged ${months.join(', ')}.`];
  if (contributions.length > 0) {
    const amount = amountText(sumOf(contributions.map((row) => row.amount)));
    const corrections = [...new Set(contributions.map(({ month }) => month))].join(', ');
    lines.push(
      `Corrected ${corrections} by ${amount} in contributions, to be billed with ${contributions[0]!.billedWith}.`,
    );
  }
  return `${lines.join('\n')}\n`;
}
