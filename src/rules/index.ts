import { europeanCoinsurance } from './EU/coinsurance.ts';
import { londonClaimsAgreement } from './GB/claims-agreement.ts';
import type { Rules } from './rule.ts';
import { filingRules } from './US/filings.ts';
import { lossRatioMinimums } from './US/loss-ratio.ts';
import { lossRatioBands } from './US/loss-ratio-bands.ts';
import { mlrRebateRules } from './US/mlr-rebate.ts';
import { arkansasStopLoss } from './US-AR/stop-loss.ts';
import { newYorkAssessment } from './US-NY/assessment.ts';
import { newYorkFilings } from './US-NY/filings.ts';
import { newYorkReserves } from './US-NY/reserves.ts';
import { newYorkStopLoss } from './US-NY/stop-loss.ts';
import { ohioReserves } from './US-OH/reserves.ts';
import { rhodeIslandLossRatioMinimums } from './US-RI/loss-ratio.ts';
import { rhodeIslandStopLoss } from './US-RI/stop-loss.ts';
import { washingtonReserves } from './US-WA/reserves.ts';

/** A jurisdiction's rules on one topic. */
export interface RuleSet {
  readonly jurisdiction: string;
  readonly topic: string;
  readonly rules: Rules;
}

/** All rules. */
export const ruleSets: readonly RuleSet[] = [
  { jurisdiction: 'US', topic: 'loss-ratio', rules: lossRatioMinimums },
  { jurisdiction: 'US', topic: 'loss-ratio-bands', rules: lossRatioBands },
  { jurisdiction: 'US', topic: 'mlr-rebate', rules: mlrRebateRules },
  { jurisdiction: 'US', topic: 'filings', rules: filingRules },
  { jurisdiction: 'US-AR', topic: 'stop-loss', rules: arkansasStopLoss },
  { jurisdiction: 'US-NY', topic: 'reserves', rules: newYorkReserves },
  { jurisdiction: 'US-NY', topic: 'stop-loss', rules: newYorkStopLoss },
  { jurisdiction: 'US-NY', topic: 'assessment', rules: newYorkAssessment },
  { jurisdiction: 'US-NY', topic: 'filings', rules: newYorkFilings },
  { jurisdiction: 'US-OH', topic: 'reserves', rules: ohioReserves },
  { jurisdiction: 'US-RI', topic: 'stop-loss', rules: rhodeIslandStopLoss },
  { jurisdiction: 'US-RI', topic: 'loss-ratio', rules: rhodeIslandLossRatioMinimums },
  { jurisdiction: 'US-WA', topic: 'reserves', rules: washingtonReserves },
  { jurisdiction: 'EU', topic: 'coinsurance', rules: europeanCoinsurance },
  { jurisdiction: 'GB', topic: 'claims-agreement', rules: londonClaimsAgreement },
];

/** The rules of a jurisdiction on a topic, or undefined. */
export function ruleSet(jurisdiction: string, topic: string): RuleSet | undefined {
  return ruleSets.find((set) => set.jurisdiction === jurisdiction && set.topic === topic);
}
