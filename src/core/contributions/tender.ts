import type { Month } from '../calendar/month.ts';
import type { Amount } from '../money/amount.ts';
import type { Ratio } from '../money/ratio.ts';
import type { VolumeBand } from './volume.ts';

/** An amount per employee and month for each coverage tier. */
export type ByTier = ReadonlyMap<string, Amount>;

/** The employer's part of a rate, as a share or as an amount a month; exactly one. The rest is the employee's. */
export interface ContributionRule {
  readonly employerShare?: Ratio | undefined;
  readonly employerAmountPerMonth?: Amount | undefined;
}

/** What the employer's broker is paid: a share (under 1) of the fixed cost it is part of, or an amount; exactly one. */
export interface Commission {
  readonly share?: Ratio | undefined;
  readonly perEmployeePerMonth?: Amount | undefined;
}

/** The group that asks for bids. Every map by tier has exactly the tiers of `enrolment`; somebody is enrolled. */
export interface Group {
  readonly planYearFrom: Month;
  readonly enrolment: ReadonlyMap<string, number>;
  readonly eligibleEmployees: number;
  /** Of those eligible, who is covered elsewhere: they do not count against participation. */
  readonly waivedWithOtherCoverage: number;
  readonly expectedClaims: ByTier;
  /** Claims of a good year, as a share of those expected, at most 1. */
  readonly goodYearClaimsShare: Ratio;
  readonly contributions: ReadonlyMap<string, ContributionRule>;
  /** To whom what is left of a fund goes: in proportion to what each paid in, or first to the employer. */
  readonly returnsTo: 'as-contributed' | 'employer';
  readonly commission?: Commission | undefined;
}

/** A discount on a bidder's premium or rates for groups of so many. */
export interface DiscountBand extends VolumeBand {
  readonly discount: Ratio;
}

/** A fee for administration for groups of so many. */
export interface FeeBand extends VolumeBand {
  readonly perEmployeePerMonth: Amount;
}

/** For how long a bid's fixed cost holds (12 months or more), and by how much at most it may rise then. */
export interface RateGuarantee {
  readonly months: number;
  readonly renewalCap?: Ratio | undefined;
}

/** How many of those eligible must take part, as a share, as a number, or both. */
export interface MinimumParticipation {
  readonly share?: Ratio | undefined;
  readonly employees?: number | undefined;
}

interface BidTerms {
  readonly name: string;
  readonly commissionIncluded: boolean;
  readonly volumeDiscounts: readonly DiscountBand[];
  readonly rateGuarantee?: RateGuarantee | undefined;
  readonly minimumParticipation?: MinimumParticipation | undefined;
}

/** A premium by tier; the insurer bears the claims. */
export interface FullyInsuredBid extends BidTerms {
  readonly form: 'fully-insured';
  readonly rates: ByTier;
}

interface StopLossTerms {
  readonly administration: readonly FeeBand[];
  readonly specificPremium: ByTier;
  readonly aggregatePremium: Amount;
  /** Attachment over expected claims, 1 or more. */
  readonly attachmentMultiplier: Ratio;
}

/** Fixed cost and a claims fund filled to the attachment, paid level by month; a share of what is left comes back. */
export interface LevelFundedBid extends BidTerms, StopLossTerms {
  readonly form: 'level-funded';
  readonly returnedShare: Ratio;
  /** Months after the year in which its claims are still paid from the fund. */
  readonly runOutMonths: number;
}

/** Fixed cost, and claims as they come, up to the attachment. */
export interface SelfFundedBid extends BidTerms, StopLossTerms {
  readonly form: 'self-funded';
  /** What all lasers together stand above the specific deductible: claims that no stop-loss takes. */
  readonly lasersAboveDeductible: Amount;
}

/** A pool's contributions by tier and its administration, at the volume of the pool with the group. */
export interface PoolBid extends BidTerms {
  readonly form: 'pool';
  readonly rates: ByTier;
  readonly administration: readonly FeeBand[];
  readonly employeesInPool: number;
  /** The most that the pool may assess on top, as a share of contributions. */
  readonly assessmentMostShare: Ratio;
}

export type Bid = FullyInsuredBid | LevelFundedBid | SelfFundedBid | PoolBid;

/** A rise in cost to be answered: that of one bid, against the rates of today. */
export interface CostRise {
  readonly bid: string;
  /** The bid of the pool that could be joined. */
  readonly pool?: string | undefined;
  readonly currentRates: ByTier;
  /** What a cut plan pays of what the plan pays as it is, at most 1. */
  readonly benefitFactor: Ratio;
}

/** The months of the year that is priced. */
export const MONTHS = 12n;

/** The employees enrolled in all tiers. */
export function enrolledIn({ enrolment }: Group): bigint {
  return [...enrolment.values()].reduce((sum, employees) => sum + BigInt(employees), 0n);
}
