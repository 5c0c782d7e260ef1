/** Seeded generators of valid documents for reserve-requirement, assessment and renewal. */
import type { AssessmentInput } from './assessment.ts';
import { CURRENCIES, chance, pick, thousandths, whole, written } from './choices.ts';
import type { Random } from './generate.ts';
import type { RenewalInput } from './renewal.ts';
import type { ReserveRequirementInput } from './reserve-requirement.ts';

const SCALES = [3, 1000, 1_000_000, 4_000_000_000, 2 ** 50];

function dayOf(random: Random, from: number, to: number): string {
  const leapDays = ['2024-02-29', '2020-02-29', '2000-02-29'];
  if (chance(random, 0.1)) return pick(random, leapDays);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${whole(random, from, to)}-${two(whole(random, 1, 12))}-${two(whole(random, 1, 28))}`;
}

export function generateReserveRequirement(random: Random): ReserveRequirementInput {
  const currency = pick(random, CURRENCIES);
  const scale = pick(random, SCALES);
  const [expected, earned] = [Math.floor(scale * random()), Math.floor(scale * random())];
  const amount = (value: number): string => written(random, Math.max(0, Math.floor(value)), currency);
  // Holdings about what is required, in steps that meet it exactly.
  const about = (base: number, share: number): string =>
    amount(Math.floor(base * share * pick(random, [0, 0.5, 1, 1, 2])) + whole(random, -1, 1));
  const input: ReserveRequirementInput = {
    currency,
    jurisdiction: 'US-NY',
    day: dayOf(random, 1995, 2030),
    expectedIncurredClaimsAndExpenses: amount(expected),
    earnedPremiumEquivalents: amount(earned),
    participants: {
      municipalities: whole(random, 3, 7),
      employeesAndRetirees: chance(random, 0.5) ? whole(random, 1998, 2002) : whole(random, 0, 10_000),
    },
    held: { reserve: about(expected, 0.25), surplus: about(earned, pick(random, [0.05, 0.07])) },
  };
  if (chance(random, 0.4)) input.acceptedShare = thousandths(random, whole(random, 0, 250));
  if (chance(random, 0.5)) {
    const liabilities = Math.floor(scale * random());
    input.liabilities = amount(liabilities);
    input.assets = amount(
      liabilities + expected * 0.25 + earned * pick(random, [0.05, 0.07]) + whole(random, -1, 1),
    );
  }
  return input;
}

export function generateAssessment(random: Random): AssessmentInput {
  const currency = pick(random, CURRENCIES);
  const scale = pick(random, SCALES);
  const amount = (value: number): string => written(random, Math.floor(value), currency);
  const count = whole(random, 1, pick(random, [3, 12]));
  const equal = Math.floor(scale * random());
  const impairedOn = dayOf(random, 1995, 2030);
  const orderedOn = chance(random, 0.3)
    ? impairedOn
    : dayOf(random, Number(impairedOn.slice(0, 4)) + 1, 2031);
  const lookBackYears = whole(random, 0, 5);
  const border = `${Number(orderedOn.slice(0, 4)) - lookBackYears}${orderedOn.slice(4).replace('02-29', '02-28')}`;
  const members = Array.from({ length: count }, (_, index): AssessmentInput['members'][number] => ({
    member: `member ${index}`,
    premiumEquivalents: amount(chance(random, 0.3) ? equal : scale * random()),
    ...(index > 0 &&
      chance(random, 0.4) && { left: chance(random, 0.3) ? border : dayOf(random, 1990, 2031) }),
  }));
  // The first stays, and has earned something, so that somebody pays.
  members[0].premiumEquivalents = amount(1 + scale * random());
  return {
    currency,
    shortfall: amount(scale * random()),
    impairedOn,
    orderedOn: later(impairedOn, orderedOn),
    members,
    lookBackYears,
  };
}

function later(first: string, second: string): string {
  return second < first ? first : second;
}

export function generateRenewal(random: Random): RenewalInput {
  const currency = pick(random, CURRENCIES);
  const scale = pick(random, [1000, 1_000_000, 4_000_000_000, 2 ** 45]);
  const amount = (value: number): string => written(random, Math.floor(value), currency);
  const rate = (): string => amount(pick(random, [100, 100_000]) * random());
  const paid = Math.floor(scale * random());
  const input: RenewalInput = {
    currency,
    experience: {
      memberMonths: whole(random, 1, pick(random, [1, 12, 120_000])),
      paidClaims: amount(paid),
      completion: thousandths(random, whole(random, 400, 1000)),
    },
    trend: {
      // Rates whose powers are exact for whole years, half years and months come too.
      annual: pick(random, [thousandths(random, whole(random, 0, 300)), '0.21', '0', '1', '1/3', '4095']),
      months: chance(random, 0.5) ? 12 * whole(random, 0, 3) : whole(random, 0, 72) / 2,
    },
    manual: { perMemberPerMonth: rate() },
    current: { perMemberPerMonth: amount(1 + pick(random, [100, 100_000]) * random()) },
  };
  if (chance(random, 0.5)) input.experience.claimsOverPooling = amount(paid * random());
  if (chance(random, 0.5)) input.poolingCharge = rate();
  if (chance(random, 0.7)) input.credibility = thousandths(random, whole(random, 0, 1000));
  if (input.trend.annual === '4095') input.trend.months = Math.min(input.trend.months, 6);
  if (chance(random, 0.7)) {
    input.loads = {};
    for (const name of ['administration', 'stopLoss', 'margin', 'reserve'] as const) {
      if (chance(random, 0.5)) input.loads[name] = rate();
    }
  }
  return input;
}
