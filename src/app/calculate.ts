import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { administrationCostCalculator } from '../exchange/json/administration-cost.ts';
import { aggregateLossCalculator } from '../exchange/json/aggregate-loss.ts';
import { assessmentCalculator } from '../exchange/json/assessment.ts';
import { type Answer, type Calculator, schemasOf } from '../exchange/json/calculator.ts';
import { coinsuranceClauseCalculator } from '../exchange/json/coinsurance-clause.ts';
import { coordinationCalculator } from '../exchange/json/coordination.ts';
import { costSharingCalculator } from '../exchange/json/cost-sharing.ts';
import { lossRatioCalculator } from '../exchange/json/loss-ratio.ts';
import { mlrRebateCalculator } from '../exchange/json/mlr-rebate.ts';
import { programmeCalculator } from '../exchange/json/programme.ts';
import { renewalCalculator } from '../exchange/json/renewal.ts';
import { reserveCalculator } from '../exchange/json/reserve.ts';
import { reserveRequirementCalculator } from '../exchange/json/reserve-requirement.ts';
import type { JsonSchema } from '../exchange/json/shape.ts';
import { stopLossCalculator } from '../exchange/json/stop-loss.ts';
import { lossRatioRules } from './loss-ratio-law.ts';
import { mlrLawOf } from './mlr-law.ts';
import { assessmentLawOf, requirementLawOf } from './reserve-law.ts';

const calculators: ReadonlyMap<string, Calculator> = new Map(
  [
    costSharingCalculator,
    coordinationCalculator,
    stopLossCalculator,
    programmeCalculator,
    coinsuranceClauseCalculator,
    administrationCostCalculator,
    lossRatioCalculator(lossRatioRules),
    reserveCalculator,
    mlrRebateCalculator(mlrLawOf),
    reserveRequirementCalculator(requirementLawOf),
    assessmentCalculator(assessmentLawOf),
    renewalCalculator,
    aggregateLossCalculator,
  ].map((calculator) => [calculator.name, calculator]),
);

/** The names of all calculators. */
export function calculatorNames(): string[] {
  return [...calculators.keys()];
}

/** Answers a JSON text with a calculator. Refused: an unknown calculator, a text that is no JSON, and what the calculator refuses. */
export function calculate(name: string, text: string, explain: boolean): Answer | Refusal {
  const calculator = named(name);
  if (isRefusal(calculator)) return calculator;
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return refuse('wrong_type', '', 'one JSON document on standard input', (error as Error).message);
  }
  return calculator.calculate(document, explain);
}

/** The JSON Schema of both sides of a calculator. */
export function calculatorSchema(name: string): { input: JsonSchema; output: JsonSchema } | Refusal {
  const calculator = named(name);
  return isRefusal(calculator) ? calculator : schemasOf(calculator);
}

function named(name: string): Calculator | Refusal {
  return (
    calculators.get(name) ??
    refuse('unknown_reference', 'calculator', `one of ${calculatorNames().join(', ')}`, name)
  );
}
