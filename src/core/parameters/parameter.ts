import { type Day, parseDay } from '../calendar/day.ts';
import { parseRatio, type Ratio } from '../money/ratio.ts';
import type { Table } from '../money/table.ts';

/** Where a value stands: the text cited to the sub-paragraph, its address, and whether it was read there. */
export interface Citation {
  readonly text: string;
  readonly address: string;
  /** Against what the value was held, on which day. */
  readonly checked: string;
  readonly checkedOn: string;
  /** True only where the text was read at the cited address, or in a kept copy of the page that is there. */
  readonly verified: boolean;
}

/** A range in which a ratio should lie. */
export interface RatioBand {
  readonly from: Ratio;
  readonly to: Ratio;
}

/**
 * When something is due: days after an event (below 0: before it), the last day of a month counted from the event's, or
 * a day of the calendar year after the event's.
 */
export type DueDate = { readonly after: string } & (
  | { readonly days: number }
  | { readonly lastDayOfMonthAfter: number }
  | { readonly nextYear: { readonly month: number; readonly dayOfMonth: number } }
);

/** What the law asks for in words, where there is no number to compute with; also that a number no longer holds. */
export interface Condition {
  readonly condition: string;
}

/** What a rule says: a number, a table of numbers, a band, a due date, or a condition in words. */
export type RuleValue = Ratio | Table | RatioBand | DueDate | Condition;

/** A value from a day on, until the next one begins. */
export interface DatedValue<V extends RuleValue = Ratio> {
  readonly from: Day;
  readonly value: V;
  readonly citation: Citation;
}

/** What a rule's numbers count: shares of something, days, weeks, things or persons, or money of a currency. */
export type Unit = 'ratio' | 'days' | 'weeks' | 'count' | 'USD' | 'GBP' | 'none';

/** A rule of law or practice: what it is, its unit, and its values by start date, oldest first. */
export interface Parameter<V extends RuleValue = Ratio> {
  readonly name: string;
  readonly description: string;
  readonly unit: Unit;
  /** What is due where a figure does not keep the rule. */
  readonly due?: string | undefined;
  readonly values: readonly DatedValue<V>[];
}

/** The value in force on a day, or undefined before the first. */
export function valueOn<V extends RuleValue>(
  parameter: Parameter<V>,
  day: number,
): DatedValue<V> | undefined {
  return parameter.values.findLast((value) => value.from <= day);
}

/** A value from a day on, as a rule writes it: a number as text. What cannot be read is a bug, and throws. */
export function since(day: string, value: string, citation: Citation): DatedValue;
export function since<V extends RuleValue>(day: string, value: V, citation: Citation): DatedValue<V>;
export function since(day: string, value: RuleValue | string, citation: Citation): DatedValue<RuleValue> {
  const from = parseDay(day);
  if (typeof from === 'string') throw new Error(`not a day: ${day}`);
  const read = typeof value === 'string' ? parseRatio(value) : value;
  if (read === undefined) throw new Error(`not a ratio: ${value}`);
  return { from, value: read, citation };
}

/** True where a rule's value is a number. */
export function isNumber(value: RuleValue): value is Ratio {
  return 'numerator' in value;
}
