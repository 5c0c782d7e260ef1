import { lossRatios } from '../core/loss-ratio/loss-ratio.ts';
import { ZERO } from '../core/money/amount.ts';
import { compareRatios, formatRatio, type Ratio } from '../core/money/ratio.ts';
import { isNumber, type RuleValue, valueOn } from '../core/parameters/parameter.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { beforeFirst } from '../engine/law.ts';
import { LOSS_RATIO_TOPICS } from '../engine/loss-ratio-law.ts';
import type { LossRatioDocument } from '../exchange/json/contract-check.ts';
import { ruleSet } from '../rules/index.ts';
import { citedRule, type Finding, findingOf } from './finding.ts';

/**
 * Holds a loss ratio against the least one and the band of its line. Refused: a line and jurisdiction without either
 * (`unknown_reference`), a day before the first value of both (`out_of_range`), and what a loss ratio is refused for.
 */
export function lossRatioFindings(document: LossRatioDocument): Finding[] | Refusal {
  const { jurisdiction, line, day } = document;
  const ratios = lossRatios({ ...document, recoveries: ZERO, cededPremium: ZERO, expenseBasis: 'earned' });
  if (isRefusal(ratios)) return ratios;
  const topics = LOSS_RATIO_TOPICS.filter((topic) => ruleSet(jurisdiction, topic)?.rules.has(line));
  const findings = topics.flatMap((topic) => findingsOf(jurisdiction, topic, line, day, ratios.lossRatio));
  if (findings.length > 0) return findings;
  const early = topics.map((topic) => beforeFirst(jurisdiction, topic, day, 'day')).find(isRefusal);
  const expected = 'a line and jurisdiction with a rule';
  return early ?? refuse('unknown_reference', 'line', expected, `${line} in ${jurisdiction}`);
}

function findingsOf(
  jurisdiction: string,
  topic: string,
  line: string,
  day: number,
  actual: Ratio,
): Finding[] {
  const parameter = ruleSet(jurisdiction, topic)?.rules.get(line);
  const inForce = parameter && valueOn(parameter, day);
  const range = inForce && rangeOf(inForce.value);
  if (range === undefined) return [];
  const isKept =
    compareRatios(actual, range.from) >= 0 &&
    (range.to === undefined || compareRatios(actual, range.to) <= 0);
  const from = formatRatio(range.from);
  const required = range.to === undefined ? `at least ${from}` : `${from} to ${formatRatio(range.to)}`;
  const figures = { term: 'loss ratio', required, actual: formatRatio(actual), isKept };
  return [findingOf(citedRule(line, parameter!, inForce!.citation), figures)];
}

function rangeOf(value: RuleValue): { from: Ratio; to?: Ratio } | undefined {
  if (isNumber(value)) return { from: value };
  return 'to' in value ? value : undefined;
}
