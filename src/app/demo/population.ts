import { civilOf } from '../../core/calendar/day.ts';
import { firstDayOf } from '../../core/calendar/month.ts';
import { streamOf } from '../../core/simulation/random.ts';
import type { EnrolmentRow } from '../import/rows.ts';
import { FIRST_DAY, FIRST_MONTH, LAST_MONTH, PURPOSE } from './dates.ts';
import { livedHousehold } from './lives.ts';
import { MEMBERS } from './members.ts';
import type { DemoPerson, Household } from './person.ts';

const JOINING = 0.0102;
const JOINING_OF_SCHOOLS = [6, 5, 5, 4, 4, 4, 6, 28, 42, 7, 6, 5].map((share) => share * 0.00102);
const FEWEST_EMPLOYEES = 6;

/** All households: those of the first day, and those that join month by month. `scale` shrinks every member alike. */
export function populate(seed: number, scale: number): Household[] {
  const households: Household[] = [];
  for (const [memberIndex, member] of MEMBERS.entries()) {
    const employees = Math.max(FEWEST_EMPLOYEES, Math.round(member.employees * scale));
    for (let number = 1; number <= employees; number += 1) {
      households.push(livedHousehold(seed, memberIndex, number, FIRST_DAY));
    }
    const random = streamOf(seed, PURPOSE.joining, memberIndex);
    let number = employees;
    for (let month = FIRST_MONTH + 1; month <= LAST_MONTH; month += 1) {
      const first = firstDayOf(month);
      const chance = member.school ? JOINING_OF_SCHOOLS[civilOf(first).month - 1]! : JOINING;
      const joining = Math.floor(employees * chance + random.uniform());
      for (let count = 0; count < joining; count += 1) {
        number += 1;
        households.push(livedHousehold(seed, memberIndex, number, first));
      }
    }
  }
  return households;
}

/** All persons, household by household. */
export function personsOf(households: readonly Household[]): DemoPerson[] {
  return households.flatMap((household) => household.persons);
}

/**
 * The enrolment as reported. Ends that were reported late stand first as coverage that goes on; a later row for the
 * same person and first day then gives the end.
 */
export function* enrolmentRows(households: readonly Household[]): Generator<EnrolmentRow> {
  let fileLine = 1;
  for (const household of households) {
    for (const person of household.persons) {
      for (const span of person.spans) {
        const hidden = household.endReportedLate && span.to === household.ended;
        fileLine += 1;
        yield rowOf(person, span, hidden ? undefined : span.to, fileLine);
      }
    }
  }
  for (const household of households) {
    if (!household.endReportedLate) continue;
    for (const person of household.persons) {
      const span = person.spans.at(-1)!;
      if (span.to !== household.ended) continue;
      fileLine += 1;
      yield rowOf(person, span, span.to, fileLine);
    }
  }
}

function rowOf(
  person: DemoPerson,
  span: DemoPerson['spans'][number],
  to: EnrolmentRow['to'],
  fileLine: number,
): EnrolmentRow {
  return {
    fileLine,
    person: person.code,
    subscriber: person.household.persons[0]!.code,
    relationship: person.relationship,
    member: MEMBERS[person.household.memberIndex]!.code,
    plan: span.plan,
    tier: span.tier,
    from: span.from,
    to,
  };
}
