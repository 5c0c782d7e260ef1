import { addRatios } from '../money/ratio.ts';
import { productHalfUp } from '../money/rounding.ts';
import { type BidPrice, WHOLE, withCommission } from './bid-price.ts';
import { type Bid, type Group, MONTHS } from './tender.ts';

/**
 * The most that the fixed cost of the second year can be under a bid's guarantee: the guaranteed months as they are,
 * the others with the bidder's own part raised by the cap and the commission on it anew. Undefined where months of the
 * second year are neither guaranteed nor capped. Claims, and with them the attachment, are guaranteed by nobody.
 */
export function secondYearMost(group: Group, bid: Bid, { tiers }: BidPrice): bigint | undefined {
  if (bid.rateGuarantee === undefined) return undefined;
  const { months, renewalCap } = bid.rateGuarantee;
  const held = BigInt(Math.min(months - Number(MONTHS), Number(MONTHS)));
  if (held === MONTHS) return MONTHS * sumOf(tiers.map(({ employees, fixed }) => employees * fixed));
  if (renewalCap === undefined) return undefined;
  const raise = addRatios(WHOLE, renewalCap);
  const commission = bid.commissionIncluded ? undefined : group.commission;
  return sumOf(
    tiers.map(({ employees, own, fixed }) => {
      const raised = withCommission(productHalfUp(own, raise), commission);
      return employees * (held * fixed + (MONTHS - held) * raised);
    }),
  );
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}
