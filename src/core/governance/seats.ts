import { allocate } from '../money/allocate.ts';
import type { Director } from './directors.ts';
import type { VoteBasis } from './rules.ts';

/** What a member organisation is measured by: employees covered, and contributions in minor units. */
export interface MemberMeasure {
  readonly employees: number;
  readonly contributions: number;
}

/** A director's vote and what it weighs. */
export interface Seat {
  readonly directorId: number;
  readonly memberId: number;
  readonly name: string;
  readonly weight: bigint;
  /** The employees behind the vote, by which a tie is broken. */
  readonly employees: bigint;
}

/**
 * The seats of directors. By employees or contributions a member's measure is the weight of its vote; where it has
 * several directors they share it by the largest remainder, the earlier director first. A member without a measure weighs 0.
 */
export function seatsOf(
  directors: readonly Director[],
  basis: VoteBasis,
  measures: ReadonlyMap<number, MemberMeasure>,
): Seat[] {
  const inOrder = [...directors].sort((a, b) => a.directorId - b.directorId);
  const byMember = Map.groupBy(inOrder, ({ memberId }) => memberId);
  const seats = [...byMember].flatMap(([memberId, ours]) => {
    const { employees = 0, contributions = 0 } = measures.get(memberId) ?? {};
    const shared = (whole: number) =>
      allocate(
        BigInt(whole),
        ours.map(() => 1n),
      );
    const byEmployees = shared(employees);
    const weights = {
      heads: ours.map(() => 1n),
      employees: byEmployees,
      contributions: shared(Math.max(0, contributions)),
    }[basis];
    return ours.map(({ directorId, name }, index) => ({
      ...{ directorId, memberId, name },
      ...{ weight: weights[index]!, employees: byEmployees[index]! },
    }));
  });
  return seats.sort((a, b) => a.directorId - b.directorId);
}
