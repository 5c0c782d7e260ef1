import { expect, test } from 'vitest';
import { climbOf, coloursOf, lossAt, type Programme, reachOf, stepsOf, topOf } from './property.ts';

const line = (insurer: string) => ({ insurer, share: '0.5' });
const programme: Programme = {
  deductible: '1000000.00',
  layers: [
    { name: 'primary', attachment: '0.00', limit: '9000000.00', panel: [line('North'), line('South')] },
    { name: 'excess', attachment: '9000000.00', limit: '10000000.00', panel: [line('South'), line('West')] },
  ],
};

test('layers stand to scale above what the pool keeps', () => {
  expect(topOf(programme)).toBe(20_000_000);
  expect(stepsOf(programme)).toEqual([
    { name: 'primary', from: 0.05, height: 0.45 },
    { name: 'excess', from: 0.5, height: 0.5 },
  ]);
});

test('an insurer has one colour in every layer', () => {
  expect([...coloursOf(programme)]).toEqual([
    ['North', 'var(--c1)'],
    ['South', 'var(--c2)'],
    ['West', 'var(--c3)'],
  ]);
});

test('a loss fills a layer at most', () => {
  expect(reachOf('10.00', '2.50')).toBe(0.25);
  expect(reachOf('10.00', '25.00')).toBe(1);
  expect(reachOf('10.00', undefined)).toBe(0);
  expect(reachOf('0.00', '1.00')).toBe(0);
});

test('a loss climbs one layer after the other, above what the pool keeps', () => {
  expect(climbOf(programme, 900_000)).toEqual([0, 0]);
  expect(climbOf(programme, 4_000_000)).toEqual([3_000_000, 0]);
  expect(climbOf(programme, 12_000_000)).toEqual([9_000_000, 2_000_000]);
  expect(climbOf(programme, 90_000_000)).toEqual([9_000_000, 10_000_000]);
  const [primary, excess] = programme.layers;
  const limited = { ...programme, layers: [{ ...primary!, aggregateLimit: '5.00' }, excess!] };
  expect(climbOf(limited, 4_000_000)).toEqual([5, 0]);
});

test('a programme without layers has a height too', () => {
  expect(topOf({ layers: [] })).toBe(1);
});

test('a dragged loss is a round one, and never below nothing', () => {
  expect(lossAt(0.6123, 100_250_000)).toBe('61000000.00');
  expect(lossAt(-1, 100_250_000)).toBe('0.00');
});
