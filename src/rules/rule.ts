import type { Citation, DatedValue, Parameter, RuleValue, Unit } from '../core/parameters/parameter.ts';

/** The rules of a jurisdiction on a topic, by short name (for ratios, the line of insurance). */
export type Rules = ReadonlyMap<string, Parameter<RuleValue>>;

/** A rule: its name in words, its unit, what it asks, and its values by start date, oldest first. */
export function rule(
  name: string,
  unit: Unit,
  description: string,
  ...values: readonly DatedValue<RuleValue>[]
): Parameter<RuleValue> {
  return { name, unit, description, values };
}

const CHECKED_ON = '2026-11-22';

/** A citation whose paragraph was read at its address: `checked` says what else was held against it, and what was not found. */
export function read(text: string, address: string, checked: string, checkedOn = CHECKED_ON): Citation {
  return { text, address, checked, checkedOn, verified: true };
}

/** A citation that was not read at its address: `checked` says against what it was held instead. */
export function unread(text: string, address: string, checked: string, checkedOn = CHECKED_ON): Citation {
  return { text, address, checked, checkedOn, verified: false };
}

/** A rule with what is due where a figure does not keep it. */
export function withDue(due: string, parameter: Parameter<RuleValue>): Parameter<RuleValue> {
  return { ...parameter, due };
}
