import { formatMonth, type Month } from '../core/calendar/month.ts';
import type { ExperienceCell } from './experience.ts';
import type { ShownYear } from './withheld.ts';
import type { YearRatiosQuestion } from './year-ratios.ts';

type Place = Pick<ExperienceCell, 'memberId' | 'month'>;

/** Which cells of a question count for whoever asks, and the months that are shown as one. */
export interface CoveredCells {
  isInRow(cell: Place): boolean;
  isInTotal(cell: Place): boolean;
  /** A month as its row is named: "2026-03", or "2026-01 to 2026-03". */
  monthName(month: Month): string;
}

const ALL: CoveredCells = { isInRow: () => true, isInTotal: () => true, monthName: formatMonth };

/**
 * The cells that a question may be answered from. `shown` is undefined for those who may see everything. For employers a
 * row is of blocks alone; months and benefits of the whole pool, and its total, are of everything where all together may
 * be shown.
 */
export function coveredCells(
  shown: ShownYear | undefined,
  { by, benefit, member, region }: YearRatiosQuestion,
  isMeant: (memberId: number) => boolean,
): CoveredCells {
  if (shown === undefined) return ALL;
  const isPool = member === undefined && region === undefined;
  const isOfBenefit = benefit !== undefined;
  const isByBenefit = isOfBenefit || by === 'benefit';
  const isOfAll = by === 'benefit' || by === 'month';
  const isWholeInRows = isPool && isOfAll && shown.isWhole(isByBenefit);
  const isWholeInTotal = isPool && shown.isWhole(isOfBenefit);
  const spans: readonly { readonly from: Month; readonly to: Month }[] = [
    ...shown.blocks.filter(({ memberId }) => isMeant(memberId)),
    ...(isWholeInRows && shown.rest !== undefined ? [shown.rest] : []),
  ];
  return {
    isInRow: ({ memberId, month }) => isWholeInRows || shown.covers(memberId, month, isByBenefit),
    isInTotal: ({ memberId, month }) => isWholeInTotal || shown.covers(memberId, month, isOfBenefit),
    monthName(month) {
      const { from, to } = spanAround(month, spans);
      return from === to ? formatMonth(month) : `${formatMonth(from)} to ${formatMonth(to)}`;
    },
  };
}

/** The months that hang together with one: spans that overlap are one. */
function spanAround(month: Month, spans: readonly { readonly from: Month; readonly to: Month }[]) {
  let around = { from: month, to: month };
  for (;;) {
    const all = [around, ...spans.filter(({ from, to }) => from <= around.to && to >= around.from)];
    const wider = {
      from: Math.min(...all.map(({ from }) => from)) as Month,
      to: Math.max(...all.map(({ to }) => to)) as Month,
    };
    if (wider.from === around.from && wider.to === around.to) return around;
    around = wider;
  }
}
