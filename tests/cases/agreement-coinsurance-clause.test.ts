// coinsurance-clause against its naive twin: every field of every answer, over generated documents of every shape.
import { test } from 'vitest';
import { calculate } from '../../src/app/calculate.ts';
import { naiveCoinsuranceClause } from '../naive/coinsurance-clause.ts';
import { seeded } from '../naive/generate.ts';
import { generateCoinsuranceClause } from '../naive/generate-coinsurance-clause.ts';
import { expectAlike } from './alike.ts';

test('agrees with its naive twin on 50,000 losses', () => {
  const random = seeded(20_260_101);
  for (let losses = 0; losses < 50_000; losses += 1) {
    const document = generateCoinsuranceClause(random);
    const ours = calculate('coinsurance-clause', JSON.stringify(document), false);
    const naive = naiveCoinsuranceClause(document);
    expectAlike(ours, naive, document);
  }
});
