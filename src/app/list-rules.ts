import { formatDay } from '../core/calendar/day.ts';
import { formatRatio } from '../core/money/ratio.ts';
import { valueOn } from '../core/parameters/parameter.ts';
import { ruleSets } from '../rules/index.ts';

/** A rule as it is listed: one value of one number, with where it stands and whether that was read. */
export interface ListedRule {
  readonly jurisdiction: string;
  readonly topic: string;
  readonly line: string;
  readonly description: string;
  readonly unit: string;
  readonly from: string;
  readonly value: string;
  readonly citation: string;
  readonly address: string;
  readonly checkedOn: string;
  readonly verified: boolean;
}

/** The rules of a jurisdiction and topic (all where not given); on a day only the value then in force. */
export function listRules(jurisdiction?: string, topic?: string, day?: number): ListedRule[] {
  const rules: ListedRule[] = [];
  for (const set of ruleSets) {
    if ((jurisdiction ?? set.jurisdiction) !== set.jurisdiction || (topic ?? set.topic) !== set.topic)
      continue;
    for (const [line, parameter] of set.byLine) {
      const inForce = day === undefined ? undefined : valueOn(parameter, day);
      for (const value of parameter.values) {
        if (day !== undefined && value !== inForce) continue;
        rules.push({
          jurisdiction: set.jurisdiction,
          topic: set.topic,
          line,
          description: parameter.description,
          unit: parameter.unit,
          from: formatDay(value.from),
          value: formatRatio(value.value),
          citation: value.citation.text,
          address: value.citation.address,
          checkedOn: value.citation.checkedOn,
          verified: value.citation.verified,
        });
      }
    }
  }
  return rules;
}
