import { type Ratio, ratioOf, subtractRatios } from '../money/ratio.ts';
import { productHalfUp, roundHalfUp } from '../money/rounding.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { type Bid, type Commission, enrolledIn, type Group } from './tender.ts';
import { bandFor } from './volume.ts';

/** What a bid costs per employee and month in one tier, in minor units. */
export interface TierPrice {
  readonly tier: string;
  readonly employees: bigint;
  /** The bidder's own fixed cost: premium, or fee and stop-loss premium, or a pool's contribution and fee. */
  readonly own: bigint;
  /** The commission that the bid leaves out. */
  readonly commission: bigint;
  /** own + commission. */
  readonly fixed: bigint;
  /** Claims expected that the employer's plan bears; 0 where an insurer or pool does. */
  readonly expectedClaims: bigint;
  /** What is collected for claims. */
  readonly fund: bigint;
  /** The most that comes on top of the fixed cost: claims up to the attachment, or a pool's assessment. */
  readonly most: bigint;
  /** What is collected: fixed + fund. */
  readonly rate: bigint;
}

/** A bid priced for a group: every tier, with the bands that its volume fell in. */
export interface BidPrice {
  readonly tiers: readonly TierPrice[];
  readonly employeesInVolume: bigint;
  readonly discount: Ratio;
  readonly administration?: bigint | undefined;
  /** Claims in the year above the attachment: lasers over the specific deductible. */
  readonly lasers: bigint;
  /** The share of what is left of the fund that comes back. */
  readonly returnedShare: Ratio;
}

export const NOTHING = ratioOf(0);
export const WHOLE = ratioOf(1);

/**
 * Prices a bid for a group, tier by tier: each premium less the volume discount, rounded half up; the fee of the band;
 * the commission where the bid leaves it out. `benefitFactor` prices a cut plan: it takes rates and claims down, never
 * fees and stop-loss premium. Refused: `undefined_result` where no band holds the group.
 */
export function priceBid(group: Group, bid: Bid, benefitFactor: Ratio = WHOLE): BidPrice | Refusal {
  const employeesInVolume = enrolledIn(group) + BigInt(bid.form === 'pool' ? bid.employeesInPool : 0);
  const band =
    bid.volumeDiscounts.length === 0
      ? { discount: NOTHING }
      : bandFor(bid.volumeDiscounts, employeesInVolume, 'volumeDiscounts');
  if (isRefusal(band)) return band;
  const feeBand =
    bid.form === 'fully-insured'
      ? undefined
      : bandFor(bid.administration, employeesInVolume, 'administration');
  if (isRefusal(feeBand)) return feeBand;
  const fee = BigInt(feeBand?.perEmployeePerMonth ?? 0);
  const kept = subtractRatios(WHOLE, band.discount);
  const tiers = [...group.enrolment].map(([tier, employees]): TierPrice => {
    const { own, expectedClaims, fund, most } = ownPrice(group, bid, tier, kept, fee, benefitFactor);
    const fixed = withCommission(own, bid.commissionIncluded ? undefined : group.commission);
    return {
      tier,
      employees: BigInt(employees),
      own,
      commission: fixed - own,
      fixed,
      expectedClaims,
      fund,
      most,
      rate: fixed + fund,
    };
  });
  return {
    tiers,
    employeesInVolume,
    discount: band.discount,
    administration: feeBand && fee,
    lasers: BigInt(bid.form === 'self-funded' ? bid.lasersAboveDeductible : 0),
    returnedShare: bid.form === 'level-funded' ? bid.returnedShare : WHOLE,
  };
}

type OwnPrice = Pick<TierPrice, 'own' | 'expectedClaims' | 'fund' | 'most'>;

function ownPrice(
  { expectedClaims }: Group,
  bid: Bid,
  tier: string,
  kept: Ratio,
  fee: bigint,
  benefitFactor: Ratio,
): OwnPrice {
  if (bid.form === 'fully-insured' || bid.form === 'pool') {
    const factor = ratioOf(
      kept.numerator * benefitFactor.numerator,
      kept.denominator * benefitFactor.denominator,
    );
    const rate = productHalfUp(bid.rates.get(tier)!, factor);
    const most = bid.form === 'pool' ? productHalfUp(rate, bid.assessmentMostShare) : 0n;
    return { own: rate + fee, expectedClaims: 0n, fund: 0n, most };
  }
  const specific = productHalfUp(bid.specificPremium.get(tier)!, kept);
  const aggregate = productHalfUp(bid.aggregatePremium, kept);
  const claims = productHalfUp(expectedClaims.get(tier)!, benefitFactor);
  const attachment = productHalfUp(claims, bid.attachmentMultiplier);
  return {
    own: fee + specific + aggregate,
    expectedClaims: claims,
    fund: bid.form === 'level-funded' ? attachment : claims,
    most: attachment,
  };
}

/** A fixed cost with the commission that it leaves out: as an amount on top, or as a share of the whole it then is. */
export function withCommission(own: bigint, commission: Commission | undefined): bigint {
  if (commission === undefined) return own;
  const { share, perEmployeePerMonth } = commission;
  if (share === undefined) return own + BigInt(perEmployeePerMonth ?? 0);
  return roundHalfUp(own * share.denominator, share.denominator - share.numerator);
}
