// coordination against its naive twin: every field of every answer, over generated documents of every shape.
import { test } from 'vitest';
import { calculate } from '../../src/app/calculate.ts';
import { naiveCoordination } from '../naive/coordination.ts';
import { seeded } from '../naive/generate.ts';
import { generateCoordination } from '../naive/generate-coordination.ts';
import { expectAlike } from './alike.ts';

test('agrees with its naive twin on 50,000 lines', () => {
  const random = seeded(20_260_101);
  for (let lines = 0; lines < 50_000; lines += 1) {
    const document = generateCoordination(random);
    const ours = calculate('coordination', JSON.stringify(document), false);
    const naive = naiveCoordination(document);
    expectAlike(ours, naive, document);
  }
});
