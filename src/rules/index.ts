import type { Parameter } from '../core/parameters/parameter.ts';
import { lossRatioMinimums as federalLossRatioMinimums } from './US/loss-ratio.ts';

/** A jurisdiction's rules on one topic, by line of insurance. */
export interface RuleSet {
  readonly jurisdiction: string;
  readonly topic: string;
  readonly byLine: ReadonlyMap<string, Parameter>;
}

/** All rules. */
export const ruleSets: readonly RuleSet[] = [
  { jurisdiction: 'US', topic: 'loss-ratio', byLine: federalLossRatioMinimums },
];

/** The rules of a jurisdiction on a topic, or undefined. */
export function ruleSet(jurisdiction: string, topic: string): RuleSet | undefined {
  return ruleSets.find((rules) => rules.jurisdiction === jurisdiction && rules.topic === topic);
}
