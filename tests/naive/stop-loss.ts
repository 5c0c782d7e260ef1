/**
 * Naive twin of the calculator `stop-loss` (specific and aggregate), written straight from the section
 * "stop-loss" of the calculators' rules. It checks nothing: the document must be valid, enrolment
 * months ascending.
 */
import {
  formatAmount,
  formatRatio,
  larger,
  parseAmount,
  parseRatio,
  type RatioInput,
  roundHalfUp,
  smaller,
  times,
} from './decimal.ts';

/** Days, both inclusive. */
export interface DayWindow {
  from: string;
  to: string;
}

export interface Laser {
  person: string;
  deductible: string;
}

export interface SpecificTerms {
  deductible: string;
  benefits?: string[];
  reimbursement?: RatioInput;
  maximum?: string;
  aggregatingDeductible?: string;
  lasers?: Laser[];
}

export interface AggregateTerms {
  factors?: Record<string, string>;
  expectedPerEmployeePerMonth?: Record<string, string>;
  attachmentMultiplier?: RatioInput;
  benefits?: string[];
  period: 'annual' | 'monthly';
  annualBasis?: 'months' | 'first-month';
  annualDiscount?: RatioInput;
  minimum?: { amount?: string; shareOfFirstMonthTimes12?: RatioInput };
  lasersInAggregate?: 'base' | 'laser';
  reimbursement?: RatioInput;
  maximum?: string;
  accommodation?: boolean;
}

export interface RunInMaximum {
  perPerson?: string;
  inAll?: string;
  incurredBefore: string;
}

/** `month` and, under each tier's name, its units. */
export interface EnrolmentMonth {
  month: string;
  [tier: string]: string | number;
}

export interface Payment {
  person: string;
  incurred: string;
  paid: string;
  amount: string;
  benefit?: string;
}

export interface StopLossInput {
  currency: string;
  policy: {
    incurred: DayWindow;
    paid: DayWindow;
    runInMaximum?: RunInMaximum;
    specific?: SpecificTerms;
    aggregate?: AggregateTerms;
  };
  enrolment: EnrolmentMonth[];
  payments: Payment[];
}

export interface SpecificPerson {
  person: string;
  eligible: string;
  deductible: string;
  excess: string;
  retainedByAggregating: string;
  reimbursement: string;
}

export interface SpecificOutput {
  persons: SpecificPerson[];
  reimbursement: string;
}

export interface AggregateMonth {
  month: string;
  attachment: string;
  cumulativeAttachment: string;
  eligible: string;
  cumulativeEligible: string;
  accommodation: string;
}

export interface AggregateOutput {
  months: AggregateMonth[];
  monthlyFactors: Record<string, string>;
  annualAttachment: string;
  minimumAttachment: string;
  eligible: string;
  excess: string;
  reimbursement: string;
  advanced: string;
  trueUp: string;
}

export interface StopLossOutput {
  eligible: string;
  specific?: SpecificOutput;
  aggregate?: AggregateOutput;
  netToPlan: string;
  notices: { person: string; share: string }[];
}

/** A payment that counts for a part, with what of it counts. */
interface Counted {
  index: number;
  person: string;
  paid: string;
  benefit: string;
  amount: bigint;
}

function covers(benefits: string[] | undefined, benefit: string): boolean {
  return benefits === undefined || benefits.includes(benefit);
}

/** The payments that count for a part, in order of paid day, then as given; the run-in up to its maximum. */
function countedFor(input: StopLossInput, benefits: string[] | undefined): Counted[] {
  const { incurred, paid, runInMaximum } = input.policy;
  const parse = (text: string): bigint => parseAmount(text, input.currency);
  const indexes = input.payments.map((_, index) => index);
  indexes.sort((first, second) => {
    const firstPaid = input.payments[first].paid;
    const secondPaid = input.payments[second].paid;
    if (firstPaid !== secondPaid) return firstPaid < secondPaid ? -1 : 1;
    return first - second;
  });

  const runInOfPerson = new Map<string, bigint>();
  let runInOfAll = 0n;
  const counted: Counted[] = [];
  for (const index of indexes) {
    const payment = input.payments[index];
    const benefit = payment.benefit ?? 'medical';
    if (payment.incurred < incurred.from || payment.incurred > incurred.to) continue;
    if (payment.paid < paid.from || payment.paid > paid.to) continue;
    if (!covers(benefits, benefit)) continue;
    let amount = parse(payment.amount);
    if (runInMaximum !== undefined && payment.incurred < runInMaximum.incurredBefore) {
      const { perPerson, inAll } = runInMaximum;
      const personBefore = runInOfPerson.get(payment.person) ?? 0n;
      const personAfter = personBefore + amount;
      runInOfPerson.set(payment.person, personAfter);
      if (perPerson !== undefined) {
        amount = smaller(personAfter, parse(perPerson)) - smaller(personBefore, parse(perPerson));
      }
      const allBefore = runInOfAll;
      const allAfter = allBefore + amount;
      runInOfAll = allAfter;
      if (inAll !== undefined) {
        amount = smaller(allAfter, parse(inAll)) - smaller(allBefore, parse(inAll));
      }
    }
    counted.push({ index, person: payment.person, paid: payment.paid, benefit, amount });
  }
  return counted;
}

