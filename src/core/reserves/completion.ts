import { type Refusal, refuse } from '../refusal.ts';
import { latestOf, type Triangle } from './triangle.ts';

/** What is known of each origin, and how much of its ultimate that is expected to be. */
export interface Seen {
  readonly reported: readonly number[];
  readonly completion: readonly number[];
}

/** What a triangle's origins have seen: 1 / (factor to the ultimate). A factor that is not above 0 leaves no share. */
export function seenOf(triangle: Triangle, toUltimate: readonly number[]): Seen | Refusal {
  const completion: number[] = [];
  for (const { length } of triangle.rows) {
    const factor = toUltimate[length - 1]!;
    if (!(factor > 0)) {
      const expected = `a factor above 0 from development ${length} to the ultimate`;
      return refuse('undefined_result', 'triangle', expected, factor);
    }
    completion.push(1 / factor);
  }
  return { reported: latestOf(triangle), completion };
}

/** Each origin's ultimate by completion: what is known over its share of the ultimate. Refused: a share of 0. */
export function completedUltimates({ reported, completion }: Seen): number[] | Refusal {
  const at = completion.findIndex((share) => !(share > 0));
  if (at >= 0) {
    return refuse('undefined_result', `completion[${at}]`, 'a completion above 0', completion[at]);
  }
  return reported.map((known, origin) => known / completion[origin]!);
}
