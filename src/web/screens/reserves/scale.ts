import { type AmountText, sumOf } from '../../parts/amounts.ts';

/** From which share of a month that is paid its cell has the next colour of the heat scale. */
export const HEAT_STEPS = [0, 0.5, 0.75, 0.88, 0.94, 0.985] as const;

/** Which of the six colours a share has. */
export function heatOf(share: number): number {
  return Math.max(
    0,
    HEAT_STEPS.findLastIndex((step) => share >= step),
  );
}

/** An amount with its point so many places further to the front: "3218574.56" by 6 is "3.21857456". */
export function shifted(amount: AmountText, places: number): string {
  const sign = amount.startsWith('-') ? '-' : '';
  const [whole, fraction = ''] = amount.slice(sign.length).split('.') as [string, string?];
  if (places === 0) return amount;
  const digits = whole.padStart(places + 1, '0');
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}${fraction}`;
}

/** By how many places figures are written so that the largest has at most three digits before its point. */
export function placesFor(largest: number): 0 | 3 | 6 {
  return largest >= 1e6 ? 6 : largest >= 1e4 ? 3 : 0;
}

/** Round figures from below the least to above the most, at most so many steps apart. */
export function ticksOf(least: number, most: number, steps = 4): number[] {
  const span = most > least ? most - least : Math.abs(most) || 1;
  const power = 10 ** Math.floor(Math.log10(span / steps));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => span / one <= steps)!;
  const first = Math.floor(least / step);
  const last = Math.max(Math.ceil(most / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

/** A decimal text to two places, rounded half up on its digits. */
export function rounded(text: string): string {
  const [whole, fraction = ''] = text.split('.') as [string, string?];
  if (fraction.length <= 2) return text;
  const cut = `${whole}.${fraction.slice(0, 2)}`;
  if (fraction[2]! < '5') return cut;
  return sumOf([cut, text.startsWith('-') ? '-0.01' : '0.01']);
}
