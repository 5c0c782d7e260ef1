/**
 * Seeded generators of random valid documents for cost-sharing, stop-loss and loss-ratio, of every shape
 * the calculators' rules allow. The same seed gives the same document. Sums stay under 2^53 minor units.
 */
import type {
  Accumulator,
  Claim,
  ClaimLine,
  CostSharingInput,
  LimitTerms,
  NetworkTerms,
  ServiceNetworkTerms,
  ServiceTerms,
} from './cost-sharing.ts';
import { currencyDecimals, formatAmount, type RatioInput } from './decimal.ts';
import type { LossRatioInput } from './loss-ratio.ts';
import type {
  AggregateTerms,
  DayWindow,
  EnrolmentMonth,
  Laser,
  Payment,
  RunInMaximum,
  SpecificTerms,
  StopLossInput,
} from './stop-loss.ts';

/** A number in [0, 1). */
export type Random = () => number;

/** The 32-bit generator splitmix32. */
export function seeded(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return (mixed >>> 0) / 4294967296;
  };
}

// Small choices.

export function chance(random: Random, probability: number): boolean {
  return random() < probability;
}

/** A whole number from `from` to `to`, both included. */
export function whole(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[whole(random, 0, items.length - 1)];
}

export function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  const copy = [...items];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = whole(random, 0, at);
    [copy[at], copy[other]] = [copy[other], copy[at]];
  }
  return copy;
}

/** Some of the items, at least `least`, in a random order. */
export function some<Item>(random: Random, items: readonly Item[], least: number): Item[] {
  return shuffled(random, items).slice(0, whole(random, least, items.length));
}

// Amounts, ratios, days.

export const currencies = ['USD', 'USD', 'EUR', 'GBP', 'JPY', 'KRW', 'KWD', 'BHD', 'CLF'];
const largest = 2 ** 52;

/** Minor units from 0 to `most`, of every order of magnitude, often round and sometimes 0. */
export function units(random: Random, most: number): number {
  if (most < 1 || chance(random, 0.04)) return 0;
  if (chance(random, 0.03)) return Math.floor(most);
  const value = chance(random, 0.5) ? Math.floor(most * random()) : Math.floor(most ** random());
  if (!chance(random, 0.3)) return value;
  const round = 10 ** whole(random, 1, 4);
  return value >= round ? Math.floor(value / round) * round : value;
}

/** The amount as it may be written: mostly with all decimals, sometimes without the trailing zeros. */
export function written(random: Random, value: number, currency: string): string {
  const text = formatAmount(BigInt(value), currency);
  if (currencyDecimals(currency) === 0 || !chance(random, 0.08)) return text;
  return text.replace(/\.?0+$/, '');
}

const ratiosToOne: RatioInput[] = [
  '0',
  '1',
  0,
  1,
  '0.20',
  '0.2',
  '0.5',
  '0.50',
  '0.333333',
  '0.9999999999',
  '1/3',
  '2/3',
  '1/7',
  '5/6',
  '3/3',
  '0/5',
  '12345/99999',
  0.1,
  0.2,
  0.3,
  0.35,
  0.5,
  1e-7,
  0.15000000000000002,
];

/** A ratio from 0 to 1 in any of its three forms. */
export function ratioToOne(random: Random): RatioInput {
  if (chance(random, 0.5)) return pick(random, ratiosToOne);
  const form = whole(random, 0, 2);
  if (form === 0) return `0.${String(whole(random, 0, 9999)).padStart(4, '0')}`;
  if (form === 1) {
    const denominator = whole(random, 1, 1000);
    return `${whole(random, 0, denominator)}/${denominator}`;
  }
  return whole(random, 0, 1000) / 1000;
}

const millisecondsOfDay = 86_400_000;

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / millisecondsOfDay;
}

/** The texts of days that were asked for: to write one takes longer than most of what is drawn. */
const days = new Map<number, string>();

function dayAt(number: number): string {
  let day = days.get(number);
  if (day === undefined) {
    day = new Date(number * millisecondsOfDay).toISOString().slice(0, 10);
    days.set(number, day);
  }
  return day;
}

export function dayBetween(random: Random, from: string, to: string): string {
  return dayAt(whole(random, dayNumber(from), dayNumber(to)));
}

