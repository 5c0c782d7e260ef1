import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import * as engine from '../engine/index.ts';
import type { Answer } from '../exchange/json/calculator.ts';

/** Answers a JSON text with a calculator. Refused: an unknown calculator, a text that is no JSON, and what the calculator refuses. */
export function calculate(name: string, text: string, explain: boolean): Answer | Refusal {
  // Which calculator it is stands first: of one that there is not, the text says nothing.
  const schemas = engine.schemas(name);
  if (isRefusal(schemas)) return schemas;
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return refuse('wrong_type', '', 'one JSON document on standard input', (error as Error).message);
  }
  return engine.calculate(name, document, { explain });
}
