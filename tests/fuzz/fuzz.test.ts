// Requests at random to every operation of the API's document, the same ones each time and others each time: none ends in
// a failure, every answer is one that the document declares. `npm run fuzz` asks more of them, and counts.
import { expect, test } from 'vitest';
import { campaign } from './campaign.ts';

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 200);
const seeds = process.env.FUZZ_SEED === undefined ? [5, Date.now() % 1_000_000] : [process.env.FUZZ_SEED];

test.each(seeds.map(Number))(`seed %i: ${REQUESTS} requests`, { timeout: 7_200_000 }, async (seed) => {
  console.log(`fuzz: seed ${seed}`);
  const tally = await campaign(seed, REQUESTS, console.log);
  if (process.env.FUZZ_SEED !== undefined) console.log(tally.summary());
  // They were told as they came.
  expect(tally.faults, 'faults').toBe(0);
});
