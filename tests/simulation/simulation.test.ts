// Consortia that live at random, the same ones each time and others each time: after each step every law holds.
import { expect, test } from 'vitest';
import { failureText, simulate } from './simulate.ts';

const STEPS = 150;
const SHRINKING_SECONDS = 120;
const fresh = Date.now() % 1_000_000;

test.skipIf(process.platform === 'win32').each([20, fresh])(
  'seed %i: a life on the store agrees with the naive model after each step',
  async (seed) => {
    console.log(`simulation: seed ${seed}`);
    const failed = await simulate({
      seed,
      steps: STEPS,
      shrinkingSeconds: SHRINKING_SECONDS,
      say: console.log,
    });
    expect(failed && failureText(seed, failed)).toBeUndefined();
  },
);
