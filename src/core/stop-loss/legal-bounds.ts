import type { Amount } from '../money/amount.ts';
import type { Ratio } from '../money/ratio.ts';

/** The group that a stop-loss contract covers, as law measures contracts by it. */
export interface CoveredGroup {
  readonly employees: number;
  readonly members: number;
  readonly expectedClaims: Amount;
}

/** A number of law with what it belongs to, which comes back with the bound that it makes. */
export interface LawNumber<C> {
  readonly value: Ratio;
  readonly rule: C;
}

/** The bounds of a law; amounts in minor units. Those of a small group stand in place of the aggregate's other least share. */
export interface ContractLaw<C> {
  readonly specificLeast?: LawNumber<C> | undefined;
  readonly specificMostOfExpected?: LawNumber<C> | undefined;
  readonly aggregateLeastOfExpected?: LawNumber<C> | undefined;
  readonly aggregateMostOfExpected?: LawNumber<C> | undefined;
  readonly smallGroupMost?: LawNumber<C> | undefined;
  readonly smallGroupLeastOfExpected?: LawNumber<C> | undefined;
  readonly smallGroupLeastPerMember?: LawNumber<C> | undefined;
  readonly smallGroupLeast?: LawNumber<C> | undefined;
}

/** A bound on where a part of the contract attaches. An upper bound also asks that there be such a part. */
export interface LegalBound<C> {
  readonly part: 'specific' | 'aggregate';
  readonly side: 'least' | 'most';
  readonly amount: bigint;
  readonly rule: C;
}

/**
 * The bounds that a law sets for a group's contract, as whole minor units: a least one rounded up, a largest one down, so
 * that what meets the rounded bound meets the exact one. Where several least bounds stand, the largest decides.
 * Source: NAIC Model 92 as enacted (Arkansas 23-62-111(c)); New York Insurance Law 4707(a); WAC 200-110-040.
 */
export function legalBounds<C>(law: ContractLaw<C>, group: CoveredGroup): LegalBound<C>[] {
  const bounds: LegalBound<C>[] = [];
  const add = (
    part: LegalBound<C>['part'],
    side: LegalBound<C>['side'],
    number: LawNumber<C> | undefined,
    times: number,
  ) => {
    if (number === undefined) return;
    const amount = side === 'least' ? roundUp(number.value, times) : roundDown(number.value, times);
    bounds.push({ part, side, amount, rule: number.rule });
  };
  add('specific', 'least', law.specificLeast, 1);
  add('specific', 'most', law.specificMostOfExpected, group.expectedClaims);
  if (isSmall(law.smallGroupMost?.value, group)) {
    add('aggregate', 'least', law.smallGroupLeastPerMember, group.members);
    add('aggregate', 'least', law.smallGroupLeastOfExpected, group.expectedClaims);
    add('aggregate', 'least', law.smallGroupLeast, 1);
  } else add('aggregate', 'least', law.aggregateLeastOfExpected, group.expectedClaims);
  add('aggregate', 'most', law.aggregateMostOfExpected, group.expectedClaims);
  return bounds;
}

/** True where an attachment keeps a bound. */
export function keeps(bound: LegalBound<unknown>, attachment: number): boolean {
  return bound.side === 'least' ? BigInt(attachment) >= bound.amount : BigInt(attachment) <= bound.amount;
}

function isSmall(most: Ratio | undefined, { employees }: CoveredGroup): boolean {
  return most !== undefined && BigInt(employees) * most.denominator <= most.numerator;
}

function roundDown({ numerator, denominator }: Ratio, times: number): bigint {
  return (numerator * BigInt(times)) / denominator;
}

function roundUp({ numerator, denominator }: Ratio, times: number): bigint {
  return (numerator * BigInt(times) + denominator - 1n) / denominator;
}
