import { array, assert, integer, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CoverageSpan, eligibilityOn } from './eligibility.ts';

const span = (from: number, to: number | undefined, planId = 1): CoverageSpan => ({
  from,
  to,
  memberId: 7,
  planId,
  tier: 'employee',
});

describe('a service day against a person’s coverage', () => {
  const spans = [span(100, 199, 1), span(200, 299, 2), span(400, undefined, 3)];
  test.each([
    [99, 'before coverage', 1],
    [100, 'covered', 1],
    [199, 'covered', 1],
    [200, 'covered', 2],
    [299, 'covered', 2],
    [300, 'after coverage', 2],
    [399, 'after coverage', 2],
    [400, 'covered', 3],
    [1_000_000, 'covered', 3],
  ])('day %d: %s, plan %d', (day, when, planId) => {
    const found = eligibilityOn(spans, day);
    expect(found.covered ? 'covered' : found.when).toBe(when);
    expect((found.covered ? found.span : found.nearest).planId).toBe(planId);
  });

  test('a span of one day covers that day', () => {
    expect([9, 10, 11].map((day) => eligibilityOn([span(10, 10)], day).covered)).toEqual([
      false,
      true,
      false,
    ]);
  });
});

test('a day is covered exactly where some span holds it, and the nearest began last before it', () => {
  // Gaps and lengths make spans in order that do not overlap.
  const pieces = array(tuple(integer({ min: 0, max: 5 }), integer({ min: 0, max: 9 })), {
    minLength: 1,
    maxLength: 6,
  });
  assert(
    property(pieces, integer({ min: -3, max: 100 }), (all, day) => {
      let at = 0;
      const spans = all.map(([gap, length], index) => {
        const made = span(at + gap, at + gap + length, index);
        at = made.to! + 1;
        return made;
      });
      const holding = spans.find(({ from, to }) => from <= day && day <= to!);
      const found = eligibilityOn(spans, day);
      expect(found.covered).toBe(holding !== undefined);
      if (found.covered) expect(found.span).toBe(holding);
      else {
        const began = spans.filter(({ from }) => from <= day).at(-1);
        expect(found.nearest).toBe(began ?? spans[0]);
        expect(found.when).toBe(began === undefined ? 'before coverage' : 'after coverage');
      }
    }),
  );
});
