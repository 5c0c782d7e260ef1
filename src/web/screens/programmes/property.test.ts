import { expect, test } from 'vitest';
import { coloursOf, lossAt, type Programme, reachOf, stepsOf, topOf } from './property.ts';

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

test('a dragged loss is a round one, and never below nothing', () => {
  expect(lossAt(0.6123, 100_250_000)).toBe('61000000.00');
  expect(lossAt(-1, 100_250_000)).toBe('0.00');
});
