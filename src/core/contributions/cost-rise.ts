import { productHalfUp } from '../money/rounding.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { priceBid, WHOLE } from './bid-price.ts';
import type { ComparedBid } from './comparison.ts';
import {
  type Borne,
  type EmployerPart,
  employeesPayStill,
  employerPartBy,
  employerPaysStill,
} from './contribution-split.ts';
import { type Bid, type CostRise, type Group, MONTHS } from './tender.ts';
import { type YearCost, yearCost } from './year-cost.ts';

/** One way to answer a rise in cost: the year under it, and what it changes against today in an expected year. */
export interface RiseAnswer {
  readonly answer: 'employer-pays-more' | 'plan-is-cut' | 'employees-pay-more' | 'pool-is-joined';
  readonly bid: string;
  readonly cost: YearCost;
  readonly change: Borne;
  /** Expected claims that a cut plan no longer pays: the persons who are ill then pay them. */
  readonly outOfPocketIncrease: bigint;
}

/** Today's year, and the answers to its rise. */
export interface RiseAnswers {
  readonly bid: string;
  readonly current: Borne;
  readonly answers: readonly RiseAnswer[];
}

/**
 * Answers a rise: the employer bears it (employees pay by tier what they pay today), the plan is cut (both pay by the
 * rules), it is passed on (the employer pays by tier what it pays today), or the pool is joined (by the rules).
 * Refused: `unknown_reference` for a bid that is none, `inconsistent` for one that does not hold for the group or is
 * not of the form it stands for.
 */
export function answerRise(
  group: Group,
  bids: readonly Bid[],
  compared: readonly ComparedBid[],
  rise: CostRise,
): RiseAnswers | Refusal {
  const named = (name: string, isPool: boolean) => riseBid(bids, compared, name, isPool);
  const risen = named(rise.bid, false);
  if (isRefusal(risen)) return risen;
  const pool = rise.pool === undefined ? undefined : named(rise.pool, true);
  if (isRefusal(pool)) return pool;
  const cut = priceBid(group, risen.bid, rise.benefitFactor);
  if (isRefusal(cut)) return cut;

  const byRules = employerPartBy(group.contributions);
  const [employers, employees] = [new Map<string, bigint>(), new Map<string, bigint>()];
  for (const [tier, rate] of rise.currentRates) {
    const employer = byRules(tier, BigInt(rate));
    employers.set(tier, employer);
    employees.set(tier, BigInt(rate) - employer);
  }
  const yearOf = (parts: ReadonlyMap<string, bigint>) =>
    MONTHS * [...group.enrolment].reduce((sum, [tier, count]) => sum + BigInt(count) * parts.get(tier)!, 0n);
  const [employer, employee] = [yearOf(employers), yearOf(employees)];
  const current = { total: employer + employee, employer, employee };

  const answer = (
    name: RiseAnswer['answer'],
    { bid, price }: ComparedBid,
    part: EmployerPart,
    factor = WHOLE,
  ): RiseAnswer => {
    const cost = yearCost(group, price, part);
    return {
      answer: name,
      bid,
      cost,
      change: changeOf(cost.expected, current),
      outOfPocketIncrease: cutAway(group, factor),
    };
  };
  return {
    bid: rise.bid,
    current,
    answers: [
      answer('employer-pays-more', risen.compared, employeesPayStill(employees)),
      answer('plan-is-cut', { ...risen.compared, price: cut }, byRules, rise.benefitFactor),
      answer('employees-pay-more', risen.compared, employerPaysStill(employers)),
      ...(pool === undefined ? [] : [answer('pool-is-joined', pool.compared, byRules)]),
    ],
  };
}

function riseBid(
  bids: readonly Bid[],
  compared: readonly ComparedBid[],
  name: string,
  isPool: boolean,
): { bid: Bid; compared: ComparedBid } | Refusal {
  const path = isPool ? 'pool' : 'bid';
  const bid = bids.find((each) => each.name === name);
  const found = compared.find((each) => each.bid === name);
  if (bid === undefined || found === undefined)
    return refuse(
      'unknown_reference',
      path,
      `one of the bids ${bids.map((each) => each.name).join(', ')}`,
      name,
    );
  if (found.disqualifications.length > 0)
    return refuse('inconsistent', path, 'a bid whose minimum participation the group meets', name);
  if ((bid.form === 'pool') !== isPool)
    return refuse('inconsistent', path, `a bid ${isPool ? '' : 'not '}of the form pool`, bid.form);
  return { bid, compared: found };
}

function changeOf(after: Borne, before: Borne): Borne {
  return {
    total: after.total - before.total,
    employer: after.employer - before.employer,
    employee: after.employee - before.employee,
  };
}

/** The year's expected claims that a benefit factor takes away. */
function cutAway({ enrolment, expectedClaims }: Group, factor: CostRise['benefitFactor']): bigint {
  let sum = 0n;
  for (const [tier, employees] of enrolment) {
    const claims = expectedClaims.get(tier)!;
    sum += BigInt(employees) * (BigInt(claims) - productHalfUp(claims, factor));
  }
  return MONTHS * sum;
}
