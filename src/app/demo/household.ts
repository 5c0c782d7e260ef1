import { civilOf, type Day } from '../../core/calendar/day.ts';
import { firstDayOf, lastDayOf, monthOf } from '../../core/calendar/month.ts';
import { categorical, normal, pick } from '../../core/simulation/distributions.ts';
import { type RandomStream, streamOf } from '../../core/simulation/random.ts';
import { FIRST_DAY, LAST_DAY, LAST_MONTH, PURPOSE } from './dates.ts';
import { MEMBERS } from './members.ts';
import type { DemoPerson, Household, Tier } from './person.ts';
import { PLANTED_HOUSEHOLDS, type PlantedHousehold } from './planted.ts';

const TIERS = categorical<Tier>([
  ['employee', 0.45],
  ['employee-spouse', 0.13],
  ['employee-children', 0.1],
  ['family', 0.32],
]);
const CHILDREN_OF_TWO = categorical([1, 2, 3, 4].map((count, index) => [count, [22, 42, 25, 11][index]!]));
const CHILDREN_OF_ONE = categorical([1, 2, 3].map((count, index) => [count, [40, 40, 20][index]!]));
const OLDEST_CHILD = 26;

/** Monthly chances of what changes a household. */
const LEAVING = 0.0102;
const LEAVING_OF_SCHOOLS = [5, 5, 5, 5, 5, 14, 6, 36, 24, 5, 5, 7].map((share) => share * 0.00102);
const MARRYING = 0.0035;
const GIVING_BIRTH = 0.0065;
const CHANGING_PLAN = 0.025;
const REPORTED_LATE = 0.03;

/** Lives one household from the day it joins to the end of the demo: its people, their coverage, their births. */
export function livedHousehold(seed: number, memberIndex: number, number: number, joined: Day): Household {
  const member = MEMBERS[memberIndex]!;
  const random = streamOf(seed, PURPOSE.household, memberIndex, number);
  const planted = PLANTED_HOUSEHOLDS.find((one) => one.member === member.code && one.number === number);
  const household: Household = { memberIndex, number, persons: [], daysBefore: 0, daysAfter: 0 };
  const drawnPlan = random.uniform() < member.highDeductibleShare ? 'high-deductible' : 'ppo';
  const own = planted ? 'ppo' : drawnPlan;
  const plan = member.paid === 'adjudicated here' ? own : 'administered';
  found(household, seed, joined, plan, planted?.tier, random);
  if (planted !== undefined) plantIn(household, seed, planted);
  else {
    for (let month = monthOf(joined); month <= LAST_MONTH && household.ended === undefined; month += 1) {
      liveMonth(household, seed, month, random);
    }
    seekWithoutCoverage(household, joined, random);
  }
  return household;
}

/** The first coverage: an employee of 22 to 66 in one of the tiers, with a spouse and children as the tier says. */
function found(
  household: Household,
  seed: number,
  joined: Day,
  plan: string,
  givenTier: Tier | undefined,
  random: RandomStream,
): void {
  const age = Math.min(66, Math.max(22, normal(random, 44.5, 11.5)));
  const drawn = pick(random, TIERS);
  const tier = givenTier ?? (age < 25 ? 'employee' : drawn);
  const hasSpouse = tier === 'employee-spouse' || tier === 'family';
  const hasChildren = tier === 'employee-children' || tier === 'family';
  const bornBefore = (years: number) => (joined - Math.round(years * 365.25)) as Day;
  addPerson(household, seed, 'self', bornBefore(age), joined, tier, plan);
  if (hasSpouse)
    addPerson(
      household,
      seed,
      'spouse',
      bornBefore(Math.max(21, age + normal(random, 0, 3))),
      joined,
      tier,
      plan,
    );
  const children = hasChildren ? pick(random, hasSpouse ? CHILDREN_OF_TWO : CHILDREN_OF_ONE) : 0;
  for (let child = 0; child < children; child += 1) {
    const childAge = 0.1 + random.uniform() * Math.min(24, age - 21);
    addPerson(household, seed, 'child', bornBefore(childAge), joined, tier, plan);
  }
}

function addPerson(
  household: Household,
  seed: number,
  relationship: DemoPerson['relationship'],
  birth: Day,
  from: Day,
  tier: Tier,
  plan: string,
): DemoPerson {
  const { memberIndex, number, persons } = household;
  const random = streamOf(seed, PURPOSE.person, memberIndex, number, persons.length);
  const female = relationship === 'spouse' ? !persons[0]!.female : random.uniform() < 0.52;
  const code = `${MEMBERS[memberIndex]!.prefix}${String(number).padStart(5, '0')}-${String(persons.length).padStart(2, '0')}`;
  const person: DemoPerson = {
    code,
    number: persons.length,
    relationship,
    birth,
    female,
    severity: normal(random),
    household,
    spans: [{ from, tier, plan }],
    episodes: [],
  };
  persons.push(person);
  return person;
}