interface SpecificPart {
  output: SpecificOutput;
  reimbursement: bigint;
  notices: { person: string; share: string }[];
}

function specificPart(input: StopLossInput, specific: SpecificTerms, counted: Counted[]): SpecificPart {
  const parse = (text: string): bigint => parseAmount(text, input.currency);
  const format = (units: bigint): string => formatAmount(units, input.currency);
  const share = parseRatio(specific.reimbursement ?? '1');

  const lasers = new Map<string, string>();
  for (const laser of specific.lasers ?? []) lasers.set(laser.person, laser.deductible);
  const paymentsOf = new Map<string, Counted[]>();
  for (const payment of counted) {
    const list = paymentsOf.get(payment.person);
    if (list === undefined) paymentsOf.set(payment.person, [payment]);
    else list.push(payment);
  }

  // Without a comparator, sort is by code units.
  const names = [...paymentsOf.keys()].sort();
  const persons = names.map((person) => {
    const deductible = parse(lasers.get(person) ?? specific.deductible);
    let eligible = 0n;
    let passed: string | undefined;
    for (const payment of paymentsOf.get(person) ?? []) {
      eligible += payment.amount;
      if (passed === undefined && eligible > deductible) passed = payment.paid;
    }
    return { person, deductible, eligible, passed, excess: larger(0n, eligible - deductible), retained: 0n };
  });

  let aggregatingLeft = parse(specific.aggregatingDeductible ?? '0');
  const takers = persons.filter((person) => person.excess > 0n);
  takers.sort((first, second) => {
    if (first.passed !== second.passed) return (first.passed ?? '') < (second.passed ?? '') ? -1 : 1;
    return first.person < second.person ? -1 : 1;
  });
  for (const taker of takers) {
    taker.retained = smaller(taker.excess, aggregatingLeft);
    aggregatingLeft -= taker.retained;
  }

  let total = 0n;
  const list: SpecificPerson[] = [];
  const notices: { person: string; share: string }[] = [];
  for (const person of persons) {
    let reimbursement = times(person.excess - person.retained, share);
    if (specific.maximum !== undefined) reimbursement = smaller(reimbursement, parse(specific.maximum));
    total += reimbursement;
    list.push({
      person: person.person,
      eligible: format(person.eligible),
      deductible: format(person.deductible),
      excess: format(person.excess),
      retainedByAggregating: format(person.retained),
      reimbursement: format(reimbursement),
    });
    if (person.deductible > 0n && person.eligible * 2n >= person.deductible) {
      notices.push({ person: person.person, share: formatRatio([person.eligible, person.deductible]) });
    }
  }
  return { output: { persons: list, reimbursement: format(total) }, reimbursement: total, notices };
}

interface AggregatePart {
  output: AggregateOutput;
  reimbursement: bigint;
}