/** The month so many months after (or before) one. */
function monthAfter(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** The last day of a month. */
function lastDay(month: string): string {
  return dayAt(dayNumber(`${monthAfter(month, 1)}-01`) - 1);
}

// Names, among them such that order by code unit, joined keys and inherited properties matter.

const oddPersons = ['constructor', 'a|b', 'a', 'B', 'b,c', '\u{1f600}', '\uff5e', 'é', 'toString', '10', '9'];

function personNames(random: Random, most: number): string[] {
  const names = Array.from({ length: whole(random, 1, most) }, (_, at) => `p${at + 1}`);
  return chance(random, 0.3) ? [...names, ...some(random, oddPersons, 1)] : names;
}

// Cost-sharing.

const networkNames = ['in', 'out', 'tier-2', 'constructor', '1'];
const serviceNames = ['office-visit', 'therapy', 'imaging', 'cosmetic', 'drug', 'toString'];

function limitTerms(random: Random, currency: string, most: number, needsFamily: boolean): LimitTerms {
  const individual = units(random, most);
  const terms: LimitTerms = { individual: written(random, individual, currency) };
  const rule = whole(random, 0, 3);
  if (rule === 1) terms.familyRule = 'embedded';
  if (rule === 2) terms.familyRule = 'aggregate';
  if ((terms.familyRule === 'aggregate' && needsFamily) || chance(random, 0.6)) {
    const family = chance(random, 0.1)
      ? units(random, individual)
      : Math.floor(individual * (1 + 2 * random()));
    terms.family = written(random, family, currency);
  }
  return terms;
}

/** A document of so many lines, in claims of one to five lines; the days lie in several plan years. */
export function generateCostSharing(random: Random, lines: number): CostSharingInput {
  const currency = pick(random, currencies);
  const coverage = pick(random, ['individual', 'family'] as const);
  const isFamily = coverage === 'family';
  // The amounts of one document are of one order, so that limits are met.
  const scale = pick(random, [100, 10_000, 1_000_000, 1_000_000_000]);
  const start = pick(random, ['01-01', '01-01', '07-01', '10-01', '02-28', '12-31', '04-15']);

  const names = shuffled(random, networkNames).slice(0, whole(random, 1, 3));
  const networks: Record<string, NetworkTerms> = {};
  const accumulatorScale = scale * pick(random, [1, 3, 10, Math.max(1, lines / 4)]);
  for (const name of names) {
    const network: NetworkTerms = {
      coinsurance: ratioToOne(random),
      deductible: limitTerms(random, currency, accumulatorScale, isFamily),
      outOfPocketMax: limitTerms(random, currency, accumulatorScale * 2, isFamily),
    };
    if (chance(random, 0.4)) network.outOfNetwork = chance(random, 0.7);
    const others = names.filter((other) => other !== name);
    if (chance(random, 0.4)) network.feedsInto = some(random, others, 0);
    networks[name] = network;
  }

  const services: Record<string, ServiceTerms> = {};
  const defined = some(random, serviceNames, 0);
  for (const name of defined) {
    const service: ServiceTerms = {};
    if (chance(random, 0.3)) service.covered = chance(random, 0.5);
    for (const network of some(random, names, 0)) {
      const terms: ServiceNetworkTerms = {};
      if (chance(random, 0.6)) terms.copay = written(random, units(random, scale), currency);
      if (chance(random, 0.4)) terms.coinsurance = ratioToOne(random);
      if (chance(random, 0.4)) terms.deductibleApplies = chance(random, 0.4);
      if (chance(random, 0.4)) terms.copayFirst = chance(random, 0.4);
      if (chance(random, 0.4)) terms.annualLimit = written(random, units(random, scale * 3), currency);
      service[network] = terms;
    }
    services[name] = service;
  }

  const persons = personNames(random, Math.max(2, Math.min(4000, Math.floor(lines / 8))));
  const input: CostSharingInput = {
    currency,
    planYear: { start },
    plan: { networks, services },
    coverage,
    claims: [],
  };

  if (chance(random, 0.5)) {
    const accumulators: Accumulator[] = [];
    const seen = new Set<string>();
    for (let count = whole(random, 0, 6); count > 0; count--) {
      const person = chance(random, 0.85) ? pick(random, persons) : 'no-lines';
      const network = pick(random, names);
      const planYear = String(whole(random, 2023, 2027));
      const key = JSON.stringify([person, network, planYear]);
      if (seen.has(key)) continue;
      seen.add(key);
      const deductible = units(random, chance(random, 0.2) ? accumulatorScale * 3 : accumulatorScale);
      const outOfPocket = chance(random, 0.8)
        ? deductible + units(random, accumulatorScale)
        : units(random, accumulatorScale);
      accumulators.push({
        person,
        network,
        planYear,
        deductible: written(random, deductible, currency),
        outOfPocket: written(random, outOfPocket, currency),
      });
    }
    input.accumulators = accumulators;
  }

  // At most one huge line, and what the others may come to together beside it.
  const hugeAt = chance(random, 0.08) ? whole(random, 0, Math.max(0, lines - 1)) : -1;
  const clustered = chance(random, 0.5);
  const oneDay = (): string => {
    if (chance(random, 0.08)) {
      const first = dayNumber(`${whole(random, 2024, 2027)}-${start}`);
      return dayAt(first - whole(random, 0, 1));
    }
    if (chance(random, 0.03)) return '2024-02-29';
    return clustered
      ? dayBetween(random, '2026-01-01', '2026-12-31')
      : dayBetween(random, '2024-01-01', '2027-12-31');
  };
  const claims: Claim[] = [];
  let made = 0;
  while (made < lines) {
    const claim: Claim = { id: `c${claims.length + 1}`, person: pick(random, persons), lines: [] };
    const inClaim = Math.min(lines - made, whole(random, 1, 5));
    for (let at = 1; at <= inClaim; at++) {
      const charge = made === hugeAt ? largest - whole(random, 0, 1_000_000) : units(random, scale);
      const allowedPart = pick(random, [1, 1, 0, 0.5, random(), random()]);
      const allowed = allowedPart === 1 ? charge : Math.floor(charge * allowedPart);
      const line: ClaimLine = {
        id: String(at),
        serviceDate: oneDay(),
        network: pick(random, names),
        charge: written(random, charge, currency),
        allowed: written(random, allowed, currency),
      };
      if (defined.length > 0 && chance(random, 0.7)) line.service = pick(random, defined);
      claim.lines.push(line);
      made++;
    }
    claims.push(claim);
  }
  input.claims = claims;
  return input;
}

// Stop-loss.

const benefitNames = ['medical', 'pharmacy', 'dental', 'vision'];
const tierNames = ['employee', 'family', 'employee-and-child', 'retiree'];

/** Windows of the usual bases: 12/12, 12/15, 15/12, 24/12, paid, and a short odd one. */
function policyWindows(random: Random): { incurred: DayWindow; paid: DayWindow; start: string } {
  const start = pick(random, ['2026-01', '2026-07', '2025-10', '2024-02']);
  const window = (from: number, months: number): DayWindow => ({
    from: `${monthAfter(start, from)}-01`,
    to: lastDay(monthAfter(start, from + months - 1)),
  });
  switch (whole(random, 0, 5)) {
    case 0:
      return { incurred: window(0, 12), paid: window(0, 12), start };
    case 1:
      return { incurred: window(0, 12), paid: window(0, 15), start };
    case 2:
      return { incurred: window(-3, 15), paid: window(0, 12), start };
    case 3:
      return { incurred: window(-12, 24), paid: window(0, 12), start };
    case 4:
      return { incurred: window(-120, 132), paid: window(0, 12), start };
    default:
      return {
        incurred: { from: `${start}-10`, to: `${monthAfter(start, 5)}-20` },
        paid: { from: `${start}-15`, to: `${monthAfter(start, 8)}-05` },
        start,
      };
  }
}

function enrolmentMonths(
  random: Random,
  start: string,
  tiers: string[],
  largestUnits: number,
): EnrolmentMonth[] {
  const rows: EnrolmentMonth[] = [];
  const first = pick(random, [0, 0, 0, 1, 2]);
  const count = pick(random, [12, 12, 12, 6, 3, 1, 15]);
  for (let at = 0; at < count; at++) {
    const row: EnrolmentMonth = { month: monthAfter(start, first + at) };
    for (const tier of tiers) {
      if (!chance(random, 0.15)) row[tier] = chance(random, 0.1) ? 0 : whole(random, 0, largestUnits);
    }
    rows.push(row);
  }
  return rows;
}

/** The largest the attachments may come to per unit of factor: the sum, or twelve times a month. */
function unitsAtMost(rows: EnrolmentMonth[], tiers: string[]): number {
  let sum = 0;
  let most = 0;
  for (const row of rows) {
    let ofMonth = 0;
    for (const tier of tiers) ofMonth += Number(row[tier] ?? 0);
    sum += ofMonth;
    most = Math.max(most, ofMonth);
  }
  return Math.max(1, sum, most * 12);
}

/** A document of so many payments, with the specific, the aggregate or both. */
export function generateStopLoss(random: Random, payments: number): StopLossInput {
  const currency = pick(random, currencies);
  const amount = (value: number): string => written(random, value, currency);
  const { incurred, paid, start } = policyWindows(random);
  const scale = pick(random, [1000, 100_000, 10_000_000, 1_000_000_000]);
  const persons = personNames(random, Math.max(2, Math.min(2000, Math.floor(payments / 5))));
  const form = pick(random, ['both', 'both', 'specific', 'aggregate'] as const);

  // Payments: mostly in the windows, some refunds, at most one huge.
  const hugeAt = chance(random, 0.06) ? whole(random, 0, Math.max(0, payments - 1)) : -1;
  const refunds = pick(random, [0, 0.1, 0.1, 0.4]);
  const earliestIncurred = dayNumber(incurred.from);
  const list: Payment[] = [];
  let sum = 0;
  for (let at = 0; at < payments; at++) {
    const value = at === hugeAt ? largest - whole(random, 0, 1_000_000) : units(random, scale);
    const paidOn = dayAt(whole(random, dayNumber(paid.from) - 25, dayNumber(paid.to) + 25));
    // A quarter of the payments long before, so that run-in is common.
    const back = chance(random, 0.75) ? whole(random, 0, 60) : whole(random, 30, 400);
    const incurredOn = dayAt(
      chance(random, 0.1) ? earliestIncurred - whole(random, 0, 1) : dayNumber(paidOn) - back,
    );
    const isRefund = at !== hugeAt && value > 0 && chance(random, refunds);
    const payment: Payment = {
      person: pick(random, persons),
      incurred: incurredOn,
      paid: chance(random, 0.05) ? pick(random, [paid.from, paid.to]) : paidOn,
      amount: isRefund ? `-${amount(value)}` : amount(value),
    };
    if (payment.incurred > payment.paid) payment.incurred = payment.paid;
    if (chance(random, 0.5)) payment.benefit = pick(random, benefitNames);
    list.push(payment);
    sum += value;
  }
  const perPerson = sum / persons.length;

  const policy: StopLossInput['policy'] = { incurred, paid };
  if (chance(random, 0.4)) {
    const runIn: RunInMaximum = {
      incurredBefore: chance(random, 0.6) ? `${start}-01` : dayBetween(random, incurred.from, incurred.to),
    };
    if (chance(random, 0.7)) runIn.perPerson = amount(units(random, Math.min(largest, perPerson / 2)));
    if (chance(random, 0.7)) runIn.inAll = amount(units(random, Math.min(largest, sum / 4)));
    policy.runInMaximum = runIn;
  }

  if (form !== 'aggregate') {
    const ordinary = chance(random, 0.08) ? 0 : units(random, Math.min(largest, perPerson * 1.5));
    const specific: SpecificTerms = { deductible: amount(ordinary) };
    if (chance(random, 0.5)) specific.benefits = some(random, benefitNames, 1);
    if (chance(random, 0.5)) specific.reimbursement = ratioToOne(random);
    if (chance(random, 0.3)) specific.maximum = amount(units(random, Math.min(largest, perPerson)));
    if (chance(random, 0.4)) {
      specific.aggregatingDeductible = amount(units(random, Math.min(largest, perPerson * 2)));
    }
    if (chance(random, 0.5)) {
      const lasers: Laser[] = [];
      for (const person of some(random, persons.slice(0, 5), 0)) {
        const part = pick(random, [0, 0.3, 0.7, 1, 1.5, 4]);
        lasers.push({ person, deductible: amount(Math.floor(Math.min(largest, ordinary * part))) });
      }
      if (chance(random, 0.2))
        lasers.push({ person: 'no-payments', deductible: amount(units(random, scale)) });
      specific.lasers = lasers;
    }
    policy.specific = specific;
  }

  let enrolment: EnrolmentMonth[] = [];
  if (form !== 'specific') {
    const tiers = some(random, tierNames, 1);
    enrolment = enrolmentMonths(random, start, tiers, pick(random, [3, 50, 500]));
    // What the aggregate's attachment is aimed at, from far under to over what is paid.
    const aimed = Math.min(largest / 4, sum * pick(random, [0, 0.05, 0.2, 0.5, 1, 1.5]));
    const factorMost = (aimed * 2) / unitsAtMost(enrolment, tiers);
    const factor = (): number => Math.floor(factorMost * random());
    const aggregate: AggregateTerms = { period: chance(random, 0.65) ? 'annual' : 'monthly' };
    const terms: Record<string, string> = {};
    if (chance(random, 0.5)) {
      for (const tier of tiers) terms[tier] = amount(factor());
      aggregate.factors = terms;
    } else {
      for (const tier of tiers) terms[tier] = amount(Math.floor(factor() / 1.5));
      aggregate.expectedPerEmployeePerMonth = terms;
      aggregate.attachmentMultiplier = pick<RatioInput>(random, ['1.25', '1.10', '4/3', 1.2, 1, '1.0005']);
    }
    if (chance(random, 0.5)) aggregate.benefits = some(random, benefitNames, 1);
    if (chance(random, 0.5)) aggregate.annualBasis = pick(random, ['months', 'first-month'] as const);
    if (chance(random, 0.4)) {
      aggregate.annualDiscount = chance(random, 0.6)
        ? pick<RatioInput>(random, ['0.02', 0.05, '1/30', '0'])
        : ratioToOne(random);
    }
    if (chance(random, 0.5)) {
      aggregate.minimum = {};
      if (chance(random, 0.6)) aggregate.minimum.amount = amount(units(random, aimed));
      if (chance(random, 0.6)) {
        aggregate.minimum.shareOfFirstMonthTimes12 = chance(random, 0.5)
          ? pick<RatioInput>(random, ['0.90', '0.95', 1, '29/30'])
          : ratioToOne(random);
      }
    }
    if (chance(random, 0.5)) aggregate.lasersInAggregate = pick(random, ['base', 'laser'] as const);
    if (chance(random, 0.4)) aggregate.reimbursement = ratioToOne(random);
    if (chance(random, 0.3)) aggregate.maximum = amount(units(random, Math.min(largest, sum)));
    if (chance(random, 0.6)) aggregate.accommodation = chance(random, 0.8);
    policy.aggregate = aggregate;
  }

  return { currency, policy, enrolment, payments: list };
}

// Loss ratio.

export function generateLossRatio(random: Random): LossRatioInput {
  const currency = pick(random, currencies);
  const amount = (value: number): string => written(random, value, currency);
  const scale = pick(random, [3, 1000, 1_000_000, 1_000_000_000, 2 ** 50]);
  const earned = 1 + units(random, scale - 1);
  const near = (most: number): number => Math.min(2 ** 50, Math.floor(earned * most * random()));
  const claims = chance(random, 0.7) ? near(1.5) : units(random, scale);
  const input: LossRatioInput = {
    currency,
    incurredClaims: claims > 0 && chance(random, 0.1) ? `-${amount(claims)}` : amount(claims),
    earnedPremium: amount(earned),
  };
  if (chance(random, 0.5)) input.lossAdjustmentExpense = amount(near(0.3));
  if (chance(random, 0.5)) input.recoveries = amount(near(pick(random, [0.5, 2])));
  if (chance(random, 0.5)) input.cededPremium = amount(Math.floor((earned - 1) * random()));
  if (chance(random, 0.6)) input.writtenPremium = amount(1 + near(1.5));
  if (chance(random, 0.6)) input.underwritingExpense = amount(near(0.6));
  if (chance(random, 0.5)) {
    input.expenseBasis = input.writtenPremium !== undefined && chance(random, 0.7) ? 'written' : 'earned';
  }

  const thousandths = (value: number): RatioInput =>
    pick<RatioInput>(random, [(value / 1000).toFixed(3), `${value}/1000`, value / 1000]);
  if (claims > 0 && claims < earned && chance(random, 0.1)) {
    // The ratio stands exactly at an end (where there is no adjustment expense).
    const exact = `${claims}/${earned}`;
    input.band = chance(random, 0.5) ? { from: exact } : { to: exact };
  } else if (chance(random, 0.6)) {
    const from = whole(random, 0, 900);
    const ends = whole(random, 0, 2);
    input.band = {};
    if (ends !== 1) input.band.from = thousandths(from);
    if (ends !== 0) input.band.to = thousandths(from + whole(random, 0, 300));
  }
  if (chance(random, 0.5)) input.minimum = thousandths(whole(random, 0, 1000));

  // A line, place and day would have the command fill what is not given; they stand only beside both.
  if (input.band !== undefined && input.minimum !== undefined && chance(random, 0.4)) {
    input.line = 'health';
    input.jurisdiction = 'US-NY';
    input.day = dayBetween(random, '2024-01-01', '2027-12-31');
  } else if (chance(random, 0.1)) {
    input.line = 'health';
  }
  return input;
}
