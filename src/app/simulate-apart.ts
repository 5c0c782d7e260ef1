import { availableParallelism } from 'node:os';
import type { Refusal } from '../core/refusal.ts';
import { openApart } from './apart.ts';
import type { SimulationDocument, SimulationOptions } from './simulate-aggregate.ts';

/** Some seconds of two processors. */
const MOST_CLAIMS = 1e8;

/** The program of the thread, beside this file: TypeScript in the project, JavaScript in what is packed. */
const apart = openApart<SimulationDocument>(
  new URL(`simulation-worker${import.meta.url.slice(-3)}`, import.meta.url),
);

/**
 * Simulates in threads of its own, leaving one processor free. Refused: what a simulation refuses, and more than 10^8
 * claims.
 */
export function simulateApart(
  document: unknown,
  over: Pick<SimulationOptions, 'years' | 'seed'>,
): Promise<SimulationDocument | Refusal> {
  const threads = Math.max(1, availableParallelism() - 1);
  return apart([document, { ...over, threads, mostClaims: MOST_CLAIMS }]);
}
