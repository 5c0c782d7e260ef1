import type { Day } from '../../core/calendar/day.ts';

/** Who is covered: the tiers of demo/consortium.json. */
export type Tier = 'employee' | 'employee-spouse' | 'employee-children' | 'family';

/** One stretch of a person's coverage; `to` undefined goes on. */
export interface Span {
  readonly from: Day;
  to?: Day | undefined;
  tier: Tier;
  plan: string;
}

/** A severe illness that is known in the demo: what it is, from when, and about how much is allowed for it. */
export interface Episode {
  readonly kind: 'delivery' | 'newborn' | 'premature birth' | 'transplant' | 'oncology' | 'haemophilia';
  readonly day: Day;
  readonly to: Day;
  readonly allowedCents: number;
}

/** A person of the demo. `severity` is the part of the person's health that stays from year to year (standard normal). */
export interface DemoPerson {
  readonly code: string;
  readonly number: number;
  readonly relationship: 'self' | 'spouse' | 'child';
  readonly birth: Day;
  readonly female: boolean;
  readonly severity: number;
  readonly household: Household;
  readonly spans: Span[];
  readonly episodes: Episode[];
}

/** A subscriber and dependents. */
export interface Household {
  readonly memberIndex: number;
  /** The employee's number within the member. */
  readonly number: number;
  readonly persons: DemoPerson[];
  /** The true last day of coverage, where the employee has left. */
  ended?: Day | undefined;
  /** True where the end was reported late, so that the first report shows coverage going on. */
  endReportedLate?: true;
  /** Days before coverage begins and after it ends on which services are still sought. */
  daysBefore: number;
  daysAfter: number;
}

/** The span that covers a day, or undefined. */
export function spanOn(person: DemoPerson, day: number): Span | undefined {
  return person.spans.find((span) => span.from <= day && (span.to === undefined || span.to >= day));
}

/** First and last day of all coverage. */
export function coverageOf(person: DemoPerson, openEnd: Day): { from: Day; to: Day } {
  return { from: person.spans[0]!.from, to: person.spans.at(-1)!.to ?? openEnd };
}
