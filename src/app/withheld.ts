import type { Month } from '../core/calendar/month.ts';
import type { Claimant } from './ports/books.ts';

/** Consecutive months of a member that are shown as one: they hold claims of so many persons that none stands out. */
export interface ShownBlock {
  readonly memberId: number;
  readonly from: Month;
  readonly to: Month;
  /** Each benefit has claims of none or of enough persons, so that these may be told apart. */
  readonly isByBenefit: boolean;
}

/** What of the claims incurred in a fiscal year an employer may see. All figures are sums of its blocks and its rest. */
export interface ShownYear {
  readonly blocks: readonly ShownBlock[];
  /** The first and last month of claims that no block holds; undefined where there are none. */
  readonly rest: { readonly from: Month; readonly to: Month } | undefined;
  /** All together may be shown, by benefit or not: what no block holds is of none or of enough persons. */
  isWhole(isByBenefit: boolean): boolean;
  /** No claims of the member are left out of its blocks. */
  isAllOf(memberId: number): boolean;
  /** The claims of a member's month may be counted: they are in a block, or there are none. */
  covers(memberId: number, month: Month, isByBenefit: boolean): boolean;
}

/**
 * Cuts the claims of a year into blocks, each of at least so many persons. A member's months are taken one after another
 * until they hold enough; a block is made by the first month, of those that are over (`knownThrough`), in which enough is
 * known, and stays as it was made when more becomes known later: it grows, and no later answer splits what an earlier one
 * showed as one. Where claims were reversed since and too few persons are left in it, it is joined to its neighbour. What
 * is in no block is one block itself, the rest of all members. So any two answers at one moment differ by nothing or by at
 * least so many persons.
 */
export function shownYear(claimants: readonly Claimant[], least: number, knownThrough: Month): ShownYear {
  const blocks: ShownBlock[] = [];
  const tails = new Map<number, Claimant[]>();
  for (const [memberId, own] of Map.groupBy(claimants, (one) => one.memberId)) {
    const spans = joined(spansAsKnown(own, least, knownThrough), own, least);
    for (const span of spans) {
      const inside = own.filter((one) => isWithin(span, one));
      blocks.push({ memberId, ...span, isByBenefit: isByBenefitOf(inside, least) });
    }
    const tail = own.filter((one) => !spans.some((span) => isWithin(span, one)));
    if (tail.length > 0) tails.set(memberId, tail);
  }
  const rest = [...tails.values()].flat();
  const restPersons = personsOf(rest);
  const isAll = restPersons === 0 || restPersons >= least;
  const isAllByBenefit =
    isAll && isByBenefitOf(rest, least) && blocks.every(({ isByBenefit }) => isByBenefit);
  const months = rest.map(({ month }) => month);
  return {
    blocks,
    rest:
      rest.length === 0
        ? undefined
        : { from: Math.min(...months) as Month, to: Math.max(...months) as Month },
    isWhole: (isByBenefit) => (isByBenefit ? isAllByBenefit : isAll),
    isAllOf: (memberId) => !tails.has(memberId),
    covers(memberId, month, isByBenefit) {
      const own = blocks.filter((one) => one.memberId === memberId);
      const block = own.find((one) => isWithin(one, { month }));
      if (block !== undefined) return block.isByBenefit || !isByBenefit;
      // Without a block there are no claims in it, but in what is left over after the last one.
      return !tails.has(memberId) || own.some(({ to }) => to > month);
    },
  };
}

interface Span {
  readonly from: Month;
  readonly to: Month;
}

/** The blocks of a member's months in the order in which claims became known, month by month. */
function spansAsKnown(own: readonly Claimant[], least: number, knownThrough: Month): Span[] {
  const spans: Span[] = [];
  const months = inOrder(own.map(({ month }) => month));
  let first = 0;
  for (const known of inOrder(own.map((one) => one.known))) {
    if (known > knownThrough) break;
    const persons = new Set<number>();
    for (let at = first; at < months.length && months[at]! <= known; at += 1) {
      for (const one of own) if (one.month === months[at] && one.known <= known) persons.add(one.personId);
      if (persons.size < least) continue;
      spans.push({ from: months[first]!, to: months[at]! });
      first = at + 1;
      persons.clear();
    }
  }
  return spans;
}

/** Blocks that hold too few persons by now joined to the next one, the last to the one before; alone, it is no block. */
function joined(spans: readonly Span[], own: readonly Claimant[], least: number): Span[] {
  const found: Span[] = [];
  let open: Span | undefined;
  for (const span of spans) {
    open = { from: open?.from ?? span.from, to: span.to };
    if (personsOf(own.filter((one) => isWithin(open!, one))) < least) continue;
    found.push(open);
    open = undefined;
  }
  const last = found.pop();
  if (last === undefined) return [];
  return [...found, { from: last.from, to: open?.to ?? last.to }];
}

function isWithin({ from, to }: Span, { month }: Pick<Claimant, 'month'>): boolean {
  return month >= from && month <= to;
}

function personsOf(claimants: readonly Claimant[]): number {
  return new Set(claimants.filter(({ counts }) => counts).map(({ personId }) => personId)).size;
}

function isByBenefitOf(claimants: readonly Claimant[], least: number): boolean {
  const parts = Map.groupBy(claimants, ({ benefit }) => benefit);
  return [...parts.values()].map(personsOf).every((persons) => persons === 0 || persons >= least);
}

function inOrder(months: readonly Month[]): Month[] {
  return [...new Set(months)].sort((a, b) => a - b);
}
