import { formatDay } from '../core/calendar/day.ts';
import { formatRatio } from '../core/money/ratio.ts';
import { type DueDate, isNumber, type RuleValue, valueOn } from '../core/parameters/parameter.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { beforeFirst } from '../engine/law.ts';
import { type RuleSet, ruleSets } from '../rules/index.ts';

/** A rule as it is listed: one value of one rule, with where it stands and whether that was read. */
export interface ListedRule {
  readonly jurisdiction: string;
  readonly topic: string;
  readonly rule: string;
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly from: string;
  readonly value: string;
  /** What is due where a figure does not keep the rule; where nothing is said, the field is not there. */
  readonly due?: string;
  readonly citation: string;
  readonly address: string;
  readonly checked: string;
  readonly checkedOn: string;
  readonly verified: boolean;
}

/**
 * The rules of a jurisdiction and topic (all where not given); on a day only the value then in force. Refused: a day
 * before the first value of all rules that are asked for.
 */
export function listRules(jurisdiction?: string, topic?: string, day?: number): ListedRule[] | Refusal {
  const sets = ruleSets.filter(
    (set) => (jurisdiction ?? set.jurisdiction) === set.jurisdiction && (topic ?? set.topic) === set.topic,
  );
  const rules = sets.flatMap((set) => listed(set, day));
  if (rules.length > 0 || day === undefined) return rules;
  const refusals = sets.map((set) => beforeFirst(set.jurisdiction, set.topic, day, '--on'));
  return refusals.find(isRefusal) ?? rules;
}

function listed(set: RuleSet, day: number | undefined): ListedRule[] {
  return [...set.rules].flatMap(([rule, parameter]) => {
    const inForce = day === undefined ? undefined : valueOn(parameter, day);
    return parameter.values
      .filter((value) => day === undefined || value === inForce)
      .map(({ from, value, citation }) => ({
        jurisdiction: set.jurisdiction,
        topic: set.topic,
        rule,
        name: parameter.name,
        description: parameter.description,
        unit: 'condition' in value ? 'none' : parameter.unit,
        from: formatDay(from),
        value: writeRuleValue(value),
        ...(parameter.due !== undefined && { due: parameter.due }),
        citation: citation.text,
        address: citation.address,
        checked: citation.checked,
        checkedOn: citation.checkedOn,
        verified: citation.verified,
      }));
  });
}

/** What a rule says, as text: a number without its unit, a table as its points, a due date or condition in words. */
export function writeRuleValue(value: RuleValue): string {
  if (isNumber(value)) return formatRatio(value);
  if ('condition' in value) return value.condition;
  if ('points' in value) {
    const points = value.points.map((point) => `${formatRatio(point.at)}: ${formatRatio(point.value)}`);
    return `below: ${formatRatio(value.below)}; ${points.join('; ')}`;
  }
  return 'after' in value ? dueInWords(value) : `${formatRatio(value.from)} to ${formatRatio(value.to)}`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

function dueInWords(due: DueDate): string {
  if ('days' in due) {
    return due.days < 0
      ? `${-due.days} days before ${due.after}`
      : `within ${due.days} days after ${due.after}`;
  }
  if ('lastDayOfMonthAfter' in due)
    return `by the last day of month ${due.lastDayOfMonthAfter} after ${due.after}`;
  const { month, dayOfMonth } = due.nextYear;
  return `by ${dayOfMonth} ${MONTHS[month - 1]} of the calendar year after ${due.after}`;
}
