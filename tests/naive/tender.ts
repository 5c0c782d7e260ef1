/**
 * Naive twin of the comparison of bids, written straight from docs/compare.md. It checks nothing: documents are valid.
 */
import {
  formatAmount,
  formatRatio,
  larger,
  parseAmount,
  parseRatio,
  type Ratio,
  type RatioInput,
  roundHalfUp,
  smaller,
  times,
} from './decimal.ts';

export interface Band {
  upTo?: number;
}

export interface BidInput {
  name: string;
  form: 'fully-insured' | 'level-funded' | 'self-funded' | 'pool';
  commissionIncluded: boolean;
  volumeDiscounts?: (Band & { discount: RatioInput })[];
  rateGuarantee?: { months: number; renewalCap?: RatioInput };
  minimumParticipation?: { share?: RatioInput; employees?: number };
  ratesPerMonth?: Record<string, string>;
  administration?: (Band & { perEmployeePerMonth: string })[];
  stopLossPremiumPerEmployeePerMonth?: { specific: Record<string, string>; aggregate: string };
  attachmentMultiplier?: RatioInput;
  returnedShare?: RatioInput;
  runOutMonths?: number;
  lasersAboveDeductible?: string;
  employeesInPool?: number;
  assessmentMostShare?: RatioInput;
}

export interface TenderInput {
  currency: string;
  planYearFrom: string;
  group: {
    enrolment: Record<string, number>;
    eligibleEmployees: number;
    waivedWithOtherCoverage?: number;
  };
  expectedClaimsPerEmployeePerMonth: Record<string, string>;
  goodYearClaimsShare?: RatioInput;
  contributions: Record<string, { employerShare?: RatioInput; employerAmountPerMonth?: string }>;
  returnsTo?: 'as-contributed' | 'employer';
  commission?: { share?: RatioInput; perEmployeePerMonth?: string };
  bids: BidInput[];
  rise?: {
    bid: string;
    pool?: string;
    currentRatesPerMonth: Record<string, string>;
    benefitFactor: RatioInput;
  };
}

/** A year in minor units. */
interface Year {
  total: bigint;
  employer: bigint;
  employee: bigint;
  returned: bigint;
}

/** What one employee of a tier costs in one month. */
interface TierCost {
  tier: string;
  count: bigint;
  own: bigint;
  fixed: bigint;
  claims: bigint;
  fund: bigint;
  most: bigint;
  employer: bigint;
}

function bandOf<B extends Band>(bands: B[], employees: number): B {
  for (const band of bands) if (band.upTo === undefined || employees <= band.upTo) return band;
  throw new Error('no band');
}

function monthsAfter(month: string, count: number): string {
  let year = Number(month.slice(0, 4));
  let number = Number(month.slice(5));
  for (let step = 0; step < count; step += 1) {
    number += 1;
    if (number === 13) {
      number = 1;
      year += 1;
    }
  }
  return `${String(year).padStart(4, '0')}-${String(number).padStart(2, '0')}`;
}

/** Of two parts of a whole: what the first gets, by largest remainder, ties to it. */
function firstPart(whole: bigint, first: bigint, second: bigint): bigint {
  if (whole === 0n) return 0n;
  const floor = (whole * first) / (first + second);
  const other = (whole * second) / (first + second);
  if (floor + other === whole) return floor;
  const rest = (whole * first) % (first + second);
  const otherRest = (whole * second) % (first + second);
  return rest >= otherRest ? floor + 1n : floor;
}

