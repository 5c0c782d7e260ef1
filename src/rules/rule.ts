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

/** A citation that was not read at its address: `checked` says against what it was held instead. */
export function unread(text: string, address: string, checked: string): Citation {
  return { text, address, checked, checkedOn: '2026-11-22', verified: false };
}

/** A rule with what is due where a figure does not keep it. */
export function withDue(due: string, parameter: Parameter<RuleValue>): Parameter<RuleValue> {
  return { ...parameter, due };
}
