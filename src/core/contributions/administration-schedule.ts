import type { Amount } from '../money/amount.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** A band of a volume-discount schedule: groups of up to so many employees, and the price per employee and month. */
export interface ScheduleBand {
  /** Inclusive; undefined holds every larger group. */
  readonly upTo?: number | undefined;
  readonly perEmployeePerMonth: Amount;
}

/** Refuses (`inconsistent`) bands that do not ascend: a band below or beside an earlier one, or behind the open one. */
export function checkSchedule(schedule: readonly ScheduleBand[]): Refusal | undefined {
  for (const [place, { upTo }] of schedule.entries()) {
    const before = schedule[place - 1];
    if (before === undefined || (before.upTo ?? Infinity) < (upTo ?? Infinity)) continue;
    const last = before.upTo === undefined ? 'no band behind the open one' : `more than ${before.upTo}`;
    return refuse('inconsistent', `schedule[${place}].upTo`, last, upTo);
  }
  return undefined;
}

/** The band of a group of so many employees: the first that reaches them; undefined where none does. */
export function bandOf(schedule: readonly ScheduleBand[], employees: bigint): ScheduleBand | undefined {
  return schedule.find(({ upTo }) => upTo === undefined || employees <= upTo);
}

/** The whole group at one band's price: employees x price x months, in minor units. */
export function schedulePrice(band: ScheduleBand, employees: bigint, months: number): bigint {
  return employees * BigInt(band.perEmployeePerMonth) * BigInt(months);
}
