import { type Day, dayOf } from '../../core/calendar/day.ts';
import { streamOf } from '../../core/simulation/random.ts';
import type { ClaimColumns } from './claim-columns.ts';
import { PURPOSE } from './dates.ts';
import { medicalReceived } from './lag.ts';
import { MEMBERS } from './members.ts';
import { type DemoPerson, spanOn } from './person.ts';
import { COVERED_TWICE } from './planted.ts';
import { PROVIDER, providerCode } from './providers.ts';
import { SERVICE, SERVICES } from './services.ts';

/** The counsellor who bills an hour each with more people than a day has hours, and on which days. */
const COUNSELLOR = PROVIDER.counsellor.first + 17;
const SESSIONS = 31;
const SESSION_DAYS = [
  [2025, 4, 8],
  [2025, 4, 22],
  [2025, 5, 6],
  [2025, 5, 20],
  [2025, 6, 3],
].map(([year, month, day]) => dayOf(year!, month!, day!) as Day);
const AN_HOUR = SERVICES[SERVICE['mental-health']]!.procedures.indexOf('90837');
const SESSION_ALLOWED = 14_200;
const SESSION_CHARGE = 31_500;

/** The operation billed twice, through two members, for one human being. */
const SURGEON = PROVIDER.specialist.first + 41;
const OPERATION_DAY = dayOf(2025, 6, 17) as Day;
const OPERATION = { procedure: 0, charge: 486_000, allowed: 214_000 };

/** The planted frauds by provider, for the demo to tell. */
export const FRAUDS = {
  impossibleHours: { provider: providerCode(COUNSELLOR), sessions: SESSIONS, days: SESSION_DAYS },
  billedTwice: { provider: providerCode(SURGEON), day: OPERATION_DAY, chargeCents: OPERATION.charge },
} as const;

/** Adds the claims that the fraud flags are to find. */
export function plantFrauds(seed: number, columns: ClaimColumns, persons: readonly DemoPerson[]): void {
  const random = streamOf(seed, PURPOSE.episode);
  for (const day of SESSION_DAYS) {
    let start = random.below(persons.length);
    const seen = new Set<DemoPerson>();
    for (let tries = 0; seen.size < SESSIONS && tries < persons.length; tries += 1) {
      const person = persons[start % persons.length]!;
      const index = start % persons.length;
      start += 7;
      if (seen.has(person) || !coveredHere(person, day) || day - person.birth < 16 * 365) continue;
      seen.add(person);
      columns.addClaim(index, COUNSELLOR, day, medicalReceived(random, 'other', day));
      columns.addLine(SERVICE['mental-health'], 0, AN_HOUR, SESSION_CHARGE, SESSION_ALLOWED);
    }
  }
  for (const code of COVERED_TWICE) {
    const index = persons.findIndex((person) => person.code === code);
    columns.addClaim(index, SURGEON, OPERATION_DAY, medicalReceived(random, 'other', OPERATION_DAY));
    columns.addLine(SERVICE.surgery, 0, OPERATION.procedure, OPERATION.charge, OPERATION.allowed);
  }
}

function coveredHere(person: DemoPerson, day: number): boolean {
  return (
    MEMBERS[person.household.memberIndex]!.paid === 'adjudicated here' && spanOn(person, day) !== undefined
  );
}
