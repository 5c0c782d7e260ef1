import type { LossRatioRules } from '../exchange/json/loss-ratio.ts';
import { ruleSet } from '../rules/index.ts';
import { inForce, numberInForce } from './law.ts';

/** The topics under which rules hold loss ratios, by line: the least one, and the band it usually lies in. */
export const LOSS_RATIO_TOPICS = ['loss-ratio', 'loss-ratio-bands'] as const;

/** The band and the least ratio of a line in a jurisdiction on a day; undefined where the rules have neither. */
export const lossRatioRules: LossRatioRules = (line, jurisdiction, day) => {
  const minimum = numberInForce(jurisdiction, 'loss-ratio', line, day)?.value;
  const band = inForce(jurisdiction, 'loss-ratio-bands', line, day)?.value;
  if (minimum === undefined && band === undefined) return undefined;
  return { minimum, band: band && 'to' in band ? band : undefined };
};

/** True where the rules of a jurisdiction know a line, whatever the day. */
export function hasLossRatioRules(line: string, jurisdiction: string): boolean {
  return LOSS_RATIO_TOPICS.some((topic) => ruleSet(jurisdiction, topic)?.rules.has(line));
}
