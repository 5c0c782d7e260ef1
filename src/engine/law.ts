import { formatDay } from '../core/calendar/day.ts';
import type { Ratio } from '../core/money/ratio.ts';
import { type DatedValue, isNumber, type RuleValue, valueOn } from '../core/parameters/parameter.ts';
import { type Refusal, refuse } from '../core/refusal.ts';
import { ruleSet } from '../rules/index.ts';

/** What a rule says on a day; undefined where there is no such rule, or not yet. */
export function inForce(
  jurisdiction: string,
  topic: string,
  name: string,
  day: number,
): DatedValue<RuleValue> | undefined {
  const parameter = ruleSet(jurisdiction, topic)?.rules.get(name);
  return parameter && valueOn(parameter, day);
}

/** The number of a rule on a day; undefined also where the rule then has none. */
export function numberInForce(
  jurisdiction: string,
  topic: string,
  name: string,
  day: number,
): DatedValue<Ratio> | undefined {
  const found = inForce(jurisdiction, topic, name, day);
  return found !== undefined && isNumber(found.value) ? { ...found, value: found.value } : undefined;
}

/** Refuses a day before the first value of all rules of a topic: there is no figure to give for it. */
export function beforeFirst(
  jurisdiction: string,
  topic: string,
  day: number,
  path: string,
): Refusal | undefined {
  const rules = [...(ruleSet(jurisdiction, topic)?.rules.values() ?? [])];
  const first = Math.min(...rules.map(({ values }) => values[0]!.from));
  return day < first
    ? refuse(
        'out_of_range',
        path,
        `a day on or after ${formatDay(first)}, when the rules begin`,
        formatDay(day),
      )
    : undefined;
}
