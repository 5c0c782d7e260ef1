import { exponential, logarithm } from '../../core/arithmetic/elementary.ts';
import { lognormal, normal } from '../../core/simulation/distributions.ts';
import type { RandomStream } from '../../core/simulation/random.ts';
import { MEMBERS } from './members.ts';
import type { DemoPerson } from './person.ts';

/**
 * What is allowed for a person in a year, in dollars, by standing among all persons (standard normal), without known
 * episodes. Fitted to DEMO.md: the top 1 % carry about 21 %, the top 5 % nearly half, the lower half about 3 %.
 */
const STANDING = [-1.126, -0.6, 0, 0.674, 1.2816, 1.645, 2.054, 2.326, 2.75, 3.09, 3.4, 4.5];
const DOLLARS = [115, 340, 1_440, 5_350, 15_900, 29_300, 49_000, 71_000, 111_000, 160_000, 200_000, 260_000];
const LOG_DOLLARS = DOLLARS.map(logarithm);

/** The part of a person's standing that age and sex give, about 0 on average. */
const AGES = [1, 6, 18, 26, 35, 45, 55, 65, 200];
const BY_AGE = [0.2, -0.32, -0.4, -0.22, -0.05, 0.06, 0.3, 0.5, 0.6];
const LASTING = 0.72;
const PASSING = 0.6;

/** Prices rise from the first year to the second. */
const TREND = 1.065;

/** A person's spending in a year by setting, in cents. */
export interface YearOfSpending {
  readonly inpatient: number;
  readonly hospital: number;
  readonly professional: number;
  readonly pharmacy: number;
}

const NOTHING: YearOfSpending = { inpatient: 0, hospital: 0, professional: 0, pharmacy: 0 };

/**
 * Draws a person's spending for the part of a year (`share`) in which services are sought: nothing for about 13 % of
 * persons, else an amount by standing, shared over the settings; the larger it is, the likelier a stay in hospital.
 */
export function drawYear(
  random: RandomStream,
  person: DemoPerson,
  middle: number,
  share: number,
  second: boolean,
): YearOfSpending {
  const age = (middle - person.birth) / 365.25;
  const byAge = BY_AGE[AGES.findIndex((limit) => age < limit)]!;
  const bySex = person.female && age > 18 && age < 50 ? 0.14 : -0.04;
  const standing = byAge + bySex + LASTING * person.severity + PASSING * normal(random);
  if (standing < STANDING[0]!) return NOTHING;
  const { morbidity } = MEMBERS[person.household.memberIndex]!;
  const level = dollarsAt(standing);
  const cents = level * 100 * morbidity * share * (second ? TREND : 1);

  const inHospital = random.uniform() < admission(level);
  const inpatient = inHospital ? cents * (0.34 + 0.24 * random.uniform()) : 0;
  const small = level < 1_500;
  const professional = (small ? 0.64 : 0.47) * lognormal(random, 0, 0.35);
  const hospital = (small ? 0.2 : 0.4) * lognormal(random, 0, 0.6);
  const pharmacy = (small ? 0.16 : 0.245) * lognormal(random, 0.25 * person.severity - 0.1, 0.8);
  const unit = (cents - inpatient) / (professional + hospital + pharmacy);
  return {
    inpatient,
    hospital: hospital * unit,
    professional: professional * unit,
    pharmacy: pharmacy * unit,
  };
}

function dollarsAt(standing: number): number {
  const last = STANDING.length - 1;
  const place = STANDING.findIndex((knot) => standing < knot);
  const to = place < 0 ? last : place;
  const part = Math.min(1, (standing - STANDING[to - 1]!) / (STANDING[to]! - STANDING[to - 1]!));
  return exponential(LOG_DOLLARS[to - 1]! + part * (LOG_DOLLARS[to]! - LOG_DOLLARS[to - 1]!));
}

function admission(dollars: number): number {
  if (dollars < 9_000) return 0;
  if (dollars < 15_000) return 0.1;
  if (dollars < 29_500) return 0.36;
  return dollars < 76_000 ? 0.62 : 0.82;
}
