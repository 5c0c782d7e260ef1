// administration-cost against its naive twin: every field of every answer, over generated documents of every shape.
import { test } from 'vitest';
import { calculate } from '../../src/app/calculate.ts';
import { naiveAdministrationCost } from '../naive/administration-cost.ts';
import { seeded } from '../naive/generate.ts';
import { generateAdministrationCost } from '../naive/generate-administration-cost.ts';
import { expectAlike } from './alike.ts';

test('agrees with its naive twin on 30,000 groups', () => {
  const random = seeded(20_260_101);
  for (let groups = 0; groups < 30_000; groups += 1) {
    const document = generateAdministrationCost(random);
    const ours = calculate('administration-cost', JSON.stringify(document), false);
    const naive = naiveAdministrationCost(document);
    expectAlike(ours, naive, document);
  }
});
