import { formatMonth } from '../calendar/month.ts';
import { compareRatios, formatRatio } from '../money/ratio.ts';
import { type BidPrice, NOTHING, type TierPrice } from './bid-price.ts';
import type { ComparedBid, Comparison } from './comparison.ts';
import type { RiseAnswer, RiseAnswers } from './cost-rise.ts';
import type { Bid, ContributionRule, Group } from './tender.ts';
import type { YearOutcome } from './year-cost.ts';

/** A step of a comparison that a person can follow, with the bid or answer that it is about. */
export interface ComparisonStep {
  readonly about: string;
  readonly term: string;
  readonly formula: string;
  readonly result: string;
  readonly source: string;
}

/** Writes minor units for a person to read. */
type Write = (minor: bigint | number) => string;

/** Every step of a comparison, bid by bid in its order, then the answers to the rise. */
export function explainComparison(
  group: Group,
  bids: readonly Bid[],
  comparison: Comparison,
  write: Write,
): ComparisonStep[] {
  const terms = new Map(bids.map((bid) => [bid.name, bid]));
  return [
    ...comparison.bids.flatMap((compared) => bidSteps(group, terms.get(compared.bid)!, compared, write)),
    ...(comparison.rise === undefined ? [] : riseSteps(comparison.rise, write)),
  ];
}

function bidSteps(group: Group, bid: Bid, compared: ComparedBid, write: Write): ComparisonStep[] {
  const { price, cost } = compared;
  const steps: ComparisonStep[] = [];
  const add = (term: string, formula: string, result: string, section: string) =>
    steps.push({ about: bid.name, term, formula, result, source: `docs/compare.md, ${section}` });
  const volume = `band of ${price.employeesInVolume} employees`;
  if (bid.volumeDiscounts.length > 0) add('volume discount', volume, formatRatio(price.discount), 'Volume');
  if (price.administration !== undefined)
    add('administration', volume, write(price.administration), 'Volume');
  for (const tier of price.tiers) {
    add(
      `fixed cost a month, ${tier.tier}`,
      fixedFormula(bid, price, tier.tier, write),
      write(tier.own),
      'Forms',
    );
    if (tier.commission > 0n)
      add(
        `commission left out, ${tier.tier}`,
        commissionFormula(group, tier, write),
        write(tier.commission),
        'Commission',
      );
    if (bid.form === 'level-funded' || bid.form === 'self-funded')
      add(
        `rate a month, ${tier.tier}`,
        `fixed ${write(tier.fixed)} + claims ${write(tier.fund)}${fundFormula(bid, tier, write)}`,
        write(tier.rate),
        'Forms',
      );
  }
  for (const { tier, total, employer, employee } of cost.tiers)
    add(
      `employer's part, ${tier}`,
      `${ruleText(group.contributions.get(tier)!, total, write)} (the employee pays ${write(employee)})`,
      write(employer),
      'Contributions',
    );
  const fixedSum = price.tiers.map(({ employees, fixed }) => `${employees} x ${write(fixed)}`).join(' + ');
  add('fixed cost of the year', `12 x (${fixedSum})`, write(cost.fixedCost), 'Forms');
  const outcome = (term: string, year: YearOutcome, claims: string) =>
    add(term, `paid in ${write(cost.paidIn.total)}${claims}`, write(year.total), 'Years');
  const claimsText = ({ claims, returned }: YearOutcome) => {
    if (claims > cost.fund) return ` + (claims ${write(claims)} - fund ${write(cost.fund)})`;
    if (cost.fund === 0n) return '';
    const share = formatRatio(price.returnedShare);
    return ` - ${write(returned)}, which is ${share} x (fund ${write(cost.fund)} - claims ${write(claims)})`;
  };
  outcome(`good year (claims x ${formatRatio(group.goodYearClaimsShare)})`, cost.good, claimsText(cost.good));
  outcome('expected year', cost.expected, claimsText(cost.expected));
  outcome(
    'worst year',
    cost.worst,
    bid.form === 'pool' ? ` + ${write(cost.most)} assessed` : claimsText(cost.worst),
  );
  const employers = (term: string, { employer }: YearOutcome, what: string) => {
    const [more, less] = [employer - cost.paidIn.employer, cost.paidIn.employer - employer];
    const difference =
      more > 0n ? ` + ${write(more)} ${what}` : less > 0n ? ` - ${write(less)} that comes back` : '';
    add(term, `paid in ${write(cost.paidIn.employer)}${difference}`, write(employer), 'Contributions');
  };
  employers('expected year, of it the employer', cost.expected, 'over the fund');
  employers('worst year, of it the employer', cost.worst, bid.form === 'pool' ? 'assessed' : 'over the fund');
  if (compared.secondYearMost !== undefined && bid.rateGuarantee !== undefined) {
    const { months, renewalCap } = bid.rateGuarantee;
    const cap = renewalCap === undefined ? '' : `, then at most ${formatRatio(renewalCap)} more`;
    add(
      'fixed cost of the second year, at most',
      `held for ${months} months${cap}`,
      write(compared.secondYearMost),
      'Guarantees',
    );
  }
  if (compared.returnedFrom !== undefined)
    add('comes back from', 'the month after the run-out', formatMonth(compared.returnedFrom), 'Forms');
  for (const { code, minimum, actual } of compared.disqualifications) {
    const figure = (value: typeof minimum | typeof actual) =>
      typeof value === 'object' ? formatRatio(value) : String(value);
    add(code, `${figure(actual)} is below ${figure(minimum)}`, 'the bid does not hold', 'Participation');
  }
  return steps;
}

