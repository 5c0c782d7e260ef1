import { type CoverageSpan, eligibilityOn } from '../../core/coverage/eligibility.ts';
import type { Change, ClaimDay, ClaimMove, EnrolledSpan } from '../ports/import-store.ts';

/** What reports of coverage do to claims on record. */
export interface CoverageChanges {
  readonly changes: readonly Change[];
  /** Claims whose person is now covered under another subscriber: their next version belongs to that family. */
  readonly moves: readonly ClaimMove[];
}

/**
 * Compares the coverage of a person before and after on the days of its claims. Days that follow each other among the
 * claims, and whose coverage all changed, make one change for each family whose claims they are.
 */
export function coverageChanges(
  before: readonly EnrolledSpan[],
  after: readonly EnrolledSpan[],
  claimDays: readonly ClaimDay[],
  receivedDay: number,
): CoverageChanges {
  const changes: Change[] = [];
  const families = Map.groupBy(claimDays, ({ subscriberId }) => subscriberId);
  for (const [subscriberId, days] of families) {
    const { personId } = days[0]!;
    const what = { kind: 'coverage' as const, subscriberId, personId, planId: 0, receivedDay };
    let open: { from: number; to: number } | undefined;
    for (const day of [...new Set(days.map((one) => one.day))].sort((a, b) => a - b)) {
      if (isSame(before, after, day)) open = undefined;
      else if (open !== undefined) open.to = day;
      else {
        open = { from: day, to: day };
        changes.push(Object.assign(open, what));
      }
    }
  }
  const moves = movesOf(after, claimDays);
  for (const { subscriberId, from, personId } of moves) {
    const what = { kind: 'claim' as const, personId, planId: 0, receivedDay };
    for (const family of [from, subscriberId]) {
      const days = { from: claimDays[0]!.day, to: claimDays.at(-1)!.day };
      if (!changes.some((change) => change.kind === 'claim' && change.subscriberId === family))
        changes.push({ ...what, ...days, subscriberId: family });
    }
  }
  return { changes, moves };
}

function isSame(before: readonly CoverageSpan[], after: readonly CoverageSpan[], day: number): boolean {
  const [was, is] = [eligibilityOn(before, day), eligibilityOn(after, day)];
  if (was.covered !== is.covered || (!was.covered && !is.covered && was.when !== is.when)) return false;
  const [a, b] = [was.covered ? was.span : was.nearest, is.covered ? is.span : is.nearest];
  return a.memberId === b.memberId && a.planId === b.planId && a.tier === b.tier;
}

/** A claim meets the family under whose subscriber its person is covered on its first day of service. */
function movesOf(after: readonly EnrolledSpan[], claimDays: readonly ClaimDay[]): ClaimMove[] {
  const moves: ClaimMove[] = [];
  for (const days of Map.groupBy(claimDays, ({ claimId }) => claimId).values()) {
    const { claimId, version, personId, subscriberId: from } = days[0]!;
    const found = eligibilityOn(after, Math.min(...days.map(({ day }) => day)));
    const { subscriberId } = (found.covered ? found.span : found.nearest) as EnrolledSpan;
    if (subscriberId !== from) moves.push({ claimId, version, personId, from, subscriberId });
  }
  return moves;
}
