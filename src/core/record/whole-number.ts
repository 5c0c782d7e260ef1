import { type Refusal, refuse } from '../refusal.ts';

/**
 * A size, an index or seconds as the formats write them: decimal digits, no sign, no leading zeros. The formats go to
 * 2^63 - 1; here it ends at 2^53 - 1, up to which numbers are exact, and which no log of ours will reach.
 */
export function readWholeNumber(text: string, path: string): number | Refusal {
  if (!/^[0-9]+$/.test(text)) return refuse('wrong_type', path, 'a whole number in digits', text);
  if (/^0./.test(text)) return refuse('not_canonical', path, 'a whole number without leading zeros', text);
  const number = Number(text);
  if (!Number.isSafeInteger(number)) return refuse('out_of_range', path, 'at most 2^53 - 1', text);
  return number;
}
