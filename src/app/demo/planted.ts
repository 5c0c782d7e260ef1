import { type Day, dayOf } from '../../core/calendar/day.ts';
import { LAST_DAY } from './dates.ts';
import type { Episode } from './person.ts';

/** A household that the demo wants just so: who is in it, and what happens to them. Nobody in it comes or goes. */
export interface PlantedHousehold {
  readonly member: string;
  readonly number: number;
  readonly tier: 'employee' | 'employee-spouse';
  /** Episodes of the employee. */
  readonly episodes?: readonly Episode[];
  /** A child born on a day, with its episode. */
  readonly birth?: { readonly day: Day; readonly episode: Episode };
}

/** The person with the laser in both stop-loss contracts of demo/consortium.json. */
export const LASERED = 'CC00003-00';

/** The child whose premature birth takes a small member's whole year. */
export const PREMATURE = 'FW00002-02';

/** One human being, covered as a spouse at one member and as an employee at another. */
export const COVERED_TWICE = ['AV00004-01', 'BT00002-00'] as const;

const BIRTH = dayOf(2025, 3, 14) as Day;

export const PLANTED_HOUSEHOLDS: readonly PlantedHousehold[] = [
  {
    member: 'corrow-county',
    number: 3,
    tier: 'employee',
    episodes: [
      {
        kind: 'haemophilia',
        day: dayOf(2024, 1, 9) as Day,
        to: dayOf(2024, 12, 31) as Day,
        allowedCents: 58_400_000,
      },
      { kind: 'haemophilia', day: dayOf(2025, 1, 7) as Day, to: LAST_DAY, allowedCents: 66_100_000 },
    ],
  },
  {
    member: 'fenwick-water',
    number: 2,
    tier: 'employee-spouse',
    birth: {
      day: BIRTH,
      episode: {
        kind: 'premature birth',
        day: BIRTH,
        to: dayOf(2025, 7, 31) as Day,
        allowedCents: 98_700_000,
      },
    },
  },
  { member: 'alder-valley-schools', number: 4, tier: 'employee-spouse' },
  { member: 'brannock-town', number: 2, tier: 'employee-spouse' },
];
