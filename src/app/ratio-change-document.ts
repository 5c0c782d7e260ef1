import { formatAmount } from '../core/money/amount.ts';
import type { Currency } from '../core/money/currency.ts';
import { formatRatio } from '../core/money/ratio.ts';
import { writeAmounts } from '../exchange/json/calculator.ts';
import type { RatioChange } from './ratio-change.ts';

/** What moved the loss ratio as one document: ratios before and after, the part of each mover, and the two years. */
export function ratioChangeDocument(
  { before, after, change, parts, periods, largeAbove }: RatioChange,
  currency: Currency,
) {
  const write = (minor: number) => formatAmount(minor, currency);
  return {
    ...{ before: formatRatio(before), after: formatRatio(after), change: formatRatio(change) },
    parts: Object.fromEntries([...parts].map(([mover, part]) => [mover, formatRatio(part)])),
    ...(largeAbove === undefined ? {} : { largeAbove: write(largeAbove) }),
    periods: periods.map(({ exposure, claims, ...amounts }) => ({
      ...{ exposure, claims },
      ...writeAmounts(amounts, write),
    })),
  };
}

export type RatioChangeDocument = ReturnType<typeof ratioChangeDocument>;
