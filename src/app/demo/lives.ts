import { civilOf, type Day } from '../../core/calendar/day.ts';
import { firstDayOf, lastDayOf, monthOf } from '../../core/calendar/month.ts';
import { type RandomStream, streamOf } from '../../core/simulation/random.ts';
import { FIRST_DAY, LAST_DAY, LAST_MONTH, PURPOSE } from './dates.ts';
import { addPerson, bear, close, found, settle } from './household.ts';
import { MEMBERS } from './members.ts';
import type { DemoPerson, Household } from './person.ts';
import { PLANTED_HOUSEHOLDS, type PlantedHousehold } from './planted.ts';

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
    for (
      let month: number = monthOf(joined);
      month <= LAST_MONTH && household.ended === undefined;
      month += 1
    ) {
      liveMonth(household, seed, month, random);
    }
    seekWithoutCoverage(household, joined, random);
  }
  return household;
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
    const birth = (persons[0]!.birth + random.below(2000) - 1000) as Day;
    addPerson(household, seed, 'spouse', birth, { from: next, tier: 'family', plan });
  }
  settle(household, next, changed ? other : plan);
}

function isIn(person: DemoPerson, day: number, youngest: number, oldest: number): boolean {
  const age = (day - person.birth) / 365.25;
  return age >= youngest && age < oldest;
}

/** Some seek services before their coverage begins or after it has ended; administrators elsewhere turn them away. */
function seekWithoutCoverage(household: Household, joined: Day, random: RandomStream): void {
  const [before, after, share] = [random.uniform(), random.uniform(), random.uniform()];
  if (MEMBERS[household.memberIndex]!.paid !== 'adjudicated here') return;
  if (joined > FIRST_DAY && before < 0.4) household.daysBefore = Math.floor(share * 30);
  if (household.ended === undefined) return;
  if (household.endReportedLate) household.daysAfter = 31 + Math.floor(share * 61);
  else if (after < 0.7) household.daysAfter = Math.floor(share * 88);
}

function plantIn(household: Household, seed: number, planted: PlantedHousehold): void {
  const [employee] = household.persons;
  employee!.episodes.push(...(planted.episodes ?? []));
  if (planted.birth === undefined) return;
  const mother = household.persons.find((person) => person.female)!;
  const child = bear(household, seed, mother, planted.birth.day);
  child.episodes.splice(0, 1, planted.birth.episode);
}
