import type { Month } from '../core/calendar/month.ts';

/** What holds from a month on, for all or for one member, one plan, or both. */
export interface DatedTerm {
  readonly from: Month;
  readonly member?: string | undefined;
  readonly plan?: string | undefined;
}

/**
 * The term in force: the latest that has begun, one that names the member or plan before one that names neither, the
 * member before the plan. Only those that say something of the tier count; undefined where none does.
 */
export function termInForce<Term extends DatedTerm>(
  terms: readonly Term[],
  month: Month,
  member: string,
  plan: string,
  says: (term: Term) => boolean,
): Term | undefined {
  const specificity = (term: Term) => (term.member === undefined ? 0 : 2) + (term.plan === undefined ? 0 : 1);
  return terms
    .filter((term) => term.from <= month && says(term))
    .filter((term) => (term.member ?? member) === member && (term.plan ?? plan) === plan)
    .sort((a, b) => specificity(a) - specificity(b) || a.from - b.from)
    .at(-1);
}
