import { expect, test } from 'vitest';
import { gamma } from '../simulation/gamma.ts';
import { streamOf } from '../simulation/random.ts';
import { LEAST_COSTS, type YearEndTerms, yearEnd } from './year-end.ts';

const chances = () => {
  const random = streamOf(7);
  return { below: (count: number) => random.below(count), gamma: (shape: number) => gamma(random, shape) };
};

const CERTAIN: YearEndTerms = {
  ...{ paid: 1_000_000, unpaid: 200_000, standardError: 0 },
  ...{ costs: new Array<number>(12).fill(50), exposures: [100, 200], limits: [1_214_999, 1_215_000] },
  draws: 200,
};

test('without anything uncertain the year ends at one amount', () => {
  const found = yearEnd(CERTAIN, chances())!;
  const only = (amount: number) => ({ low: amount, likely: amount, high: amount });
  expect(found.year).toEqual(only(1_215_000));
  expect(found.months).toEqual([only(5_000), only(10_000)]);
  expect(found.chances).toEqual([1, 0]);
});

test('what is still to come spreads by its standard error: eight of ten lie within 1.28 of it', () => {
  const terms = { ...CERTAIN, exposures: [], standardError: 20_000, draws: 20_000, limits: [1_200_000] };
  const { year, chances: odds } = yearEnd(terms, chances())!;
  expect(year.low).toBeGreaterThan(1_200_000 - 1.35 * 20_000);
  expect(year.low).toBeLessThan(1_200_000 - 1.2 * 20_000);
  expect(year.high).toBeGreaterThan(1_200_000 + 1.2 * 20_000);
  expect(year.high).toBeLessThan(1_200_000 + 1.35 * 20_000);
  expect(odds[0]).toBeGreaterThan(0.45);
  expect(odds[0]).toBeLessThan(0.5);
});

test('a short past makes a wider year than a long one of the same months', () => {
  const past = [40, 45, 50, 50, 55, 60];
  const width = (costs: readonly number[]) => {
    const terms = { ...CERTAIN, costs, exposures: new Array<number>(12).fill(100), draws: 20_000 };
    const { low, high } = yearEnd(terms, chances())!.year;
    return high - low;
  };
  expect(width(past)).toBeGreaterThan(1.2 * width(new Array(20).fill(past).flat()));
});

test('too short a past projects nothing, unless no month is to come', () => {
  const costs = new Array<number>(LEAST_COSTS - 1).fill(50);
  expect(yearEnd({ ...CERTAIN, costs }, chances())).toBeUndefined();
  expect(yearEnd({ ...CERTAIN, costs, exposures: [] }, chances())?.year.likely).toBe(1_200_000);
});
