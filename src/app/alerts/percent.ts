import { multiplyRatios, type Ratio, ratioOf } from '../../core/money/ratio.ts';

/** A ratio as a percentage with one decimal, half up: "73.4 %". */
export function percentOf(ratio: Ratio): string {
  const { numerator, denominator } = multiplyRatios(ratio, ratioOf(1000));
  const isNegative = numerator < 0n;
  const size = isNegative ? -numerator : numerator;
  const tenths = (size * 2n + denominator) / (denominator * 2n);
  return `${isNegative && tenths > 0n ? '-' : ''}${tenths / 10n}.${tenths % 10n} %`;
}
