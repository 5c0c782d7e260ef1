import { amountOfBigInt } from '../money/amount.ts';
import type { Ratio } from '../money/ratio.ts';
import { roundHalfUp } from '../money/rounding.ts';
import { isRefusal, type Refusal, refuse, within } from '../refusal.ts';
import { type BidPrice, priceBid } from './bid-price.ts';
import { employerPartBy } from './contribution-split.ts';
import { answerRise, type RiseAnswers } from './cost-rise.ts';
import { type Disqualification, disqualifications, participation } from './qualification.ts';
import { secondYearMost } from './second-year.ts';
import { type Bid, type CostRise, enrolledIn, type Group, MONTHS } from './tender.ts';
import { type YearCost, yearCost } from './year-cost.ts';

/** A bid on equal terms with the others: priced for the group, its year, and whether it holds. */
export interface ComparedBid {
  readonly bid: string;
  readonly form: Bid['form'];
  readonly disqualifications: readonly Disqualification[];
  readonly price: BidPrice;
  readonly cost: YearCost;
  readonly secondYearMost?: bigint | undefined;
  /** The month from which what is left of the fund can come back, after the run-out. */
  readonly returnedFrom?: number | undefined;
}

/** All bids side by side: those that hold first, by the expected year, then the worst, then the name. */
export interface Comparison {
  readonly employees: bigint;
  readonly participation: Ratio;
  readonly bids: readonly ComparedBid[];
  readonly rise?: RiseAnswers | undefined;
}

/**
 * Compares bids for a group, and answers a rise where one is given. The order of the bids changes nothing.
 * Refused: `inconsistent` where two bids have one name; `undefined_result` where no band of a bid holds the group;
 * `too_large` where a figure leaves 2^53 - 1 minor units.
 */
export function compareBids(group: Group, bids: readonly Bid[], rise?: CostRise): Comparison | Refusal {
  const compared: ComparedBid[] = [];
  const tooMany = claimsTooLarge(group);
  if (tooMany !== undefined) return tooMany;
  for (const [place, bid] of bids.entries()) {
    if (compared.some((before) => before.bid === bid.name))
      return refuse('inconsistent', `bids[${place}].name`, 'a name of its own for each bid', bid.name);
    const found = compareBid(group, bid);
    if (isRefusal(found)) return within(`bids[${place}]`, found);
    compared.push(found);
  }
  const answered = rise && answerRise(group, bids, compared, rise);
  if (isRefusal(answered)) return within('rise', answered);
  if (answered !== undefined && !fits(answered.current.total))
    return refuse(
      'too_large',
      'rise.currentRatesPerMonth',
      'a year up to 2^53 - 1 minor units',
      answered.current.total,
    );
  return {
    employees: enrolledIn(group),
    participation: participation(group),
    bids: compared.sort(inOrder),
    rise: answered,
  };
}

function compareBid(group: Group, bid: Bid): ComparedBid | Refusal {
  const price = priceBid(group, bid);
  if (isRefusal(price)) return price;
  const cost = yearCost(group, price, employerPartBy(group.contributions));
  const second = secondYearMost(group, bid, price);
  const figures = [cost.worst.total, second ?? 0n, ...price.tiers.map(({ fixed, most }) => fixed + most)];
  const large = figures.find((figure) => !fits(figure));
  if (large !== undefined) return refuse('too_large', '', 'figures up to 2^53 - 1 minor units', large);
  return {
    bid: bid.name,
    form: bid.form,
    disqualifications: disqualifications(group, bid),
    price,
    cost,
    secondYearMost: second,
    returnedFrom:
      bid.form === 'level-funded' ? group.planYearFrom + Number(MONTHS) + bid.runOutMonths : undefined,
  };
}

/** An amount of the year per employee and month, rounded half up. */
export function perEmployeePerMonth(amount: bigint, employees: bigint): bigint {
  return roundHalfUp(amount, employees * MONTHS);
}

/** True for a bid that holds for the group. */
export function holds({ disqualifications: reasons }: ComparedBid): boolean {
  return reasons.length === 0;
}

function claimsTooLarge({ enrolment, expectedClaims }: Group): Refusal | undefined {
  let sum = 0n;
  for (const [tier, employees] of enrolment) sum += BigInt(employees) * BigInt(expectedClaims.get(tier)!);
  if (fits(MONTHS * sum)) return undefined;
  return refuse(
    'too_large',
    'expectedClaimsPerEmployeePerMonth',
    'a year up to 2^53 - 1 minor units',
    MONTHS * sum,
  );
}

function fits(amount: bigint): boolean {
  return amountOfBigInt(amount) !== undefined;
}

function inOrder(a: ComparedBid, b: ComparedBid): number {
  if (holds(a) !== holds(b)) return holds(a) ? -1 : 1;
  const difference = a.cost.expected.total - b.cost.expected.total || a.cost.worst.total - b.cost.worst.total;
  if (difference !== 0n) return difference < 0n ? -1 : 1;
  return a.bid < b.bid ? -1 : 1;
}
