// mlr-rebate, reserve-requirement, assessment and renewal against their naive twins, on every field of every answer.
import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/app/calculate.ts';
import { naiveAssessment } from '../naive/assessment.ts';
import { type Random, seeded } from '../naive/generate.ts';
import { generateMlrRebate } from '../naive/generate-mlr-rebate.ts';
import {
  generateAssessment,
  generateRenewal,
  generateReserveRequirement,
} from '../naive/generate-pool-finance.ts';
import { naiveMlrRebate } from '../naive/mlr-rebate.ts';
import { naiveRenewal } from '../naive/renewal.ts';
import { naiveReserveRequirement } from '../naive/reserve-requirement.ts';
import { expectAlike } from './alike.ts';

const SEED = 20_260_104;
const DOCUMENTS = 20_000;

function agree<T extends object>(
  calculator: string,
  generate: (random: Random) => T,
  naive: (document: T) => unknown,
): void {
  const random = seeded(SEED);
  for (let count = 0; count < DOCUMENTS; count += 1) {
    const document = generate(random);
    const [ours, theirs] = [calculate(calculator, JSON.stringify(document), false), naive(document)];
    expectAlike(ours, theirs, document);
  }
}

describe('the core agrees with its naive twin on 20,000 documents', () => {
  it('of mlr-rebate', () => agree('mlr-rebate', generateMlrRebate, naiveMlrRebate));
  it('of reserve-requirement', () =>
    agree('reserve-requirement', generateReserveRequirement, naiveReserveRequirement));
  it('of assessment', () => agree('assessment', generateAssessment, naiveAssessment));
  it('of renewal', () => agree('renewal', generateRenewal, naiveRenewal));
});

describe('the documents', () => {
  it('of mlr-rebate meet every class of credibility, a rebate, and an adjustment withheld', () => {
    const random = seeded(SEED);
    const seen = new Map<string, number>();
    const see = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
    for (let count = 0; count < 5_000; count += 1) {
      const { credibility, rebate } = naiveMlrRebate(generateMlrRebate(random));
      see(credibility.class);
      if (Number(rebate) > 0) see('rebate');
      if (credibility.baseFactor !== '0' && credibility.adjustment === '0') see('withheld');
      if (credibility.deductibleFactor !== '1') see('deductible');
    }
    for (const what of ['none', 'partial', 'full', 'rebate', 'withheld', 'deductible']) {
      expect(seen.get(what), what).toBeGreaterThan(50);
    }
  });
});
