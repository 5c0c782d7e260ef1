import { expect, test } from 'vitest';
import { tilePath, tileWidth } from '../core/record/tiles.ts';
import { tilesBetween } from './publisher.ts';

const pathsBetween = (before: number, size: number) => [...tilesBetween(before, size)].flat().map(tilePath);

test('a log of 70,000 leaves ends in the partial tiles that the format names', () => {
  const paths = pathsBetween(0, 70_000);
  expect(paths.filter((path) => path.includes('.p/'))).toEqual([
    ...['tile/entries/273.p/112', 'tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1'],
  ]);
  expect(paths).toHaveLength(274 + 274 + 2 + 1);
});

test('nothing is written twice, and nothing where nothing has come', () => {
  expect(pathsBetween(600, 600)).toEqual([]);
  expect(pathsBetween(600, 601)).toEqual(['tile/entries/002.p/89', 'tile/0/002.p/89']);
  expect(pathsBetween(511, 512)).toEqual(['tile/entries/001', 'tile/0/001', 'tile/1/000.p/2']);
});

test('written step by step, every tile of the end is there', () => {
  const sizes = [0, 1, 255, 256, 257, 5000, 65_535, 65_536, 65_537, 131_073];
  const written = new Set(sizes.slice(1).flatMap((size, at) => pathsBetween(sizes[at]!, size)));
  const end = sizes.at(-1)!;
  for (const level of ['entries', 0, 1, 2] as const)
    for (let index = 0; tileWidth(level, index, end) > 0; index += 1)
      expect(written).toContain(tilePath({ level, index, width: tileWidth(level, index, end) }));
});
