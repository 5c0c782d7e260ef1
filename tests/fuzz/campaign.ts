import { Life } from './life.ts';
import { Tally } from './tally.ts';

/** How many requests a service is sent; then another begins over new books, in which more is still to be done. */
const REQUESTS_PER_LIFE = 2000;
const PROGRESS = 500;

/**
 * Sends so many requests at random. The same seed sends the same ones, but for names that the service draws itself; each
 * life has a seed of its own, one more than the last. `say` is told of faults, and how far it is.
 */
export async function campaign(seed: number, requests: number, say: (line: string) => void): Promise<Tally> {
  const tally = new Tally(say);
  for (let [done, own] = [0, seed]; done < requests; own += 1) {
    const life = await Life.open(own, tally);
    try {
      for (let number = 1; number <= REQUESTS_PER_LIFE && done < requests; number += 1, done += 1) {
        await life.request(number);
        if ((done + 1) % PROGRESS === 0) say(`${done + 1} of ${requests} requests, ${tally.faults} faults`);
      }
    } finally {
      await life.end();
    }
  }
  return tally;
}
