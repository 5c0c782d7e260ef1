import { compareRatios, type Ratio, ratioOf } from '../money/ratio.ts';
import { type Bid, enrolledIn, type Group } from './tender.ts';

/** Why a bid does not hold for a group: the minimum that it asks for, and what the group has. */
export type Disqualification =
  | { readonly code: 'share_below_minimum'; readonly minimum: Ratio; readonly actual: Ratio }
  | { readonly code: 'employees_below_minimum'; readonly minimum: number; readonly actual: bigint };

/**
 * The share of those eligible who take part. Who waived with other coverage does not count, as carriers hold it.
 * Somebody is enrolled, and no more than are eligible.
 */
export function participation(group: Group): Ratio {
  return ratioOf(enrolledIn(group), BigInt(group.eligibleEmployees - group.waivedWithOtherCoverage));
}

/** Every reason for which a bid does not hold; none where it does. */
export function disqualifications(group: Group, { minimumParticipation }: Bid): Disqualification[] {
  const { share, employees } = minimumParticipation ?? {};
  const found: Disqualification[] = [];
  const taking = participation(group);
  if (share !== undefined && compareRatios(taking, share) < 0)
    found.push({ code: 'share_below_minimum', minimum: share, actual: taking });
  const enrolled = enrolledIn(group);
  if (employees !== undefined && enrolled < employees)
    found.push({ code: 'employees_below_minimum', minimum: employees, actual: enrolled });
  return found;
}
