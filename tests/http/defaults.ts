// What every service of a test has: no limit that depends on how fast the machine is, letters that nobody reads, and no
// sign-on of its own where the tokens of the test say who somebody is.
import type { Identity } from '../../src/app/ports/identity.ts';

export const DEFAULTS = {
  mail: { send: async () => {} },
  origins: ['https://pool.example'],
  requestsPerMinute: 1e9,
  // None at all: an interval in which the machine gave no time to measure it in counts as endless.
  mostLagMilliseconds: 0,
} satisfies { origins: [string]; mail: unknown; requestsPerMinute: number; mostLagMilliseconds: number };

export const noSignOn: Identity['answer'] = async () => new Response(undefined, { status: 404 });
