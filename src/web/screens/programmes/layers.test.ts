import { expect, test } from 'vitest';
import {
  freeName,
  fromTheTop,
  layerMoved,
  ledBy,
  withLayerOnTop,
  withoutLayer,
  writtenOf,
} from './layers.ts';
import type { Programme } from './property.ts';

const line = (insurer: string, share: string | number = '0.5') => ({ insurer, share });
const layer = (name: string, attachment: string, limit: string) => ({
  name,
  attachment,
  limit,
  panel: [line('North')],
});
const programme: Programme = {
  layers: [
    layer('primary', '0.00', '10.00'),
    layer('excess', '15.00', '5.50'),
    layer('buffer', '10.00', '5.00'),
  ],
};
const slices = ({ layers }: Programme) =>
  layers.map(({ name, attachment, limit }) => `${name} ${limit} xs ${attachment}`);

test('layers stand by where they begin, the highest first', () => {
  expect(fromTheTop(programme)).toEqual([1, 2, 0]);
});

test('layers change places and leave no gap that was not there', () => {
  expect(slices(layerMoved(programme, 0, 'up')!)).toEqual([
    'buffer 5.00 xs 0.00',
    'excess 5.50 xs 15.00',
    'primary 10.00 xs 5.00',
  ]);
  const gap = { layers: [layer('low', '1.00', '2.00'), layer('high', '4.00', '1.00')] };
  expect(slices(layerMoved(gap, 1, 'down')!)).toEqual(['high 1.00 xs 1.00', 'low 2.00 xs 3.00']);
  expect(layerMoved(programme, 1, 'up')).toBeUndefined();
  expect(layerMoved(programme, 0, 'down')).toBeUndefined();
});

test('a layer is put on top of all, with nothing placed; one that is taken out moves no other', () => {
  const more = withLayerOnTop(programme, (number) => `layer ${number}`);
  expect(more.layers.at(-1)).toEqual({ name: 'layer 4', attachment: '20.50', limit: '5.50', panel: [] });
  expect(withoutLayer(more, 3)).toEqual(programme);
  expect(withLayerOnTop({ layers: [] }, String).layers[0]).toMatchObject({ attachment: '0.00' });
});

test('a name that is free is found behind those that are taken', () => {
  expect(freeName(['2', '3'], String)).toBe('4');
  expect(freeName([], String)).toBe('1');
});

test('one line leads', () => {
  expect(ledBy([{ ...line('North'), lead: true }, line('South')], 1)).toEqual([
    line('North'),
    { ...line('South'), lead: true },
  ]);
});

test.each([
  [['0.60', '0.40'], 1, 0],
  [['1/3', '1/3', '1/3'], 1, 0],
  [['0.55', 0.35], 0.9, -1],
  [['0.6', '0.5'], 1.1, 1],
  [[], 0, -1],
] as const)('shares of %j come to %d', (shares, part, against) => {
  expect(writtenOf(shares.map((share, place) => line(String(place), share)))).toEqual({ part, against });
});
