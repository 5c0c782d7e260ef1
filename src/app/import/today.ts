import type { Day } from '../../core/calendar/day.ts';

const MILLISECONDS_A_DAY = 86_400_000;

/** The day it is, by UTC. */
export function today(): Day {
  return Math.floor(Date.now() / MILLISECONDS_A_DAY) as Day;
}
