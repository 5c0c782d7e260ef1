import type { PersonYear } from '../core/coverage/accumulators.ts';
import type { CompiledPlan } from '../core/coverage/compile-plan.ts';

/** What a line used of a limit of the plan year: what had been used before it and with it, in minor units. */
export interface AccumulatorUse {
  readonly of: 'deductible' | 'out of pocket';
  readonly by: 'person' | 'family';
  readonly network: string;
  readonly before: number;
  readonly after: number;
  readonly limit: number;
}

type Used = Pick<AccumulatorUse, 'of' | 'by' | 'network' | 'limit'> & { readonly used: number };

/** What has been used of each limit that there is, in the order of the plan's networks. */
export function limitsUsed(plan: CompiledPlan, year: PersonYear): Used[] {
  return plan.networks.flatMap(({ deductible, outOfPocketMax }, at) => {
    const network = plan.networkNames[at]!;
    const { family } = year;
    const all: Used[] = [
      ...([['deductible', deductible, year.deductible, family.deductible]] as const),
      ...([['out of pocket', outOfPocketMax, year.outOfPocket, family.outOfPocket]] as const),
    ].flatMap(([of, limit, own, ofFamily]) => [
      { of, by: 'person', network, limit: limit.individual, used: own[at]! },
      { of, by: 'family', network, limit: limit.family, used: ofFamily[at]! },
    ]);
    return all.filter(({ limit }) => limit !== Infinity && limit > 0);
  });
}

/** What came between two looks at a year: the limits of the line's own network, and others that it counted towards. */
export function usesBetween(before: readonly Used[], after: readonly Used[], own: string): AccumulatorUse[] {
  return after.flatMap(({ used, ...limit }, index) => {
    const use = { ...limit, before: before[index]!.used, after: used };
    return limit.network === own || use.before !== use.after ? [use] : [];
  });
}
