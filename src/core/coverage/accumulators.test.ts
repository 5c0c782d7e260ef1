import { assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compiled, design, limit, minor, network, service } from '../../../tests/designs.ts';
import {
  accumulate,
  openFamilyBook,
  openFamilyYear,
  openPersonYear,
  personYearIn,
  remaining,
} from './accumulators.ts';

const plan = compiled(design({ in: network(), out: network() }), 'family');

describe('what remains of a limit', () => {
  test.each([
    [{ individual: 100, family: 250 }, 30, 30, 70],
    [{ individual: 100, family: 250 }, 30, 240, 10],
    [{ individual: 100, family: 250 }, 100, 100, 0],
    [{ individual: 100, family: 250 }, 130, 130, 0],
    [{ individual: 100, family: 250 }, 0, 300, 0],
    [{ individual: 100, family: Infinity }, 40, 1e9, 60],
    [{ individual: Infinity, family: 250 }, 200, 240, 10],
    [{ individual: 0, family: Infinity }, 0, 0, 0],
  ])('%o, %d used by the person and %d by the family: %d', (of, byPerson, byFamily, left) => {
    expect(remaining(of, byPerson, byFamily)).toBe(left);
  });
});

test('a family has used what its persons have used', () => {
  const family = openFamilyYear(plan);
  const [one, other] = [openPersonYear(plan, family), openPersonYear(plan, family)];
  accumulate(one, 0, 10, 25);
  accumulate(other, 0, 5, 7);
  accumulate(other, 1, 1, 2);
  expect([...family.deductible]).toEqual([15, 1]);
  expect([...family.outOfPocket]).toEqual([32, 2]);
  expect([[...one.deductible], [...other.outOfPocket]]).toEqual([
    [10, 0],
    [7, 2],
  ]);
});

test('a book keeps persons, plan years and networks apart', () => {
  const book = openFamilyBook(plan);
  // Names that join to the same text must not meet.
  const persons = ['a', '2026 a', '6 a', ''];
  for (const [index, person] of persons.entries()) {
    for (const year of [202, 2026, 2027]) accumulate(personYearIn(book, person, year), 0, index, year);
  }
  for (const [index, person] of persons.entries()) {
    for (const year of [202, 2026, 2027]) {
      expect(personYearIn(book, person, year).deductible[0]).toBe(index);
      expect(personYearIn(book, person, year).outOfPocket[0]).toBe(year);
    }
  }
  expect([...book.years].map(([year, { outOfPocket }]) => [year, outOfPocket[0]])).toEqual([
    [202, 808],
    [2026, 8104],
    [2027, 8108],
  ]);
  expect(book.persons.size).toBe(12);
});

test('use of annual limits is kept only where a plan has them', () => {
  expect(openPersonYear(plan, openFamilyYear(plan)).limitUsed).toBeUndefined();
  const limited = compiled(design({ in: network() }, { therapy: service({ annualLimit: minor(100) }) }));
  expect(openPersonYear(limited, openFamilyYear(limited)).limitUsed).toHaveLength(2);
});

test('what remains and what was used come to the limit, until it is used up', () => {
  const used = integer({ min: 0, max: 10_000 });
  assert(
    property(used, used, used, (most, byPerson, byOthers) => {
      const of = { individual: most, family: limit(most, 2 * most).family! };
      const left = remaining(of, byPerson, byPerson + byOthers);
      expect(left >= 0).toBe(true);
      expect(left <= Math.max(0, most - byPerson)).toBe(true);
      expect(left <= Math.max(0, 2 * most - byPerson - byOthers)).toBe(true);
    }),
  );
});
