import { isRefusal, type Refusal } from '../core/refusal.ts';
import { schemasOf } from '../exchange/json/calculator.ts';
import {
  type ComparisonDocument,
  compareDocument,
  comparisonCalculator,
} from '../exchange/json/comparison.ts';
import type { JsonSchema } from '../exchange/json/shape.ts';
import { readJsonText } from './json-text.ts';

export { type ComparisonDocument, compareDocument } from '../exchange/json/comparison.ts';

/**
 * Compares the bids of a tender, given as the text of its document; with `explain` the answer has every step.
 * Refused: a text that is no JSON, and what the comparison refuses.
 */
export function compareTender(text: string, explain: boolean): ComparisonDocument | Refusal {
  const read = readJsonText(text);
  return isRefusal(read) ? read : compareDocument(read.document, explain);
}

/** The JSON Schema of a tender and of its comparison. */
export function comparisonSchemas(): { input: JsonSchema; output: JsonSchema } {
  return schemasOf(comparisonCalculator);
}
