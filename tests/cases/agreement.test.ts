// The core against the naive twins: every field of every answer, over generated documents of every shape.
import { describe, it } from 'vitest';
import { calculate } from '../../src/app/calculate.ts';
import { naiveCostSharing } from '../naive/cost-sharing.ts';
import { generateCostSharing, generateLossRatio, generateStopLoss, seeded } from '../naive/generate.ts';
import { naiveLossRatio } from '../naive/loss-ratio.ts';
import { naiveStopLoss } from '../naive/stop-loss.ts';
import { expectAlike } from './alike.ts';

const SEED = 20_260_101;

function answer(calculator: string, document: object): unknown {
  return calculate(calculator, JSON.stringify(document), false);
}

describe('the core agrees with its naive twin', () => {
  it('on 100,000 lines of cost sharing', () => {
    const random = seeded(SEED);
    for (let lines = 0; lines < 100_000; ) {
      const document = generateCostSharing(random, Math.floor(random() * 80));
      const [ours, naive] = [answer('cost-sharing', document), naiveCostSharing(document)];
      expectAlike(ours, naive, document);
      lines += document.claims.reduce((sum, claim) => sum + claim.lines.length, 0);
    }
  });

  it('on 100,000 stop-loss policies', () => {
    const random = seeded(SEED);
    for (let policies = 0; policies < 100_000; policies += 1) {
      const document = generateStopLoss(random, Math.floor(random() * 25));
      const [ours, naive] = [answer('stop-loss', document), naiveStopLoss(document)];
      expectAlike(ours, naive, document);
    }
  });

  it('on 100,000 loss ratios', () => {
    const random = seeded(SEED);
    for (let ratios = 0; ratios < 100_000; ratios += 1) {
      const document = generateLossRatio(random);
      const [ours, naive] = [answer('loss-ratio', document), naiveLossRatio(document)];
      expectAlike(ours, naive, document);
    }
  });
});
