import { type Day, parseDay } from '../core/calendar/day.ts';
import { parseRatio, type Ratio } from '../core/money/ratio.ts';
import type { Citation, DatedValue } from '../core/parameters/parameter.ts';

/** A value from a day on, as the rules write it; a day or ratio that cannot be read is a bug, and throws. */
export function since(day: string, value: string, citation: Citation): DatedValue {
  return { from: dayOf(day), value: ratioOf(value), citation };
}

function dayOf(text: string): Day {
  const day = parseDay(text);
  if (typeof day === 'string') throw new Error(`no day: ${text}`);
  return day;
}

function ratioOf(text: string): Ratio {
  const ratio = parseRatio(text);
  if (ratio === undefined) throw new Error(`no ratio: ${text}`);
  return ratio;
}