export function naiveComparison(input: TenderInput): unknown {
  const parse = (text: string): bigint => parseAmount(text, input.currency);
  const format = (units: bigint): string => formatAmount(units, input.currency);
  const tiers = Object.keys(input.group.enrolment);
  let enrolled = 0;
  for (const tier of tiers) enrolled += input.group.enrolment[tier];
  const waived = input.group.waivedWithOtherCoverage ?? 0;
  const participation: Ratio = [BigInt(enrolled), BigInt(input.group.eligibleEmployees - waived)];

  const add = (own: bigint, bid: BidInput): bigint => {
    if (bid.commissionIncluded) return own;
    if (input.commission?.share === undefined) return own + parse(input.commission!.perEmployeePerMonth!);
    const [part, whole] = parseRatio(input.commission.share);
    return roundHalfUp(own * whole, whole - part);
  };

  const price = (bid: BidInput, factor: Ratio): Omit<TierCost, 'employer'>[] => {
    const volume = enrolled + (bid.employeesInPool ?? 0);
    const discounts = bid.volumeDiscounts ?? [];
    const [off, offWhole]: Ratio =
      discounts.length === 0 ? [0n, 1n] : parseRatio(bandOf(discounts, volume).discount);
    const kept: Ratio = [offWhole - off, offWhole];
    const fee =
      bid.administration === undefined ? 0n : parse(bandOf(bid.administration, volume).perEmployeePerMonth);
    return tiers.map((tier) => {
      const count = BigInt(input.group.enrolment[tier]);
      if (bid.ratesPerMonth !== undefined) {
        const rate = times(parse(bid.ratesPerMonth[tier]), [kept[0] * factor[0], kept[1] * factor[1]]);
        const most = bid.form === 'pool' ? times(rate, parseRatio(bid.assessmentMostShare!)) : 0n;
        const own = rate + fee;
        return { tier, count, own, fixed: add(own, bid), claims: 0n, fund: 0n, most };
      }
      const premium = bid.stopLossPremiumPerEmployeePerMonth!;
      const own = fee + times(parse(premium.specific[tier]), kept) + times(parse(premium.aggregate), kept);
      const claims = times(parse(input.expectedClaimsPerEmployeePerMonth[tier]), factor);
      const most = times(claims, parseRatio(bid.attachmentMultiplier!));
      const fund = bid.form === 'level-funded' ? most : claims;
      return { tier, count, own, fixed: add(own, bid), claims, fund, most };
    });
  };

  const byRule = (tier: string, rate: bigint): bigint => {
    const rule = input.contributions[tier];
    return rule.employerShare === undefined
      ? smaller(rate, parse(rule.employerAmountPerMonth!))
      : times(rate, parseRatio(rule.employerShare));
  };

  const yearSum = (costs: TierCost[], of: (cost: TierCost) => bigint): bigint => {
    let sum = 0n;
    for (let month = 0; month < 12; month += 1) for (const cost of costs) sum += cost.count * of(cost);
    return sum;
  };

  const years = (bid: BidInput, costs: TierCost[]) => {
    const fixed = yearSum(costs, (cost) => cost.fixed);
    const claims = yearSum(costs, (cost) => cost.claims);
    const fund = yearSum(costs, (cost) => cost.fund);
    const most = yearSum(costs, (cost) => cost.most) + parse(bid.lasersAboveDeductible ?? '0');
    const employerPays = yearSum(costs, (cost) => cost.employer);
    const employeesPay = fixed + fund - employerPays;
    const yearWith = (spent: bigint): Year => {
      const left = larger(0n, fund - spent);
      const returned = bid.form === 'level-funded' ? times(left, parseRatio(bid.returnedShare!)) : left;
      const toEmployer =
        input.returnsTo === 'employer'
          ? smaller(returned, employerPays)
          : firstPart(returned, employerPays, employeesPay);
      const employer = employerPays - toEmployer + larger(0n, spent - fund);
      const employee = employeesPay - (returned - toEmployer);
      return { total: employer + employee, employer, employee, returned };
    };
    return {
      fixed,
      claims,
      fund,
      most,
      good: yearWith(times(claims, parseRatio(input.goodYearClaimsShare ?? '0.80'))),
      expected: yearWith(claims),
      worst: yearWith(most),
    };
  };

  const writeYear = ({ total, employer, employee, returned }: Year) => ({
    total: format(total),
    employer: format(employer),
    employee: format(employee),
    returned: format(returned),
    perEmployeePerMonth: format(roundHalfUp(total, BigInt(enrolled) * 12n)),
  });
  const writeYears = ({ good, expected, worst }: { good: Year; expected: Year; worst: Year }) => ({
    good: writeYear(good),
    expected: writeYear(expected),
    worst: writeYear(worst),
  });
  const writeTiers = (costs: TierCost[]) =>
    costs.map(({ tier, fixed, fund, employer }) => ({
      tier,
      rate: format(fixed + fund),
      employer: format(employer),
      employee: format(fixed + fund - employer),
    }));

  const compared = input.bids.map((bid) => {
    const costs = price(bid, [1n, 1n]).map((cost) => ({
      ...cost,
      employer: byRule(cost.tier, cost.fixed + cost.fund),
    }));
    const year = years(bid, costs);
    const reasons: { code: string; minimum: string; actual: string }[] = [];
    const { share, employees } = bid.minimumParticipation ?? {};
    if (share !== undefined) {
      const [part, whole] = parseRatio(share);
      if (participation[0] * whole < part * participation[1])
        reasons.push({
          code: 'share_below_minimum',
          minimum: formatRatio([part, whole]),
          actual: formatRatio(participation),
        });
    }
    if (employees !== undefined && enrolled < employees)
      reasons.push({
        code: 'employees_below_minimum',
        minimum: String(employees),
        actual: String(enrolled),
      });
    let second: bigint | undefined;
    if (bid.rateGuarantee !== undefined) {
      const { months, renewalCap } = bid.rateGuarantee;
      second = 0n;
      for (let month = 13; month <= 24; month += 1) {
        for (const cost of costs) {
          if (month <= months) second += cost.count * cost.fixed;
          else if (renewalCap !== undefined) {
            const [part, whole] = parseRatio(renewalCap);
            second += cost.count * add(times(cost.own, [whole + part, whole]), bid);
          }
        }
        if (month > months && renewalCap === undefined) second = undefined;
        if (second === undefined) break;
      }
    }
    const volume = enrolled + (bid.employeesInPool ?? 0);
    const document = {
      name: bid.name,
      form: bid.form,
      holds: reasons.length === 0,
      reasons,
      volumeDiscount:
        bid.volumeDiscounts === undefined || bid.volumeDiscounts.length === 0
          ? '0'
          : formatRatio(parseRatio(bandOf(bid.volumeDiscounts, volume).discount)),
      commissionAdded: format(yearSum(costs, (cost) => cost.fixed - cost.own)),
      tiers: writeTiers(costs),
      fixedCost: format(year.fixed),
      expectedClaims: format(year.claims),
      fund: format(year.fund),
      mostAboveFixedCost: format(year.most),
      monthlyPayment: format((year.fixed + year.fund) / 12n),
      years: writeYears(year),
      ...(second !== undefined && { secondYearFixedCostMost: format(second) }),
      ...(bid.form === 'level-funded' && {
        returnedFrom: monthsAfter(input.planYearFrom, 12 + bid.runOutMonths!),
      }),
    };
    return { bid, costs, year, document, holds: reasons.length === 0 };
  });

  compared.sort((a, b) => {
    if (a.holds !== b.holds) return a.holds ? -1 : 1;
    if (a.year.expected.total !== b.year.expected.total)
      return a.year.expected.total < b.year.expected.total ? -1 : 1;
    if (a.year.worst.total !== b.year.worst.total) return a.year.worst.total < b.year.worst.total ? -1 : 1;
    return a.bid.name < b.bid.name ? -1 : 1;
  });
  const holding = compared.filter((each) => each.holds);
  let lowestWorst = holding[0];
  for (const each of holding) if (each.year.worst.total < lowestWorst.year.worst.total) lowestWorst = each;

  return {
    currency: input.currency,
    planYearFrom: input.planYearFrom,
    employees: enrolled,
    participation: formatRatio(participation),
    bids: compared.map((each) => each.document),
    ...(holding.length > 0 && { lowest: { expected: holding[0].bid.name, worst: lowestWorst.bid.name } }),
    ...(input.rise !== undefined && { rise: naiveRise(input.rise) }),
  };

  function naiveRise(rise: NonNullable<TenderInput['rise']>) {
    const todayEmployer: Record<string, bigint> = {};
    const todayEmployee: Record<string, bigint> = {};
    let employer = 0n;
    let employee = 0n;
    for (const tier of tiers) {
      const rate = parse(rise.currentRatesPerMonth[tier]);
      todayEmployer[tier] = byRule(tier, rate);
      todayEmployee[tier] = rate - todayEmployer[tier];
      employer += 12n * BigInt(input.group.enrolment[tier]) * todayEmployer[tier];
      employee += 12n * BigInt(input.group.enrolment[tier]) * todayEmployee[tier];
    }
    const factor = parseRatio(rise.benefitFactor);
    let cutAway = 0n;
    for (const tier of tiers) {
      const claims = parse(input.expectedClaimsPerEmployeePerMonth[tier]);
      cutAway += 12n * BigInt(input.group.enrolment[tier]) * (claims - times(claims, factor));
    }
    const answer = (
      name: string,
      bidName: string,
      split: (tier: string, rate: bigint) => bigint,
      by: Ratio,
      outOfPocket: bigint,
    ) => {
      const bid = input.bids.find((each) => each.name === bidName)!;
      const costs = price(bid, by).map((cost) => ({
        ...cost,
        employer: split(cost.tier, cost.fixed + cost.fund),
      }));
      const year = years(bid, costs);
      return {
        answer: name,
        bid: bidName,
        tiers: writeTiers(costs),
        years: writeYears(year),
        change: {
          total: format(year.expected.total - employer - employee),
          employer: format(year.expected.employer - employer),
          employee: format(year.expected.employee - employee),
        },
        outOfPocketIncrease: format(outOfPocket),
      };
    };
    const whole: Ratio = [1n, 1n];
    const answers = [
      answer(
        'employer-pays-more',
        rise.bid,
        (tier, rate) => larger(0n, rate - todayEmployee[tier]),
        whole,
        0n,
      ),
      answer('plan-is-cut', rise.bid, byRule, factor, cutAway),
      answer('employees-pay-more', rise.bid, (tier, rate) => smaller(rate, todayEmployer[tier]), whole, 0n),
    ];
    if (rise.pool !== undefined) answers.push(answer('pool-is-joined', rise.pool, byRule, whole, 0n));
    return {
      bid: rise.bid,
      current: { total: format(employer + employee), employer: format(employer), employee: format(employee) },
      answers,
    };
  }
}
