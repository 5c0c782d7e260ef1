import { expect, test } from 'vitest';
import { subscribersOf } from '../bulk/subscriber-block.ts';
import { cutByWeight } from './cut.ts';

const blocks = (...lines: number[]) =>
  lines.map((count, index) => ({ ...subscribersOf(2 * index + 1), lines: count }));
const linesOf = (lines: number[], most: number) =>
  cutByWeight(blocks(...lines), most).map((cut) => cut.lines);

test.each([
  ['nothing', [], 1_000, []],
  ['what is too little to share out', [900, 900], 10_000, [1_800]],
  ['a short run among those under way at once', Array(15).fill(1_000), 20_000, [5_000, 5_000, 5_000]],
  ['a shorter one into fewer', Array(9).fill(1_000), 20_000, [4_000, 5_000]],
  ['whole rounds', Array(40).fill(1_000), 10_000, [7_000, 6_000, 7_000, 7_000, 6_000, 7_000]],
  ['no more partitions than asked for where they are tiny', Array(4).fill(100), 200, [200, 200]],
  ['a block that is larger than a partition', [100, 5_000, 100], 1_000, [100, 5_000, 100]],
])('cuts %s', (_, lines, most, expected) => {
  expect(linesOf(lines, most)).toEqual(expected);
});

test('every block is in one partition, in order', () => {
  const given = blocks(...Array.from({ length: 500 }, (_, index) => 1 + ((index * 7_919) % 400)));
  const cuts = cutByWeight(given, 2_500);
  for (const [index, { from, to, lines }] of cuts.entries()) {
    const inside = given.filter((block) => block.from >= from && block.to <= to);
    expect(lines).toBe(inside.reduce((sum, block) => sum + block.lines, 0));
    expect(from).toBeGreaterThan(cuts[index - 1]?.to ?? 0);
  }
  expect(cuts.reduce((sum, cut) => sum + cut.lines, 0)).toBe(
    given.reduce((sum, block) => sum + block.lines, 0),
  );
});
