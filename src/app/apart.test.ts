import { expect, test } from 'vitest';
import { isRefusal } from '../core/refusal.ts';
import { calculationSeconds, openApart } from './apart.ts';

const LONG = {
  frequency: { kind: 'poisson', mean: 1000 },
  severity: { kind: 'lognormal', mu: 6, sigma: 1 },
  ...{ method: 'monte-carlo', years: 1_000_000 },
};
const SHORT = { currency: 'USD', incurredClaims: '700.00', earnedPremium: '1000.00' };

test('a task that takes too long is refused, and the next is answered', async () => {
  const apart = openApart(new URL('calculation-worker.ts', import.meta.url), 5);
  const ask = () => apart(['loss-ratio', SHORT, false]);
  const [refused, next] = await Promise.all([apart(['aggregate-loss', LONG, false]), ask()]);
  expect(refused).toMatchObject({ refused: true, code: 'too_large', path: '' });
  // A machine that gave no time to start its thread anew is asked again.
  let answered = next;
  while (isRefusal(answered)) answered = await ask();
  expect(answered).toMatchObject({ lossRatio: '0.7' });
});

test('a task has 20 seconds, or as many as the setting says', () => {
  expect(['', '120', '0.5'].map((given) => calculationSeconds(given))).toEqual([20, 120, 0.5]);
  for (const wrong of ['0', '-1', 'long', 'Infinity'])
    expect(() => calculationSeconds(wrong)).toThrow('POOLBOOK_CALCULATION_SECONDS');
});

test('a program that fails fails its task, and no other', async () => {
  const failing = openApart(new URL('data:text/javascript,throw new Error("broken")'));
  await expect(failing([])).rejects.toThrow('broken');
  await expect(failing([])).rejects.toThrow('broken');
});
