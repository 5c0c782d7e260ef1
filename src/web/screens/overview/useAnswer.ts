import { ratioNumber, useFigures } from '../../parts/figures.ts';
import type { Year } from './types.ts';
import { useOverviewWords } from './words.ts';

/** The band of a year with both ends, as numbers; undefined where one is open. */
export function bandOf({ band }: Year): readonly [from: number, to: number] | undefined {
  if (band?.from === undefined || band.to === undefined) return undefined;
  return [ratioNumber(band.from), ratioNumber(band.to)];
}

/** How a loss ratio stands: over what is contributed, outside its band, inside it, or only below. */
export function standingOf(year: Year): 'over' | 'outside' | 'inside' | 'below' | undefined {
  if (year.lossRatio === null) return undefined;
  const [ratio, band] = [ratioNumber(year.lossRatio), bandOf(year)];
  if (ratio > 1) return 'over';
  if (band === undefined) return 'below';
  return ratio < band[0] || ratio > band[1] ? 'outside' : 'inside';
}

const WORDS = {
  over: 'answerOver',
  outside: 'answerOutside',
  inside: 'answerInside',
  below: 'answerBelowWhole',
} as const;

/** The answer of the page in a sentence or two, from the figures of the year. */
export function useAnswer(year: Year): string {
  const t = useOverviewWords();
  const { percent } = useFigures();
  const standing = standingOf(year);
  if (standing === undefined) return t('answerWithheld');
  const band = { from: percent(year.band?.from ?? '0'), to: percent(year.band?.to ?? '0') };
  const now = t(WORDS[standing], { ratio: percent(year.lossRatio!), ...band });
  const isOpen = year.asOf < year.to.slice(0, 7) && year.projection !== undefined;
  return isOpen ? `${now} ${t('answerEnd', { ratio: percent(year.projection!.lossRatio.likely) })}` : now;
}