function fixedFormula(bid: Bid, { discount, administration }: BidPrice, tier: string, write: Write): string {
  const kept = compareRatios(discount, NOTHING) === 0 ? '' : ` x (1 - ${formatRatio(discount)})`;
  if (bid.form === 'fully-insured') return `${write(bid.rates.get(tier)!)}${kept}`;
  const fee = `administration ${write(administration ?? 0n)}`;
  if (bid.form === 'pool') return `${write(bid.rates.get(tier)!)}${kept} + ${fee}`;
  const specific = `specific ${write(bid.specificPremium.get(tier)!)}${kept}`;
  return `${fee} + ${specific} + aggregate ${write(bid.aggregatePremium)}${kept}`;
}

function commissionFormula({ commission }: Group, { own, fixed }: TierPrice, write: Write): string {
  const share = commission?.share;
  if (share === undefined) return 'as agreed per employee and month';
  return `${write(own)} / (1 - ${formatRatio(share)}) = ${write(fixed)}; less ${write(own)}`;
}

function fundFormula(bid: Bid, { expectedClaims }: TierPrice, write: Write): string {
  if (bid.form !== 'level-funded') return '';
  return ` (${write(expectedClaims)} x ${formatRatio(bid.attachmentMultiplier)})`;
}

function ruleText(rule: ContributionRule, rate: bigint, write: Write): string {
  const { employerShare, employerAmountPerMonth } = rule;
  return employerShare === undefined
    ? `at most ${write(employerAmountPerMonth ?? 0)} of ${write(rate)}`
    : `${formatRatio(employerShare)} x ${write(rate)}`;
}

const ANSWERED: Readonly<Record<RiseAnswer['answer'], string>> = {
  'employer-pays-more': 'employees pay what they pay today, the employer the rest',
  'plan-is-cut': 'rates and claims x the benefit factor, split by the rules',
  'employees-pay-more': 'the employer pays what it pays today, employees the rest',
  'pool-is-joined': "the pool's bid, split by the rules",
};

function riseSteps({ bid, current, answers }: RiseAnswers, write: Write): ComparisonStep[] {
  const source = 'docs/compare.md, The four answers';
  const steps: ComparisonStep[] = [
    {
      about: bid,
      term: 'today',
      formula: `employer ${write(current.employer)} + employees ${write(current.employee)}`,
      result: write(current.total),
      source,
    },
  ];
  for (const { answer, cost, outOfPocketIncrease } of answers) {
    const { employer, employee, total } = cost.expected;
    const formula = `${ANSWERED[answer]}: employer ${write(employer)} + employees ${write(employee)}`;
    steps.push({ about: answer, term: 'expected year', formula, result: write(total), source });
    if (outOfPocketIncrease > 0n)
      steps.push({
        about: answer,
        term: 'out of pocket',
        formula: 'expected claims that the cut plan no longer pays',
        result: write(outOfPocketIncrease),
        source,
      });
  }
  return steps;
}
