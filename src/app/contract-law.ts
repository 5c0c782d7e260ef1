import { formatDay } from '../core/calendar/day.ts';
import type { Currency } from '../core/money/currency.ts';
import { multiplyRatios, type Ratio, ratioOf } from '../core/money/ratio.ts';
import { isNumber, type Parameter, type RuleValue, valueOn } from '../core/parameters/parameter.ts';
import { type Refusal, refuse } from '../core/refusal.ts';
import type { ContractLaw, LawNumber } from '../core/stop-loss/legal-bounds.ts';
import { ruleSets } from '../rules/index.ts';
import { type CitedRule, citedRule } from './finding.ts';

/** The names under which the rules bound a stop-loss contract. */
const NAMES = {
  specificLeast: 'specific-least',
  specificMostOfExpected: 'specific-most-of-expected',
  aggregateLeastOfExpected: 'aggregate-least-of-expected',
  aggregateMostOfExpected: 'aggregate-most-of-expected',
  smallGroupMost: 'small-group-most',
  smallGroupLeastOfExpected: 'aggregate-least-of-expected-small-group',
  smallGroupLeastPerMember: 'aggregate-least-per-member-small-group',
  smallGroupLeast: 'aggregate-least-small-group',
} as const satisfies Record<keyof ContractLaw<unknown>, string>;

/**
 * What the law of a jurisdiction says of stop-loss contracts on a day. Refused: a jurisdiction with no such rule, a day
 * before the first of them, and amounts of law in another currency than the contract's.
 */
export function contractLaw(
  jurisdiction: string,
  day: number,
  currency: Currency,
): ContractLaw<CitedRule> | Refusal {
  const rules = rulesOf(jurisdiction);
  if (rules.size === 0) {
    return refuse('unknown_reference', 'jurisdiction', 'one with rules on stop-loss contracts', jurisdiction);
  }
  const first = Math.min(...[...rules.values()].map(({ values }) => values[0]!.from));
  if (day < first) {
    return refuse(
      'out_of_range',
      'day',
      `a day on or after ${formatDay(first)}, when the rules begin`,
      formatDay(day),
    );
  }
  const law: { -readonly [name in keyof ContractLaw<CitedRule>]: LawNumber<CitedRule> } = {};
  for (const field of Object.keys(NAMES) as (keyof typeof NAMES)[]) {
    const parameter = rules.get(NAMES[field]);
    const found = parameter && valueOn(parameter, day);
    if (parameter === undefined || found === undefined || !isNumber(found.value)) continue;
    const isAmount = parameter.unit === 'USD' || parameter.unit === 'GBP';
    if (isAmount && parameter.unit !== currency.code) {
      return refuse(
        'inconsistent',
        'currency',
        `${parameter.unit}, as the amounts of the law`,
        currency.code,
      );
    }
    law[field] = {
      value: isAmount ? inMinorUnits(found.value, currency) : found.value,
      rule: citedRule(NAMES[field], parameter, found.citation),
    };
  }
  return law;
}

function inMinorUnits(value: Ratio, { decimals }: Currency): Ratio {
  return multiplyRatios(value, ratioOf(10n ** BigInt(decimals)));
}

/** The rules of a jurisdiction that bound contracts, whatever the topic under which they stand. */
function rulesOf(jurisdiction: string): Map<string, Parameter<RuleValue>> {
  const names: readonly string[] = Object.values(NAMES);
  return new Map(
    ruleSets
      .filter((set) => set.jurisdiction === jurisdiction)
      .flatMap((set) => [...set.rules].filter(([name]) => names.includes(name))),
  );
}
