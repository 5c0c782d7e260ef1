import { array, assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import { type Day, formatDay, parseDay } from '../calendar/day.ts';
import { isRefusal } from '../refusal.ts';
import { type AssessmentTerms, assessment, yearsBefore } from './assessment.ts';

const day = (text: string) => parseDay(text) as Day;
const law = { orderWithinDays: 30, payWithinDays: 90 };
const terms: AssessmentTerms = {
  shortfall: minor(100),
  impairedOn: day('2026-06-15'),
  orderedOn: day('2026-07-01'),
  lookBackYears: 2,
  members: ['a', 'b', 'c'].map((member) => ({ member, premiumEquivalents: minor(7) })),
};

function answered(changes: Partial<AssessmentTerms> = {}) {
  const found = assessment({ ...terms, ...changes }, law);
  if (isRefusal(found)) throw new Error(found.path);
  return found;
}
const amounts = (changes: Partial<AssessmentTerms>) => answered(changes).shares.map(({ amount }) => amount);

describe('an assessment', () => {
  test('is ordered and paid within the days of the law', () => {
    expect(formatDay(answered().orderBy)).toBe('2026-07-15');
    expect(formatDay(answered().payBy)).toBe('2026-09-29');
  });

  test('is shared to the cent, ties to the earlier', () => {
    expect(amounts({})).toEqual([34, 33, 33]);
    expect(amounts({ shortfall: minor(101) })).toEqual([34, 34, 33]);
    expect(amounts({ shortfall: minor(0) })).toEqual([0, 0, 0]);
  });

  test('reaches who left on or after the first day of the look-back, and lists nobody else', () => {
    const members = [
      { member: 'stays', premiumEquivalents: minor(1) },
      { member: 'left on the day', premiumEquivalents: minor(1), left: day('2024-07-01') },
      { member: 'left before', premiumEquivalents: minor(100), left: day('2024-06-30') },
      { member: 'leaves later', premiumEquivalents: minor(2), left: day('2027-01-01') },
    ];
    expect(answered({ members }).shares).toEqual([
      { member: 'stays', amount: 25 },
      { member: 'left on the day', amount: 25 },
      { member: 'leaves later', amount: 50 },
    ]);
  });

  test.each([
    ['2024-02-29', 2, '2022-02-28'],
    ['2024-02-29', 4, '2020-02-29'],
    ['2024-02-29', 0, '2024-02-29'],
    ['2024-02-28', 4, '2020-02-28'],
    ['2026-07-01', 2, '2024-07-01'],
  ])('%s less %d years is %s', (from, years, expected) => {
    expect(formatDay(yearsBefore(day(from), years))).toBe(expected);
  });

  test('is refused before the impairment, and where nobody has anything to share by', () => {
    expect(assessment({ ...terms, orderedOn: day('2026-06-14') }, law)).toMatchObject({
      code: 'inconsistent',
      path: 'orderedOn',
    });
    const nobody = [
      { member: 'a', premiumEquivalents: minor(0) },
      { member: 'b', premiumEquivalents: minor(5), left: day('2020-01-01') },
    ];
    expect(assessment({ ...terms, members: nobody }, law)).toMatchObject({
      code: 'undefined_result',
      path: 'members',
    });
  });

  test('sums to the shortfall, and nobody pays a cent off the exact share', () => {
    const weights = array(integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), { minLength: 1, maxLength: 9 });
    assert(
      property(integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), weights, (shortfall, equivalents) => {
        const members = equivalents.map((premiumEquivalents, index) => ({
          member: String(index),
          premiumEquivalents: minor(premiumEquivalents),
        }));
        const total = equivalents.reduce((sum, weight) => sum + BigInt(weight), 0n);
        if (total === 0n) return;
        const shares = amounts({ shortfall: minor(shortfall), members });
        expect(shares.reduce((sum, share) => sum + BigInt(share), 0n)).toBe(BigInt(shortfall));
        for (const [index, share] of shares.entries()) {
          const off = BigInt(share) * total - BigInt(shortfall) * BigInt(equivalents[index]!);
          expect(off < total && off > -total).toBe(true);
        }
      }),
    );
  });
});
