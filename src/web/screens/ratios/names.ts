import { useFigures } from '../../parts/figures.ts';
import type { Group, RatioRow } from './ratio.ts';
import { useRatioWords } from './words.ts';

const ALERTS = ['over_100_percent', 'combined_over_100_percent', 'below_minimum', 'outside_band'] as const;

/** How a row of ratios is named, and how it stands, in words. */
export function useRatioNames(by: Group) {
  const t = useRatioWords();
  const { month } = useFigures();
  return {
    nameOf: (row: RatioRow) => (by === 'month' && row.month ? month(row.month) : row.name),
    stateOf: ({ alerts, withheld }: Pick<RatioRow, 'alerts' | 'withheld'>) => {
      const known = alerts.map(({ code }) => ALERTS.find((one) => one === code));
      const words = known.map((code, index) => (code === undefined ? alerts[index]!.code : t(code)));
      if (withheld !== undefined) words.push(t(withheld === 'all' ? 'withheldAll' : 'withheldPart'));
      return words.length === 0 ? t('within') : words.join('; ');
    },
  };
}
