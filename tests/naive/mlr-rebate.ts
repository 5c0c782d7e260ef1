/**
 * Naive twin of the calculator `mlr-rebate`, written straight from the section "mlr-rebate" of the calculators'
 * rules. It checks nothing; the federal standards and tables are written out here once more.
 */
import {
  formatAmount,
  formatRatio,
  parseAmount,
  parseRatio,
  type Ratio,
  type RatioInput,
  roundHalfUp,
} from './decimal.ts';

export interface MlrYear {
  year: number;
  claims: string;
  qualityImprovement?: string;
  premium: string;
  taxesAndFees?: string;
  lifeYears: number;
}

export interface MlrRebateInput {
  currency: string;
  market: 'individual' | 'small-group' | 'large-group';
  standard?: RatioInput;
  years: MlrYear[];
  averageDeductible?: string;
  selfFunded?: boolean;
}

const baseFactors: [number, string][] = [
  [1_000, '0.083'],
  [2_500, '0.052'],
  [5_000, '0.037'],
  [10_000, '0.026'],
  [25_000, '0.016'],
  [50_000, '0.012'],
  [75_000, '0'],
];

const deductibleFactors: [number, string][] = [
  [2_500, '1.164'],
  [5_000, '1.402'],
  [10_000, '1.736'],
];

const add = ([a, b]: Ratio, [c, d]: Ratio): Ratio => [a * d + c * b, b * d];
const times = ([a, b]: Ratio, [c, d]: Ratio): Ratio => [a * c, b * d];
const isUnder = ([a, b]: Ratio, [c, d]: Ratio): boolean => a * d < c * b;
const number = (value: number): Ratio => parseRatio(value);

/** Between two points: the value of each, weighed by the distance to the other. */
function between(table: [number, string][], at: Ratio): Ratio {
  for (let index = 0; index + 1 < table.length; index += 1) {
    const [from, fromValue] = table[index];
    const [to, toValue] = table[index + 1];
    if (isUnder(at, number(from)) || !isUnder(at, number(to))) continue;
    const width = BigInt(to - from);
    const [n, d] = at;
    const fromWeight: Ratio = [BigInt(to) * d - n, d * width];
    const toWeight: Ratio = [n - BigInt(from) * d, d * width];
    return add(times(parseRatio(fromValue), fromWeight), times(parseRatio(toValue), toWeight));
  }
  return parseRatio(table[table.length - 1][1]);
}

export function naiveMlrRebate(input: MlrRebateInput) {
  const parse = (text: string | undefined): bigint => parseAmount(text ?? '0', input.currency);
  const write = (units: bigint): string => formatAmount(units, input.currency);
  const spent = (year: MlrYear): bigint => parse(year.claims) + parse(year.qualityImprovement);
  const base = (year: MlrYear): bigint => parse(year.premium) - parse(year.taxesAndFees);

  let numerator = 0n;
  let denominator = 0n;
  let lifeYears: Ratio = [0n, 1n];
  for (const year of input.years) {
    numerator += spent(year);
    denominator += base(year);
    lifeYears = add(lifeYears, number(year.lifeYears));
  }

  const federal = parseRatio(input.market === 'large-group' ? '0.85' : '0.80');
  const own = parseRatio(input.standard ?? '0');
  const standard = isUnder(federal, own) ? own : federal;

  let credibility: 'none' | 'partial' | 'full' = 'partial';
  if (isUnder(lifeYears, number(1_000))) credibility = 'none';
  if (!isUnder(lifeYears, number(75_000))) credibility = 'full';

  const baseFactor: Ratio = credibility === 'partial' ? between(baseFactors, lifeYears) : [0n, 1n];
  // The average deductible in whole units of the currency: minor units over those of one.
  const deductible: Ratio = [parse(input.averageDeductible), parse('1')];
  const deductibleFactor: Ratio = isUnder(deductible, number(2_500))
    ? [1n, 1n]
    : between(deductibleFactors, deductible);

  let lowYears = 0;
  for (const year of input.years) {
    const isLarge = !isUnder(number(year.lifeYears), number(1_000));
    if (isLarge && base(year) > 0n && isUnder([spent(year), base(year)], standard)) lowYears += 1;
  }
  const adjustment: Ratio = lowYears === 3 ? [0n, 1n] : times(baseFactor, deductibleFactor);

  const [top, bottom] = add([numerator, denominator], adjustment);
  const mlr: Ratio = [roundHalfUp(top * 1000n, bottom), 1000n];
  const latest = base(input.years[input.years.length - 1]);
  const rebateBase = latest > 0n ? latest : 0n;
  let rebate = 0n;
  if (!input.selfFunded && credibility !== 'none' && isUnder(mlr, standard)) {
    const [missing, over] = add(standard, [-mlr[0], mlr[1]]);
    rebate = roundHalfUp(missing * rebateBase, over);
  }
  return {
    applies: input.selfFunded !== true,
    denominator: write(denominator),
    preliminaryMlr: formatRatio([numerator, denominator]),
    credibility: {
      class: credibility,
      lifeYears: Number(formatRatio(lifeYears)),
      baseFactor: formatRatio(baseFactor),
      deductibleFactor: formatRatio(deductibleFactor),
      adjustment: formatRatio(adjustment),
    },
    mlr: formatRatio(mlr),
    standard: formatRatio(standard),
    rebateBase: write(rebateBase),
    rebate: write(rebate),
  };
}