function aggregatePart(input: StopLossInput, aggregate: AggregateTerms, counted: Counted[]): AggregatePart {
  const parse = (text: string): bigint => parseAmount(text, input.currency);
  const format = (units: bigint): string => formatAmount(units, input.currency);
  const { specific } = input.policy;
  const annual = aggregate.period === 'annual';

  // Factors and attachments.
  const factors = new Map<string, bigint>();
  if (aggregate.factors !== undefined) {
    for (const [tier, factor] of Object.entries(aggregate.factors)) factors.set(tier, parse(factor));
  } else {
    const multiplier = parseRatio(aggregate.attachmentMultiplier ?? '1');
    for (const [tier, expected] of Object.entries(aggregate.expectedPerEmployeePerMonth ?? {})) {
      factors.set(tier, times(parse(expected), multiplier));
    }
  }
  const attachments = input.enrolment.map((row) => {
    let attachment = 0n;
    for (const [tier, factor] of factors) {
      if (Object.hasOwn(row, tier)) attachment += BigInt(row[tier]) * factor;
    }
    return attachment;
  });
  const firstMonthTimes12 = (attachments[0] ?? 0n) * 12n;
  let sumOfMonths = 0n;
  for (const attachment of attachments) sumOfMonths += attachment;
  let minimumAttachment = 0n;
  let annualAttachment = sumOfMonths;
  if (annual) {
    const { amount, shareOfFirstMonthTimes12 } = aggregate.minimum ?? {};
    if (amount !== undefined) minimumAttachment = parse(amount);
    if (shareOfFirstMonthTimes12 !== undefined) {
      const fromShare = times(firstMonthTimes12, parseRatio(shareOfFirstMonthTimes12));
      minimumAttachment = larger(minimumAttachment, fromShare);
    }
    const base = aggregate.annualBasis === 'first-month' ? firstMonthTimes12 : sumOfMonths;
    const discounted = base - times(base, parseRatio(aggregate.annualDiscount ?? '0'));
    annualAttachment = larger(minimumAttachment, discounted);
  }

  // Each person's cap: the ordinary specific deductible, or what the laser makes of it.
  const capOf = (person: string): bigint => {
    const ordinary = parse(specific?.deductible ?? '0');
    const laser = specific?.lasers?.find((candidate) => candidate.person === person);
    if (laser === undefined) return ordinary;
    const lasered = parse(laser.deductible);
    return aggregate.lasersInAggregate === 'laser' ? lasered : smaller(lasered, ordinary);
  };

  // Eligible, payment by payment in order of paid day.
  const caps = new Map<string, bigint>();
  const cumulative = new Map<string, bigint>();
  const eligibleOfMonth = input.enrolment.map(() => 0n);
  let eligible = 0n;
  for (const payment of counted) {
    let change = payment.amount;
    if (specific !== undefined && covers(specific.benefits, payment.benefit)) {
      const cap = caps.get(payment.person) ?? capOf(payment.person);
      caps.set(payment.person, cap);
      const before = cumulative.get(payment.person) ?? 0n;
      const after = before + payment.amount;
      cumulative.set(payment.person, after);
      change = smaller(after, cap) - smaller(before, cap);
    }
    eligible += change;
    // The first enrolment month that is not before the month paid; none after the last.
    const at = input.enrolment.findIndex((row) => row.month >= payment.paid.slice(0, 7));
    if (at >= 0) eligibleOfMonth[at] += change;
  }

  // Months.
  const share = parseRatio(aggregate.reimbursement ?? '1');
  const months: AggregateMonth[] = [];
  let cumulativeAttachment = 0n;
  let cumulativeEligible = 0n;
  let advanced = 0n;
  let excess = 0n;
  let reimbursement = 0n;
  for (const [at, row] of input.enrolment.entries()) {
    cumulativeAttachment += attachments[at];
    cumulativeEligible += eligibleOfMonth[at];
    let accommodation = 0n;
    if (annual && aggregate.accommodation === true) {
      const minimumSoFar = roundHalfUp(minimumAttachment * BigInt(at + 1), 12n);
      const threshold = larger(cumulativeAttachment, minimumSoFar);
      accommodation = larger(0n, cumulativeEligible - threshold - advanced);
    }
    advanced += accommodation;
    if (!annual) {
      const excessOfMonth = larger(0n, eligibleOfMonth[at] - attachments[at]);
      excess += excessOfMonth;
      reimbursement += times(excessOfMonth, share);
    }
    months.push({
      month: row.month,
      attachment: format(attachments[at]),
      cumulativeAttachment: format(cumulativeAttachment),
      eligible: format(eligibleOfMonth[at]),
      cumulativeEligible: format(cumulativeEligible),
      accommodation: format(accommodation),
    });
  }
  if (annual) {
    excess = larger(0n, eligible - annualAttachment);
    reimbursement = times(excess, share);
  }
  if (aggregate.maximum !== undefined) reimbursement = smaller(reimbursement, parse(aggregate.maximum));

  const monthlyFactors: Record<string, string> = {};
  for (const [tier, factor] of factors) monthlyFactors[tier] = format(factor);
  return {
    output: {
      months,
      monthlyFactors,
      annualAttachment: format(annualAttachment),
      minimumAttachment: format(minimumAttachment),
      eligible: format(eligible),
      excess: format(excess),
      reimbursement: format(reimbursement),
      advanced: format(advanced),
      trueUp: format(reimbursement - advanced),
    },
    reimbursement,
  };
}

export function naiveStopLoss(input: StopLossInput): StopLossOutput {
  const format = (units: bigint): string => formatAmount(units, input.currency);
  const { specific, aggregate } = input.policy;
  const forSpecific = specific === undefined ? [] : countedFor(input, specific.benefits);
  const forAggregate = aggregate === undefined ? [] : countedFor(input, aggregate.benefits);

  // Each payment once: what counts for the specific or the aggregate, the larger where they differ.
  const countedOnce = new Map<number, bigint>();
  for (const payment of [...forSpecific, ...forAggregate]) {
    const other = countedOnce.get(payment.index) ?? 0n;
    const size = payment.amount < 0n ? -payment.amount : payment.amount;
    const otherSize = other < 0n ? -other : other;
    countedOnce.set(payment.index, size > otherSize ? payment.amount : other);
  }
  let eligible = 0n;
  for (const amount of countedOnce.values()) eligible += amount;

  const output: StopLossOutput = { eligible: format(eligible), netToPlan: '', notices: [] };
  let net = eligible;
  if (specific !== undefined) {
    const part = specificPart(input, specific, forSpecific);
    output.specific = part.output;
    output.notices = part.notices;
    net -= part.reimbursement;
  }
  if (aggregate !== undefined) {
    const part = aggregatePart(input, aggregate, forAggregate);
    output.aggregate = part.output;
    net -= part.reimbursement;
  }
  output.netToPlan = format(net);
  return output;
}
