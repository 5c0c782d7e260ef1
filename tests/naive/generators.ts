import { generateCostSharing, generateLossRatio, generateStopLoss, type Random } from './generate.ts';
import { generateAdministrationCost } from './generate-administration-cost.ts';
import { generateAnyAggregateLoss } from './generate-aggregate-loss.ts';
import { generateCoinsuranceClause } from './generate-coinsurance-clause.ts';
import { generateCoordination } from './generate-coordination.ts';
import { generateMlrRebate } from './generate-mlr-rebate.ts';
import { generateAssessment, generateRenewal, generateReserveRequirement } from './generate-pool-finance.ts';
import { generateProgramme } from './generate-programme.ts';
import { generateReserve } from './generate-reserve.ts';

/** A generator of valid documents for every calculator. */
export const generators: Readonly<Record<string, (random: Random) => object>> = {
  'cost-sharing': (random) => generateCostSharing(random, Math.floor(random() * 30)),
  'stop-loss': (random) => generateStopLoss(random, Math.floor(random() * 25)),
  'loss-ratio': generateLossRatio,
  coordination: generateCoordination,
  programme: generateProgramme,
  'coinsurance-clause': generateCoinsuranceClause,
  'administration-cost': generateAdministrationCost,
  reserve: generateReserve,
  'mlr-rebate': generateMlrRebate,
  'reserve-requirement': generateReserveRequirement,
  assessment: generateAssessment,
  renewal: generateRenewal,
  'aggregate-loss': generateAnyAggregateLoss,
};
