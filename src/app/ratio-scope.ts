import { isIn, type Window } from '../core/calendar/plan-year.ts';
import { type Amount, amountOf, ZERO } from '../core/money/amount.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import type { BooksStore } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';
import { contractPositions, inForce, recoverableOf } from './stop-loss.ts';

/** Of which part of the pool a ratio is asked for: a member, a region, a benefit, or any of them together; else of all. */
export interface RatioScope {
  /** A member's code. */
  readonly member?: string | undefined;
  readonly region?: string | undefined;
  readonly benefit?: string | undefined;
  /** Net of stop-loss: less what is recoverable, over contributions less its premium. */
  readonly isNet: boolean;
}

/**
 * True for the members that a scope means; the pool itself is in a scope that names neither member nor region.
 * Refused: `unknown_reference` for a member, a region, or a benefit that no rate pays for, `inconsistent` for a member of another region, `undefined_result`
 * for a net ratio of a benefit.
 */
export function membersMeant(
  { members, document }: Consortium,
  { member, region, benefit, isNet }: RatioScope,
): ((memberId: number) => boolean) | Refusal {
  if (benefit !== undefined && isNet) return netOf('a benefit');
  const benefits = [
    ...new Set(document.contributions.flatMap(({ byBenefit }) => [...(byBenefit?.keys() ?? [])])),
  ];
  if (benefit !== undefined && !benefits.includes(benefit)) {
    const known =
      benefits.length === 0 ? 'none, as no rate says what it pays for' : `one of ${benefits.join(', ')}`;
    return refuse('unknown_reference', '--benefit', known, benefit);
  }
  if (member !== undefined && !members.has(member))
    return refuse('unknown_reference', '--member', `one of ${[...members.keys()].join(', ')}`, member);
  const regions = regionsOf(document);
  if (region !== undefined && !regions.includes(region)) {
    const known = regions.length === 0 ? 'none, as no member has a region' : `one of ${regions.join(', ')}`;
    return refuse('unknown_reference', '--region', known, region);
  }
  const meant = document.members.filter(
    (one) => (member ?? one.code) === one.code && (region ?? one.region) === one.region,
  );
  if (meant.length === 0 && member !== undefined)
    return refuse('inconsistent', '--region', `a region that ${member} is in`, region);
  if (member === undefined && region === undefined) return () => true;
  const numbers = new Set(meant.map(({ code }) => members.get(code)!));
  return (memberId) => numbers.has(memberId);
}

/** What stop-loss reimburses is of persons and of the pool, and of a whole contract: nothing says of what else. */
export function netOf(what: string): Refusal {
  const expected = `ratios gross of stop-loss, as nothing says how much of what it reimburses is of ${what}`;
  return refuse('undefined_result', '--net', expected, true);
}

/** The regions of the members, each once, in the order of the document. */
export function regionsOf({ members }: Pick<Consortium['document'], 'members'>): string[] {
  return [...new Set(members.flatMap(({ region }) => region ?? []))];
}

/** What is recoverable, by member (the aggregate part is the pool's), under contracts that came into force in a window. */
export async function recoveredIn(
  store: BooksStore,
  consortium: Consortium,
  window: Window,
): Promise<Map<number, Amount> | Refusal> {
  const positions = await contractPositions(store, consortium);
  if (isRefusal(positions)) return positions;
  const policies = new Map(consortium.document.stopLoss.map(({ contract, policy }) => [contract, policy]));
  const recovered = new Map<number, Amount>();
  for (const position of positions) {
    if (!isIn(window, inForce(policies.get(position.contract)!).from)) continue;
    for (const { memberId, amount } of recoverableOf(position))
      recovered.set(memberId, amountOf((recovered.get(memberId) ?? ZERO) + amount));
  }
  return recovered;
}
