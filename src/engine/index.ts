/**
 * `poolbook/engine`: every calculator of `poolbook calc` as a function, without a database, a network or a file, in
 * Node and in a browser alike. The same document gives the same answer everywhere, as it does on the command line.
 */
import { isRefusal, type Refusal, refusalMessage, refuse } from '../core/refusal.ts';
import { type Answer, schemasOf } from '../exchange/json/calculator.ts';
import type { JsonSchema } from '../exchange/json/shape.ts';
import { calculatorsByName } from './calculators.ts';

export { type Answer, isRefusal, type JsonSchema, type Refusal, refusalMessage };

/** How a document is to be answered. */
export interface CalculationOptions {
  /** Adds `explanation` to the answer: every step to it, with formula, result and source. */
  readonly explain?: boolean | undefined;
}

/** The JSON Schema (2020-12) of what a calculator reads and of what it answers. */
export interface CalculatorSchemas {
  readonly input: JsonSchema;
  readonly output: JsonSchema;
}

/** The names of all calculators. */
export const calculators: readonly string[] = Object.freeze([...calculatorsByName.keys()]);

/**
 * Answers a document with the calculator of that name. The document is a value as `JSON.parse` gives it, amounts as
 * decimal texts ("1250.00"), and is not changed; the answer can be written as JSON. What cannot be answered is a
 * refusal, told from an answer by `isRefusal`: `unknown_reference` for a calculator that there is not, else by the
 * calculator, with the path of what is wrong in the document. `refusalMessage` puts it into one sentence.
 */
export function calculate(
  name: string,
  document: unknown,
  { explain = false }: CalculationOptions = {},
): Answer | Refusal {
  return calculatorsByName.get(name)?.calculate(document, explain) ?? unknownCalculator(name);
}

/** The schemas of both sides of a calculator. Refused: `unknown_reference` for a calculator that there is not. */
export function schemas(name: string): CalculatorSchemas | Refusal {
  const calculator = calculatorsByName.get(name);
  return calculator === undefined ? unknownCalculator(name) : schemasOf(calculator);
}

function unknownCalculator(name: string): Refusal {
  return refuse('unknown_reference', 'calculator', `one of ${calculators.join(', ')}`, name);
}
