// What the console says to do next is said of every refusal that a person in it can meet, and of none that there is not.
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ERRORS } from '../../src/app/errors.ts';
import { NEXT_WORDS } from '../../src/web/parts/refusal-words.ts';

/** The rooms that the API is a face of; the shared record and backups have no face in the console. */
const asked = globSync('src/{app,core,exchange,http,store}/**/*.ts').filter(
  (file) => !/record\/|backup|restore|\.test\.ts$|app\/errors\.ts/.test(file),
);
const sources = asked.map((file) => readFileSync(file, 'utf8')).join('\n');

test('every refusal of the API has its next step, and no next step is of a code that is not there', () => {
  const refusals = Object.entries(ERRORS).filter(([, { http }]) => http === 422 || http === 409);
  const met = refusals.map(([code]) => code).filter((code) => sources.includes(`'${code}'`));
  const words = Object.keys(NEXT_WORDS).map((key) => key.replace('next_', ''));
  // What the board has to decide is said by the page itself.
  expect(words).toEqual(expect.arrayContaining(met.filter((code) => code !== 'resolution_required')));
  expect(words.filter((code) => !refusals.some(([known]) => known === code))).toEqual([]);
});
