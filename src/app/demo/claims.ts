import { streamOf } from '../../core/simulation/random.ts';
import { ClaimColumns } from './claim-columns.ts';
import { ClaimWriter } from './claim-writer.ts';
import { LAST_DAY, PURPOSE, YEARS } from './dates.ts';
import { drawCatastrophe, episodeClaims } from './episodes.ts';
import { plantFrauds } from './frauds.ts';
import { hospitalClaims, inpatientClaims } from './hospital.ts';
import { MEMBERS } from './members.ts';
import { coverageOf, type DemoPerson } from './person.ts';
import { PLANTED_HOUSEHOLDS } from './planted.ts';
import { prescriptions } from './prescriptions.ts';
import { drawYear } from './spending.ts';
import { professionalClaims, type Stretch } from './visits.ts';

/** All claims of the demo, those adjudicated here and those paid elsewhere, person by person and year by year. */
export function claimsOf(seed: number, persons: readonly DemoPerson[]): ClaimColumns {
  const columns = new ClaimColumns();
  for (const [index, person] of persons.entries()) {
    for (const year of YEARS) yearOfClaims(seed, columns, person, index, year);
  }
  plantFrauds(seed, columns, persons);
  return columns;
}

function yearOfClaims(
  seed: number,
  columns: ClaimColumns,
  person: DemoPerson,
  index: number,
  { year, from, to }: (typeof YEARS)[number],
): void {
  const { household, number } = person;
  const { memberIndex, daysBefore, daysAfter } = household;
  const coverage = coverageOf(person, LAST_DAY);
  const before = person.birth === coverage.from ? 0 : daysBefore;
  const first = Math.max(from, coverage.from - before);
  const last = Math.min(to, coverage.to + (coverage.to === household.ended ? daysAfter : 0));
  if (first > last) return;
  const random = streamOf(seed, PURPOSE.claims, memberIndex, household.number, number, year);
  const share = (last - first + 1) / (to - from + 1);
  const stretch: Stretch = { from: first, to: last, habit: habitOf(person) };
  const second = year !== YEARS[0]!.year;
  const spending = drawYear(random, person, (from + to) / 2, share, second);
  const here = MEMBERS[memberIndex]!.paid === 'adjudicated here';
  const writer = new ClaimWriter(columns, random, index, here);
  professionalClaims(writer, random, stretch, spending.professional);
  hospitalClaims(writer, random, stretch, spending.hospital);
  inpatientClaims(writer, random, stretch, spending.inpatient);
  prescriptions(writer, random, stretch, spending.pharmacy);

  const episodes = person.episodes.filter(({ day }) => day >= from && day <= to);
  const catastrophe = drawCatastrophe(random, stretch, Math.min(last, coverage.to), share);
  if (catastrophe !== undefined && !isPlanted(person)) episodes.push(catastrophe);
  for (const episode of episodes) {
    episodeClaims(writer, random, episode, stretch.habit, Math.min(last, coverage.to));
  }
}

/** Where a family usually goes: any whole number, from the member and the employee's number. */
function habitOf({ household }: DemoPerson): number {
  return Math.imul(household.memberIndex * 100_003 + household.number, 0x9e3779b1) >>> 12;
}

function isPlanted({ household }: DemoPerson): boolean {
  const { code } = MEMBERS[household.memberIndex]!;
  return PLANTED_HOUSEHOLDS.some((planted) => planted.member === code && planted.number === household.number);
}
