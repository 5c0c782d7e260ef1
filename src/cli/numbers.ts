import { type Refusal, refuse } from '../core/refusal.ts';

/** A number that stands for something on record: 0, 1, 2, ... Refused: `wrong_type`. */
export function wholeNumber(text: string, path: string): number | Refusal {
  return /^\d{1,15}$/.test(text) ? Number(text) : refuse('wrong_type', path, 'a number such as 3', text);
}

/** Several of them. */
export function wholeNumbers(texts: readonly string[], path: string): number[] | Refusal {
  const numbers: number[] = [];
  for (const text of texts) {
    const number = wholeNumber(text, path);
    if (typeof number !== 'number') return number;
    numbers.push(number);
  }
  return numbers;
}
