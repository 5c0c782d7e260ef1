import { productHalfUp } from '../money/rounding.ts';
import type { BidPrice, TierPrice } from './bid-price.ts';
import { type Borne, type EmployerPart, shareReturn } from './contribution-split.ts';
import { type Group, MONTHS } from './tender.ts';

/** A tier's rate a month and who pays it. */
export interface TierContribution extends Borne {
  readonly tier: string;
}

/** What a year comes to, with what came back of the fund already taken off. */
export interface YearOutcome extends Borne {
  readonly claims: bigint;
  readonly returned: bigint;
}

/** A bid's year for a group, in minor units: what is fixed, what is collected, and what good and bad years come to. */
export interface YearCost {
  readonly tiers: readonly TierContribution[];
  readonly fixedCost: bigint;
  readonly expectedClaims: bigint;
  readonly fund: bigint;
  /** The most that comes on top of the fixed cost: attachment and lasers, or the largest assessment. */
  readonly most: bigint;
  readonly paidIn: Borne;
  readonly monthlyPayment: bigint;
  readonly good: YearOutcome;
  readonly expected: YearOutcome;
  readonly worst: YearOutcome;
}

/**
 * The year under a priced bid. Employer and employees pay their parts of the rates every month. Of a fund that claims
 * leave over, the bid's share comes back; claims above the fund, up to the most, fall to the employer alone, since the
 * employees' contributions are set for the year. So employer + employee = total, and worst >= expected >= fixed cost.
 */
export function yearCost(
  group: Group,
  { tiers, lasers, returnedShare }: BidPrice,
  part: EmployerPart,
): YearCost {
  const year = (of: (tier: TierPrice) => bigint) =>
    MONTHS * tiers.reduce((sum, tier) => sum + tier.employees * of(tier), 0n);
  const fixedCost = year(({ fixed }) => fixed);
  const expectedClaims = year(({ expectedClaims: claims }) => claims);
  const fund = year((tier) => tier.fund);
  const most = year((tier) => tier.most) + lasers;
  const contributions = tiers.map(({ tier, rate }): TierContribution => {
    const employer = part(tier, rate);
    return { tier, total: rate, employer, employee: rate - employer };
  });
  const employer =
    MONTHS * contributions.reduce((sum, each, at) => sum + tiers[at]!.employees * each.employer, 0n);
  const paidIn = { total: fixedCost + fund, employer, employee: fixedCost + fund - employer };
  const outcome = (claims: bigint): YearOutcome => {
    const left = claims < fund ? fund - claims : 0n;
    const over = claims > fund ? claims - fund : 0n;
    const back = shareReturn(productHalfUp(left, returnedShare), paidIn, group.returnsTo);
    return {
      claims,
      returned: back.total,
      total: paidIn.total + over - back.total,
      employer: paidIn.employer + over - back.employer,
      employee: paidIn.employee - back.employee,
    };
  };
  return {
    tiers: contributions,
    fixedCost,
    expectedClaims,
    fund,
    most,
    paidIn,
    monthlyPayment: paidIn.total / MONTHS,
    good: outcome(productHalfUp(expectedClaims, group.goodYearClaimsShare)),
    expected: outcome(expectedClaims),
    worst: outcome(most),
  };
}
