import { civilOf, type Day, weekdayOf } from '../../core/calendar/day.ts';
import { firstAbove } from '../../core/simulation/distributions.ts';
import type { RandomStream } from '../../core/simulation/random.ts';
import { FIRST_DAY, LAST_DAY } from './dates.ts';

/** What a day of service weighs: by month (January quiet, December busy) and by day of the week, Sunday first. */
interface Season {
  readonly months: readonly number[];
  readonly week: readonly number[];
}

const DEDUCTIBLE_YEAR = [0.82, 0.91, 0.98, 1, 1, 0.98, 0.94, 0.97, 0.99, 1.05, 1.1, 1.26];

/** Visits and hospital days; `respiratory` is the winter's coughs on top; drugs that are bought once. */
export const SEASONS = {
  visits: cumulativeOf({ months: DEDUCTIBLE_YEAR, week: [0.12, 1, 1.12, 1.1, 1.05, 0.9, 0.3] }),
  hospital: cumulativeOf({ months: DEDUCTIBLE_YEAR, week: [0.62, 1.12, 1.1, 1.08, 1.05, 1, 0.66] }),
  respiratory: cumulativeOf({
    months: [1.5, 1.5, 1.15, 0.8, 0.6, 0.5, 0.45, 0.55, 0.8, 1.05, 1.35, 1.8],
    week: [0.4, 1.15, 1.1, 1.05, 1, 1, 0.6],
  }),
} as const;

export type SeasonName = keyof typeof SEASONS;

/** A day from one day to another, both inclusive and within the demo's years, as the season has it. */
export function dayIn(random: RandomStream, season: SeasonName, from: number, to: number): Day {
  const rising = SEASONS[season];
  const [first, last] = [from - FIRST_DAY, to - FIRST_DAY];
  const below = first === 0 ? 0 : rising[first - 1]!;
  const aim = below + random.uniform() * (rising[last]! - below);
  return (FIRST_DAY + firstAbove(rising, aim, first, last)) as Day;
}

function cumulativeOf({ months, week }: Season): Float64Array {
  const rising = new Float64Array(LAST_DAY - FIRST_DAY + 1);
  let total = 0;
  for (let index = 0; index < rising.length; index += 1) {
    const day = FIRST_DAY + index;
    total += months[civilOf(day).month - 1]! * week[weekdayOf(day)]!;
    rising[index] = total;
  }
  return rising;
}
