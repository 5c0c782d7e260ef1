import { assert, integer, maxSafeInteger, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, formatDay } from '../../core/calendar/day.ts';
import { MOST_DIGITS, putDay, putWhole } from './digits.ts';

const bytes = new Uint8Array(2 * MOST_DIGITS);
const written = (end: number) => Buffer.from(bytes.subarray(0, end)).toString();

describe('by hand', () => {
  const edges = [0, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 99_999, 100_000, 999_999, 1e6, 1e7, 99_999_999];
  test.each([...edges, 1e8, 1e8 + 1, 2 ** 31, 1e12, 1e15, 1e16 / 2, Number.MAX_SAFE_INTEGER])(
    '%d',
    (value) => {
      expect(written(putWhole(bytes, 0, value))).toBe(String(value));
      expect(written(putWhole(bytes, 0, -value))).toBe(String(value === 0 ? 0 : -value));
    },
  );

  test('any whole number is written as it is anywhere', () => {
    assert(
      property(maxSafeInteger(), (value) => {
        expect(written(putWhole(bytes, 0, value))).toBe(String(value));
      }),
    );
  });

  test('any day is written as it is anywhere, once and again', () => {
    const [first, last] = [dayOf(1, 1, 1)!, dayOf(9999, 12, 31)!];
    const anyDay = integer({ min: first, max: last });
    assert(
      property(anyDay, (day) => {
        for (const _ of [1, 2]) expect(written(putDay(bytes, 0, day))).toBe(formatDay(day));
      }),
    );
  });
});
