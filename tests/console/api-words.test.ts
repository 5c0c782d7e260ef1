// What the API gives by codes the console says in words of its own: every code of a claim's steps and of an alert has
// them.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ALERT_CODES } from '../../src/app/alerts/alert.ts';
import { STEP_CODES } from '../../src/core/claims/explain.ts';

/** The keys of the texts of a file of words. */
const keysIn = (file: string) =>
  [...readFileSync(`src/web/screens/${file}`, 'utf8').matchAll(/^ {2}(\w+):/gm)].map(([, key]) => key);

test('the steps of a claim', () => {
  const keys = keysIn('claims/step-words.ts');
  for (const code of STEP_CODES) expect(keys).toEqual(expect.arrayContaining([code, `how_${code}`]));
});

test('alerts', () => {
  const keys = keysIn('overview/alert-words.ts');
  expect(keys).toEqual(expect.arrayContaining(ALERT_CODES.map((code) => `about_${code}`)));
});

test('the reasons of adjustments', () => {
  const words = readFileSync('src/core/claims/reason-words.ts', 'utf8');
  const reasons = [...words.matchAll(/^ {2}'(\d+)':/gm)].map(([, code]) => `reason_${code}`);
  expect(reasons.length).toBeGreaterThan(5);
  expect(keysIn('claims/step-words.ts')).toEqual(expect.arrayContaining(reasons));
});
