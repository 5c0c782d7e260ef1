import type { Refusal } from '../core/refusal.ts';
import { calculate } from '../engine/index.ts';
import type { Answer } from '../exchange/json/calculator.ts';
import { openApart } from './apart.ts';

/** Those that one short document can keep busy for minutes: a lattice of millions of points, a million simulations. */
const LONG = ['aggregate-loss', 'reserve'];

const apart = openApart<Answer>(new URL(`calculation-worker${import.meta.url.slice(-3)}`, import.meta.url));

/** What a calculator answers, by a thread of its own where that can take long. Refused: what the calculator refuses. */
export async function calculateApart(
  calculator: string,
  document: unknown,
  explain: boolean,
): Promise<Answer | Refusal> {
  if (LONG.includes(calculator)) return apart([calculator, document, explain]);
  return calculate(calculator, document, { explain });
}
