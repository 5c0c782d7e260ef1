import type { Amount } from '../money/amount.ts';
import type { VolumeBand } from './volume.ts';

/** A band of a volume-discount schedule: groups of up to so many employees, and the price per employee and month. */
export interface ScheduleBand extends VolumeBand {
  readonly perEmployeePerMonth: Amount;
}

/** The whole group at one band's price: employees x price x months, in minor units. */
export function schedulePrice(band: ScheduleBand, employees: bigint, months: number): bigint {
  return employees * BigInt(band.perEmployeePerMonth) * BigInt(months);
}