/** One month: a birth on some day of it; at its end leaving, or a child that is too old, a marriage, another plan. */
function liveMonth(household: Household, seed: number, month: number, random: RandomStream): void {
  const { persons } = household;
  const [first, last] = [firstDayOf(month), lastDayOf(month)];
  const monthOfYear = civilOf(first).month;
  const covered = persons.filter((person) => person.spans.at(-1)!.to === undefined);
  const { plan } = persons[0]!.spans.at(-1)!;
  const school = MEMBERS[household.memberIndex]!.school;
  const [birth, leave, marry, change] = [
    random.uniform(),
    random.uniform(),
    random.uniform(),
    random.uniform(),
  ];

  const mother = covered.find((person) => person.female && person.relationship !== 'child');
  const spouse = covered.some((person) => person.relationship === 'spouse');
  if (mother !== undefined && isIn(mother, first, 20, 42) && birth < GIVING_BIRTH * (spouse ? 1 : 0.25)) {
    const day = Math.max(first + random.below(28), persons[0]!.spans[0]!.from + 1) as Day;
    bear(household, seed, mother, day);
  }
  if (leave < (school ? LEAVING_OF_SCHOOLS[monthOfYear - 1]! : LEAVING)) {
    household.ended = last;
    if (random.uniform() < REPORTED_LATE) household.endReportedLate = true;
    for (const person of covered) close(person, last);
    for (const person of persons) if (person.spans.at(-1)!.to === undefined) close(person, last);
    return;
  }
  const next = (last + 1) as Day;
  if (next > LAST_DAY) return;
  for (const person of covered) {
    if (person.relationship === 'child' && next - person.birth >= OLDEST_CHILD * 365.25) close(person, last);
  }
  const changed = plan !== 'administered' && monthOfYear === 12 && change < CHANGING_PLAN;
  const other = plan === 'ppo' ? 'high-deductible' : 'ppo';
  if (!spouse && marry < MARRYING && isIn(persons[0]!, first, 23, 60)) {
    addPerson(
      household,
      seed,
      'spouse',
      (persons[0]!.birth + random.below(2000) - 1000) as Day,
      next,
      'family',
      plan,
    );
  }
  settle(household, next, changed ? other : plan);
}

function isIn(person: DemoPerson, day: number, youngest: number, oldest: number): boolean {
  const age = (day - person.birth) / 365.25;
  return age >= youngest && age < oldest;
}

/** A child is born and covered from that day; mother and child are in hospital. */
function bear(household: Household, seed: number, mother: DemoPerson, day: Day): DemoPerson {
  const { plan } = household.persons[0]!.spans.at(-1)!;
  const child = addPerson(household, seed, 'child', day, day, 'family', plan);
  mother.episodes.push({ kind: 'delivery', day, to: day, allowedCents: 1_250_000 });
  child.episodes.push({ kind: 'newborn', day, to: day, allowedCents: 310_000 });
  settle(household, day, plan);
  return child;
}

/** Gives everyone still covered the tier that the household is now in, from a day. */
function settle(household: Household, day: Day, plan: string): void {
  const open = household.persons.filter((person) => person.spans.at(-1)!.to === undefined);
  const spouse = open.some((person) => person.relationship === 'spouse');
  const children = open.some((person) => person.relationship === 'child');
  const alone = children ? 'employee-children' : 'employee';
  const together = children ? 'family' : 'employee-spouse';
  const tier = spouse ? together : alone;
  for (const person of open) {
    const span = person.spans.at(-1)!;
    if (span.tier === tier && span.plan === plan) continue;
    if (span.from === day) {
      span.tier = tier;
      span.plan = plan;
    } else {
      close(person, (day - 1) as Day);
      person.spans.push({ from: day, tier, plan });
    }
  }
}

function close(person: DemoPerson, last: Day): void {
  person.spans.at(-1)!.to = last;
}

/** Some seek services before their coverage begins or after it has ended; administrators elsewhere turn them away. */
function seekWithoutCoverage(household: Household, joined: Day, random: RandomStream): void {
  const [before, after, share] = [random.uniform(), random.uniform(), random.uniform()];
  if (MEMBERS[household.memberIndex]!.paid !== 'adjudicated here') return;
  if (joined > FIRST_DAY && before < 0.5) household.daysBefore = Math.floor(share * 30);
  if (household.ended === undefined) return;
  if (household.endReportedLate) household.daysAfter = 31 + Math.floor(share * 61);
  else if (after < 0.75) household.daysAfter = Math.floor(share * 130);
}

function plantIn(household: Household, seed: number, planted: PlantedHousehold): void {
  const [employee] = household.persons;
  employee!.episodes.push(...(planted.episodes ?? []));
  if (planted.birth === undefined) return;
  const mother = household.persons.find((person) => person.female)!;
  const child = bear(household, seed, mother, planted.birth.day);
  child.episodes.splice(0, 1, planted.birth.episode);
}
