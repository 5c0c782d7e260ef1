import type { Day } from '../../core/calendar/day.ts';
import { categorical, normal, pick } from '../../core/simulation/distributions.ts';
import { type RandomStream, streamOf } from '../../core/simulation/random.ts';
import { PURPOSE } from './dates.ts';
import { MEMBERS } from './members.ts';
import type { DemoPerson, Household, Span, Tier } from './person.ts';

const TIERS = categorical<Tier>([
  ['employee', 0.45],
  ['employee-spouse', 0.13],
  ['employee-children', 0.1],
  ['family', 0.32],
]);
const CHILDREN_OF_TWO = categorical([1, 2, 3, 4].map((count, index) => [count, [22, 42, 25, 11][index]!]));
const CHILDREN_OF_ONE = categorical([1, 2, 3].map((count, index) => [count, [40, 40, 20][index]!]));

/** The first coverage: an employee of 22 to 66 in one of the tiers, with a spouse and children as the tier says. */
export function found(
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
  const span = { from: joined, tier, plan };
  addPerson(household, seed, 'self', bornBefore(age), span);
  if (hasSpouse) {
    const ofSpouse = Math.max(21, age + normal(random, 0, 3));
    addPerson(household, seed, 'spouse', bornBefore(ofSpouse), span);
  }
  const children = hasChildren ? pick(random, hasSpouse ? CHILDREN_OF_TWO : CHILDREN_OF_ONE) : 0;
  for (let child = 0; child < children; child += 1) {
    const childAge = 0.1 + random.uniform() * Math.min(24, age - 21);
    addPerson(household, seed, 'child', bornBefore(childAge), span);
  }
}

/** Adds a person whose coverage begins with a span. */
export function addPerson(
  household: Household,
  seed: number,
  relationship: DemoPerson['relationship'],
  birth: Day,
  span: Span,
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
    spans: [{ ...span }],
    episodes: [],
  };
  persons.push(person);
  return person;
}

/** A child is born and covered from that day; mother and child are in hospital. */
export function bear(household: Household, seed: number, mother: DemoPerson, day: Day): DemoPerson {
  const { plan } = household.persons[0]!.spans.at(-1)!;
  const child = addPerson(household, seed, 'child', day, { from: day, tier: 'family', plan });
  mother.episodes.push({ kind: 'delivery', day, to: day, allowedCents: 1_250_000 });
  child.episodes.push({ kind: 'newborn', day, to: day, allowedCents: 310_000 });
  settle(household, day, plan);
  return child;
}

/** Gives everyone still covered the tier that the household is now in, from a day. */
export function settle(household: Household, day: Day, plan: string): void {
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

/** Ends a person's coverage with a day. */
export function close(person: DemoPerson, last: Day): void {
  person.spans.at(-1)!.to = last;
}
