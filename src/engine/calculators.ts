import { administrationCostCalculator } from '../exchange/json/administration-cost.ts';
import { aggregateLossCalculator } from '../exchange/json/aggregate-loss.ts';
import { assessmentCalculator } from '../exchange/json/assessment.ts';
import type { Calculator } from '../exchange/json/calculator.ts';
import { coinsuranceClauseCalculator } from '../exchange/json/coinsurance-clause.ts';
import { coordinationCalculator } from '../exchange/json/coordination.ts';
import { costSharingCalculator } from '../exchange/json/cost-sharing.ts';
import { lossRatioCalculator } from '../exchange/json/loss-ratio.ts';
import { mlrRebateCalculator } from '../exchange/json/mlr-rebate.ts';
import { programmeCalculator } from '../exchange/json/programme.ts';
import { renewalCalculator } from '../exchange/json/renewal.ts';
import { reserveCalculator } from '../exchange/json/reserve.ts';
import { reserveRequirementCalculator } from '../exchange/json/reserve-requirement.ts';
import { stopLossCalculator } from '../exchange/json/stop-loss.ts';
import { lossRatioRules } from './loss-ratio-law.ts';
import { mlrLawOf } from './mlr-law.ts';
import { assessmentLawOf, requirementLawOf } from './reserve-law.ts';

/** All calculators by name, each with the law that it asks for. */
export const calculatorsByName: ReadonlyMap<string, Calculator> = new Map(
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
