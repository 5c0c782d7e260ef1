import type { RatioFigures, YearRatiosDocument } from '../app/year-ratios-document.ts';
import { amountText, percentText } from './amounts.ts';
import { grouped, shortened, tableLines } from './table.ts';

const HEADINGS = { member: 'Member', benefit: 'Benefit', region: 'Region', month: 'Month' } as const;
const LONGEST_NAME = 30;
const ALL = 'All';

/** The ratios of a year as a table, what is over 100 % or outside its band marked, and what the marks mean. */
export function yearRatiosText({ from, to, currency, basis, by, rows, total }: YearRatiosDocument): string {
  const isNet = basis === 'net';
  const right = (heading: string) => ({ heading, side: 'right' as const });
  const left = (heading: string) => ({ heading, side: 'left' as const });
  const columns = [
    left(HEADINGS[by]),
    ...['Months', 'Contributions', ...(isNet ? ['Stop-loss premium'] : []), 'Claims'].map(right),
    ...[...(isNet ? ['Recoveries'] : []), 'Administration', 'Loss', 'Expense', 'Combined'].map(right),
    left(''),
  ];
  const cells = (name: string, row: RatioFigures) => [
    shortened(name, LONGEST_NAME),
    grouped(String(row.enrolmentMonths)),
    amountText(row.contributions),
    ...(isNet ? [amountText(row.stopLossPremium)] : []),
    amountText(row.claims),
    ...(isNet ? [amountText(row.recoveries)] : []),
    amountText(row.administration),
    ...[row.lossRatio, row.expenseRatio, row.combinedRatio].map(percentText),
    marksOf(row),
  ];
  const title = `Ratios of ${from} to ${to}, ${basis} of stop-loss, in ${currency}`;
  const lines = [...rows.map((row) => cells(row.name, row)), 'rule' as const, cells(ALL, total)];
  return `${[title, '', ...tableLines(columns, lines)].join('\n')}\n`;
}

function marksOf({ alerts, band, minimum, lossRatio, why }: RatioFigures): string {
  if (lossRatio === null) return why ?? '';
  const codes = alerts.map(({ code }) => code);
  const said: Readonly<Record<string, () => string | undefined>> = {
    over_100_percent: () => '▲ over 100 %',
    combined_over_100_percent: () =>
      codes.includes('over_100_percent') ? undefined : '▲ combined over 100 %',
    below_minimum: () => `▼ under ${percentText(minimum)}`,
    outside_band: () => `outside ${percentText(band!.from)} to ${percentText(band!.to)}`,
  };
  return codes.flatMap((code) => said[code]?.() ?? []).join(', ');
}
