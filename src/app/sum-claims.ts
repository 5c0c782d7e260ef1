import { formatAmount } from '../core/money/amount.ts';
import { isRefusal } from '../core/refusal.ts';
import { type ClaimFilters, claimFiltersOf } from './find-claims.ts';
import type { Consortium } from './ports/consortium.ts';
import type { Stores } from './ports/stores.ts';
import type { Viewer } from './viewer.ts';

/**
 * What all claims come to that filters find. Without a filter, or by member, plan and benefit alone, it is summed from
 * rollups: then of all lines that were decided here. Else claims are looked at, at most so many: `isWhole` is false where
 * there are more. Refused as `findClaims`.
 */
export async function sumClaims(
  viewer: Viewer,
  { claims }: Pick<Stores, 'claims'>,
  consortium: Consortium,
  asked: ClaimFilters,
) {
  const filters = claimFiltersOf(viewer, consortium, asked);
  if (isRefusal(filters)) return filters;
  const { memberId, planId, benefit, ...others } = filters;
  const write = (minor: number) => formatAmount(minor, consortium.document.currency);
  const isOfRollups = Object.values(others).every((value) => value === undefined);
  if (isOfRollups) {
    const sums = await claims.decidedSums(consortium.consortiumId, { memberId, planId, benefit });
    // Whose claims wait is in no rollup.
    const isOfAll = [memberId, planId, benefit].every((value) => value === undefined);
    return {
      ...{ lines: sums.lines, charge: write(sums.charge), planPays: write(sums.planPays) },
      ...(isOfAll && { waiting: sums.waiting }),
      isWhole: true,
    };
  }
  const { charge, planPays, ...counts } = await claims.sums(consortium.consortiumId, filters);
  return { ...counts, charge: write(charge), planPays: write(planPays) };
}
