import { type Day, parseDay } from '../calendar/day.ts';
import { parseRatio, type Ratio } from '../money/ratio.ts';

/** Where a value stands: the text cited to the sub-paragraph, its address, and whether it was read there. */
export interface Citation {
  readonly text: string;
  readonly address: string;
  readonly checkedOn: string;
  /** True only where the text was read at the cited address. */
  readonly verified: boolean;
}

/** A value from a day on, until the next one begins. */
export interface DatedValue {
  readonly from: Day;
  readonly value: Ratio;
  readonly citation: Citation;
}

/** A number of law or practice: what it is, its unit, and its values by start date, oldest first. */
export interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly unit: 'ratio' | 'days' | 'currency' | 'count';
  readonly values: readonly DatedValue[];
}

/** The value in force on a day, or undefined before the first. */
export function valueOn(parameter: Parameter, day: number): DatedValue | undefined {
  return parameter.values.findLast((value) => value.from <= day);
}

/** A value from a day on, as a rule writes it. A day or ratio that cannot be read is a bug, and throws. */
export function since(day: string, value: string, citation: Citation): DatedValue {
  const [from, ratio] = [parseDay(day), parseRatio(value)];
  if (typeof from === 'string') throw new Error(`not a day: ${day}`);
  if (ratio === undefined) throw new Error(`not a ratio: ${value}`);
  return { from, value: ratio, citation };
}
