import type { Band } from '../../core/loss-ratio/loss-ratio.ts';
import { compareRatios, formatRatio, type Ratio, ratioOf } from '../../core/money/ratio.ts';
import { poolBand } from '../pool-band.ts';
import { poolYears } from '../pool-years.ts';
import type { Alert, AlertSource } from './alert.ts';
import { percentOf } from './percent.ts';

const WHOLE = ratioOf(1);
const THE_POOL = 'the pool';

/**
 * Loss ratios of the last fiscal year with figures, of those begun by the day: the pool's over 100 % or outside the band
 * of the board's rules (else of the line and jurisdiction that the document names), and members' over 100 %, which is of
 * interest and no alarm where the pool is in order.
 */
export async function ratioAlerts({ stores, consortium, on }: AlertSource): Promise<Alert[]> {
  const year = (await poolYears(stores.books, consortium)).findLast(({ window }) => window.from <= on);
  if (year === undefined) return [];
  const alerts: Alert[] = [];
  const pool = year.total.ratios?.lossRatio;
  const band = poolBand(consortium.document, year.window.to);
  if (pool !== undefined && isOver(pool)) alerts.push(over('urgent', THE_POOL, year.year, pool));
  else if (pool !== undefined && band !== undefined && isOutside(pool, band))
    alerts.push({
      ...{ code: 'ratio_outside_band', severity: 'attention', about: `${THE_POOL}, ${year.year}` },
      figure: `loss ratio ${percentOf(pool)}, outside ${bandText(band)}`,
      values: {
        ...{ year: String(year.year), lossRatio: formatRatio(pool) },
        ...(band.from !== undefined && { from: formatRatio(band.from) }),
        ...(band.to !== undefined && { to: formatRatio(band.to) }),
      },
      next: 'See what moved it: `poolbook ratio YEAR YEAR`.',
    });
  for (const { code, ratios } of year.members)
    if (ratios !== undefined && isOver(ratios.lossRatio))
      alerts.push(over('attention', code, year.year, ratios.lossRatio));
  return alerts;
}

const isOver = (ratio: Ratio) => compareRatios(ratio, WHOLE) > 0;

function isOutside(ratio: Ratio, { from, to }: Band): boolean {
  return (
    (from !== undefined && compareRatios(ratio, from) < 0) ||
    (to !== undefined && compareRatios(ratio, to) > 0)
  );
}

function bandText({ from, to }: Band): string {
  if (to === undefined) return `a band of at least ${percentOf(from!)}`;
  return from === undefined
    ? `a band of at most ${percentOf(to)}`
    : `a band of ${percentOf(from)} to ${percentOf(to)}`;
}

function over(severity: Alert['severity'], whose: string, year: number, ratio: Ratio): Alert {
  return {
    ...{ code: 'ratio_over_100_percent', severity, about: `${whose}, ${year}` },
    figure: `loss ratio ${percentOf(ratio)}`,
    values: {
      ...{ year: String(year), lossRatio: formatRatio(ratio) },
      ...(whose !== THE_POOL && { member: whose }),
    },
    next: 'Claims cost more than is contributed: see what moved it with `poolbook ratio YEAR YEAR`, and bring rates before the board.',
  };
}
