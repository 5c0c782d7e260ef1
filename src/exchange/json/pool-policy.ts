import * as shape from './shape.ts';

const { amount, code, day, defaulting, list, object, optional, ratio, text } = shape;

/**
 * What the board lays down for reserves: by how much a close posts more than the best estimate, against estimates that
 * prove too low, and above what amount of a person's year claims are apart (default: the least specific deductible).
 */
export const reservePolicyShape = defaulting(
  object({ margin: defaulting(ratio(1), '0'), largeClaimsAbove: optional(amount('positive')) }),
  {},
);

/** Which bid of a tender was chosen, from which day on; the hash says of which text of the tender. */
export const awardsShape = defaulting(
  list(object({ tender: code, bid: text, from: day, tenderSha256: optional(text) })),
  [],
);
