/**
 * Naive twin of the calculator `renewal`, written straight from the section "renewal" of the calculators' rules. The
 * trended figure is found by halving: the largest half unit that is not above the exact one. It checks nothing.
 */
import {
  formatAmount,
  formatRatio,
  parseAmount,
  parseRatio,
  type RatioInput,
  roundHalfUp,
} from './decimal.ts';

export interface RenewalInput {
  currency: string;
  experience: {
    memberMonths: number;
    paidClaims: string;
    claimsOverPooling?: string;
    completion: RatioInput;
  };
  trend: { annual: RatioInput; months: number };
  poolingCharge?: string;
  manual: { perMemberPerMonth: string };
  credibility?: RatioInput;
  loads?: { administration?: string; stopLoss?: string; margin?: string; reserve?: string };
  current: { perMemberPerMonth: string };
}

/** floor(experience x growth ^ (months / 12) + 1/2): the largest r with 2r - 1 not above twice the exact figure. */
function trendedOf(experience: bigint, annual: RatioInput, months: number): bigint {
  const [numerator, denominator] = parseRatio(annual);
  const halfMonths = BigInt(months * 2);
  const top = (2n * experience) ** 24n * (numerator + denominator) ** halfMonths;
  const bottom = denominator ** halfMonths;
  const isNotAbove = (r: bigint): boolean => r === 0n || (2n * r - 1n) ** 24n * bottom <= top;
  let above = 1n;
  while (isNotAbove(above)) above *= 2n;
  let below = 0n;
  while (above - below > 1n) {
    const middle = (above + below) / 2n;
    if (isNotAbove(middle)) below = middle;
    else above = middle;
  }
  return below;
}

export function naiveRenewal(input: RenewalInput) {
  const parse = (text: string | undefined): bigint => parseAmount(text ?? '0', input.currency);
  const write = (units: bigint): string => formatAmount(units, input.currency);
  const { experience, trend, loads = {} } = input;

  const pooled = parse(experience.paidClaims) - parse(experience.claimsOverPooling);
  const [seen, all] = parseRatio(experience.completion);
  const incurred = roundHalfUp(pooled * all, seen);
  const perMember = roundHalfUp(incurred, BigInt(experience.memberMonths));
  const trended = trendedOf(perMember, trend.annual, trend.months);
  const [share, whole] = parseRatio(input.credibility ?? '1');
  const blended = roundHalfUp(
    share * (trended + parse(input.poolingCharge)) + (whole - share) * parse(input.manual.perMemberPerMonth),
    whole,
  );
  const required =
    blended +
    parse(loads.administration) +
    parse(loads.stopLoss) +
    parse(loads.margin) +
    parse(loads.reserve);
  const current = parse(input.current.perMemberPerMonth);
  return {
    pooled: write(pooled),
    incurred: write(incurred),
    experiencePerMemberPerMonth: write(perMember),
    trended: write(trended),
    blended: write(blended),
    required: write(required),
    change: formatRatio([required - current, current]),
  };
}
