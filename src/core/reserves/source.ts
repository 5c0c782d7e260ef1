import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import type { Seen } from './completion.ts';
import { developmentFactors, factorsToUltimate } from './development-factors.ts';
import type { ReserveTerms } from './terms.ts';
import { type Triangle, triangleOf } from './triangle.ts';

/** A triangle with its factors. */
export interface Developed {
  readonly triangle: Triangle;
  readonly factors: readonly number[];
  readonly tail: number;
  readonly toUltimate: readonly number[];
}

/** What an estimate rests on: a triangle with its factors, or what has been seen of each origin. */
export type Source = Developed | { readonly triangle?: undefined; readonly seen: Seen };

const NEED_TRIANGLE = ['chain-ladder', 'mack', 'bootstrap'];
const NEED_VOLUME = ['mack', 'bootstrap'];

/**
 * The source that the terms name. Refused: none or half of one (`missing_field`), two of them, and an average or tail
 * that the method has no error for or that nothing is averaged by (`inconsistent`).
 */
export function sourceOf(terms: ReserveTerms): Source | Refusal {
  const { method, triangle, reported, completion } = terms;
  if (triangle === undefined) {
    const hasSeen = reported !== undefined || completion !== undefined;
    if (!hasSeen || NEED_TRIANGLE.includes(method)) {
      return refuse('missing_field', 'triangle', `a triangle, for ${method}`, undefined);
    }
    return seenIn(terms);
  }
  if (reported !== undefined || completion !== undefined) {
    const at = reported === undefined ? 'completion' : 'reported';
    return refuse('inconsistent', at, 'a triangle, or `reported` with `completion`, not both', terms[at]);
  }
  return developed(terms, triangle);
}

function developed(
  { method, average, tail }: ReserveTerms,
  rows: readonly (readonly number[])[],
): Developed | Refusal {
  if (NEED_VOLUME.includes(method) && average !== 'volume') {
    return refuse('inconsistent', 'average', `"volume", as the errors of ${method} are for it`, average);
  }
  if (NEED_VOLUME.includes(method) && tail !== 1) {
    return refuse('inconsistent', 'tail', `1, as ${method} knows no error of a tail`, tail);
  }
  const triangle = triangleOf(rows);
  if (isRefusal(triangle)) return triangle;
  const factors = developmentFactors(triangle, average);
  if (isRefusal(factors)) return factors;
  return { triangle, factors, tail, toUltimate: factorsToUltimate(factors, tail) };
}

function seenIn({ reported, completion, average, tail }: ReserveTerms): Source | Refusal {
  if (reported === undefined) return refuse('missing_field', 'reported', 'what is reported', undefined);
  if (completion === undefined) {
    return refuse('missing_field', 'completion', 'the completion of what is reported', undefined);
  }
  if (average !== 'volume') {
    return refuse('inconsistent', 'average', 'none, as the completion is given', average);
  }
  if (tail !== 1) return refuse('inconsistent', 'tail', 'none, as the completion is given', tail);
  if (reported.length === 0) return refuse('inconsistent', 'reported', 'one origin or more', reported);
  return otherLength('completion', completion, reported) ?? { seen: { reported, completion } };
}

/** The refusal of a list that does not have one figure for each origin. */
export function otherLength(
  at: string,
  list: readonly number[],
  reported: readonly number[],
): Refusal | undefined {
  if (list.length === reported.length) return undefined;
  return refuse('inconsistent', at, `one for each of the ${reported.length} origins`, list.length);
}
