import { type Refusal, refuse } from '../refusal.ts';

/** A band of a schedule by volume: groups of up to so many employees, inclusive; without `upTo` every larger group. */
export interface VolumeBand {
  readonly upTo?: number | undefined;
}

/** Refuses (`inconsistent`) bands that do not ascend: one at or below an earlier one, or behind the open one. */
export function checkBands(bands: readonly VolumeBand[], path: string): Refusal | undefined {
  for (const [place, { upTo }] of bands.entries()) {
    const before = bands[place - 1];
    if (before === undefined || (before.upTo ?? Infinity) < (upTo ?? Infinity)) continue;
    const wanted = before.upTo === undefined ? 'no band behind the open one' : `more than ${before.upTo}`;
    return refuse('inconsistent', `${path}[${place}].upTo`, wanted, upTo);
  }
  return undefined;
}

/** The band of a group of so many employees: the first that reaches them; undefined where none does. */
export function bandOf<B extends VolumeBand>(bands: readonly B[], employees: bigint): B | undefined {
  return bands.find(({ upTo }) => upTo === undefined || employees <= upTo);
}

/**
 * The band in which a whole group is priced: the first that reaches its employees. Refused: `undefined_result` where
 * none does, since then nobody has named a price.
 */
export function bandFor<B extends VolumeBand>(
  bands: readonly B[],
  employees: bigint,
  path: string,
): B | Refusal {
  return (
    bandOf(bands, employees) ?? refuse('undefined_result', path, 'a band for so many employees', employees)
  );
}
