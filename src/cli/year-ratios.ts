import type { RatioRow, YearRatios, YearRatiosQuestion } from '../app/year-ratios.ts';
import { whyUndefined } from '../app/year-ratios-document.ts';
import { formatDay } from '../core/calendar/day.ts';
import { formatAmount } from '../core/money/amount.ts';
import type { Currency } from '../core/money/currency.ts';
import { percent } from './statement.ts';
import { grouped, shortened, tableLines } from './table.ts';

type Question = Pick<YearRatiosQuestion, 'by' | 'isNet'>;

const HEADINGS = { member: 'Member', benefit: 'Benefit', region: 'Region', month: 'Month' } as const;
const LONGEST_NAME = 30;

/** The ratios of a year as a table, what is over 100 % or outside its band marked, and what the marks mean. */
export function yearRatiosText(
  { window, rows, total }: YearRatios,
  { by, isNet }: Question,
  currency: Currency,
): string {
  const write = (minor: number) => grouped(formatAmount(minor, currency));
  const right = (heading: string) => ({ heading, side: 'right' as const });
  const left = (heading: string) => ({ heading, side: 'left' as const });
  const columns = [
    left(HEADINGS[by]),
    ...['Months', 'Contributions', ...(isNet ? ['Stop-loss premium'] : []), 'Claims'].map(right),
    ...[...(isNet ? ['Recoveries'] : []), 'Administration', 'Loss', 'Expense', 'Combined'].map(right),
    left(''),
  ];
  const cells = (row: RatioRow) => {
    const { experience, recoveries, ratios } = row;
    const [loss, expense, combined] = [ratios?.lossRatio, ratios?.expenseRatio, ratios?.combinedRatio].map(
      (ratio) => (ratio === undefined ? '–' : percent(ratio)),
    );
    return [
      shortened(row.name, LONGEST_NAME),
      grouped(String(experience.enrolmentMonths)),
      write(experience.contributions),
      ...(isNet ? [write(experience.stopLossPremium)] : []),
      write(experience.claims),
      ...(isNet ? [write(recoveries)] : []),
      ...[write(experience.administration), loss!, expense!, combined!],
      marksOf(row),
    ];
  };
  const basis = isNet ? 'net of stop-loss' : 'gross of stop-loss';
  const title = `Ratios of ${formatDay(window.from)} to ${formatDay(window.to)}, ${basis}, in ${currency.code}`;
  return `${[title, '', ...tableLines(columns, [...rows.map(cells), 'rule', cells(total)])].join('\n')}\n`;
}

function marksOf(row: RatioRow): string {
  const { alerts, standards, ratios } = row;
  if (ratios === undefined) return whyUndefined(row);
  const { band, minimum } = standards;
  const said = {
    over_100_percent: () => '▲ over 100 %',
    combined_over_100_percent: () =>
      alerts.includes('over_100_percent') ? undefined : '▲ combined over 100 %',
    below_minimum: () => `▼ under ${percent(minimum!)}`,
    outside_band: () => `outside ${percent(band!.from!)} to ${percent(band!.to!)}`,
  };
  return alerts.flatMap((code) => said[code]() ?? []).join(', ');
}
