import type { Step } from '../../core/claims/explain.ts';
import { formatAmount } from '../../core/money/amount.ts';
import type { Currency } from '../../core/money/currency.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { JsonSchema } from './shape.ts';

/** A calculator over JSON documents: CALCULATORS.md fixes the fields of both sides. */
export interface Calculator {
  readonly name: string;
  readonly input: JsonSchema;
  readonly output: JsonSchema;
  /** Answers a document, or refuses it; with `explain` the answer carries `explanation`, the steps to it. */
  calculate(document: unknown, explain: boolean): Answer | Refusal;
}

/** A calculator's answer, ready to be written as JSON. */
export type Answer = { readonly [field: string]: unknown };

/** A step of an explanation with what it is about (a line, a person, a month). */
export interface ExplanationStep extends Step {
  readonly about?: string;
}

/** Writes amounts in one currency. */
export function amountWriter(currency: Currency): (minor: number) => string {
  return (minor) => formatAmount(minor, currency);
}

/** Writes every field of an object of amounts, in its order. */
export function writeAmounts<T extends { readonly [name: string]: number }>(
  amounts: T,
  write: (minor: number) => string,
): { [name in keyof T]: string } {
  const written = Object.entries(amounts).map(([name, minor]) => [name, write(minor)]);
  return Object.fromEntries(written) as { [name in keyof T]: string };
}

/** The schema of an object with all of these fields, for the output side. */
export function outputObject(
  fields: { readonly [name: string]: JsonSchema },
  ...absent: string[]
): JsonSchema {
  const required = Object.keys(fields).filter((name) => !absent.includes(name));
  return { type: 'object', properties: fields, required };
}

/** The schema of a list, for the output side. */
export function outputList(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

/** The schema of an amount with exactly the currency's decimals. */
export const outputAmount: JsonSchema = { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' };

/** The schema of a ratio as a decimal text, to 10 decimals half even. */
export const outputRatio: JsonSchema = { type: 'string', pattern: '^-?\\d+(\\.\\d{1,10})?$' };

/** The schema of a text. */
export const outputText: JsonSchema = { type: 'string' };

/** The schema of the steps that `--explain` adds. */
export const outputExplanation: JsonSchema = outputList(
  outputObject(
    { about: outputText, term: outputText, formula: outputText, result: outputText, source: outputText },
    'about',
  ),
);

/** The JSON Schema of both sides of a calculator, each with its dialect and title. */
export function schemasOf({ name, input, output }: Omit<Calculator, 'calculate'>): {
  input: JsonSchema;
  output: JsonSchema;
} {
  const dialect = 'https://json-schema.org/draft/2020-12/schema';
  const title = (side: string) => ({ $schema: dialect, title: `${name} ${side}` });
  return { input: { ...title('input'), ...input }, output: { ...title('output'), ...output } };
}
