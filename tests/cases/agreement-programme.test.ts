// programme against its naive twin: every field of every answer, over generated documents of every shape.
import { test } from 'vitest';
import { calculate } from '../../src/app/calculate.ts';
import { seeded } from '../naive/generate.ts';
import { generateProgramme } from '../naive/generate-programme.ts';
import { naiveProgramme } from '../naive/programme.ts';
import { expectAlike } from './alike.ts';

test('agrees with its naive twin on 20,000 programmes', () => {
  const random = seeded(20_260_101);
  for (let programmes = 0; programmes < 20_000; programmes += 1) {
    const document = generateProgramme(random);
    const ours = calculate('programme', JSON.stringify(document), false);
    const naive = naiveProgramme(document);
    expectAlike(ours, naive, document);
  }
});
