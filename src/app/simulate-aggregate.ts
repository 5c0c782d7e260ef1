import { availableParallelism } from 'node:os';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { claimTable } from '../core/simulation/claim-table.ts';
import { YEARS_PER_BLOCK } from '../core/simulation/year-blocks.ts';
import { readSimulation, type SimulationDocument, simulationAnswer } from '../exchange/json/simulation.ts';
import { readJsonText } from './json-text.ts';
import { startYearWorkers } from './year-workers.ts';

export type { SimulationDocument, YearFigures } from '../exchange/json/simulation.ts';

/**
 * Years and seed in place of the document's own, as they were given; how far it is; the number of threads; how many claims
 * all years may have together.
 */
export interface SimulationOptions {
  readonly years?: unknown;
  readonly seed?: unknown;
  readonly progress?: (years: number, of: number) => void;
  readonly threads?: number;
  readonly mostClaims?: number;
}

/** So many claims and years are drawn sooner than a thread is started. */
const AT_ONCE = 2e6;

/**
 * Simulates the years of a document of `aggregate-loss`, given as text, on all processors, and answers beside the exact
 * figures. Refused: a text that is no JSON, what that calculator refuses, and a severity too steep for the table of claims.
 */
export async function simulateAggregate(
  text: string,
  options: SimulationOptions = {},
): Promise<SimulationDocument | Refusal> {
  const read = readJsonText(text);
  return isRefusal(read) ? read : simulateDocument(read.document, options);
}

/** The same of the document itself. */
export async function simulateDocument(
  document: unknown,
  { progress = () => {}, threads, mostClaims, ...over }: SimulationOptions,
): Promise<SimulationDocument | Refusal> {
  const simulation = readSimulation(document, over, mostClaims);
  if (isRefusal(simulation)) return simulation;
  const { terms, year, years, seed } = simulation;
  const table = claimTable(terms.severity, terms.perClaim, year.claim.moments.mean, terms.step ?? 1);
  if (isRefusal(table)) return table;
  const isShort = years * (year.number.mean + 10) < AT_ONCE;
  const blocks = Math.ceil(years / YEARS_PER_BLOCK);
  const workers = startYearWorkers(threads ?? (isShort ? 0 : Math.min(availableParallelism(), blocks)));
  try {
    const totals = await workers.draw({ frequency: terms.frequency, table, seed }, years, (done) =>
      progress(done, years),
    );
    return simulationAnswer(simulation, totals.sort());
  } finally {
    await workers.close();
  }
}
