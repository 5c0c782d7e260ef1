/** Coverage of a person from a day to a day (both inclusive, open where `to` is undefined). */
export interface CoverageSpan {
  readonly from: number;
  readonly to: number | undefined;
  readonly memberId: number;
  readonly planId: number;
  readonly tier: string;
}

/** Where a service day falls: in a span, or outside all of them, with the span nearest to it. */
export type Eligibility =
  | { readonly covered: true; readonly span: CoverageSpan }
  | {
      readonly covered: false;
      readonly nearest: CoverageSpan;
      readonly when: 'before coverage' | 'after coverage';
    };

/**
 * Looks up a day in a person's spans, which are in order of their first day and do not overlap; at least one is given.
 * Outside all of them the nearest is the last that began before the day, else the first.
 */
export function eligibilityOn(spans: readonly CoverageSpan[], day: number): Eligibility {
  let before: CoverageSpan | undefined;
  for (const span of spans) {
    if (span.from > day) break;
    if (span.to === undefined || span.to >= day) return { covered: true, span };
    before = span;
  }
  return before === undefined
    ? { covered: false, nearest: spans[0]!, when: 'before coverage' }
    : { covered: false, nearest: before, when: 'after coverage' };
}
