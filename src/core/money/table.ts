import {
  addRatios,
  compareRatios,
  divideRatios,
  multiplyRatios,
  type Ratio,
  subtractRatios,
} from './ratio.ts';

/** A value at one place of a table. */
export interface Point {
  readonly at: Ratio;
  readonly value: Ratio;
}

/** A table of values with straight lines between its points: places ascend, and under the first another value holds. */
export interface Table {
  readonly below: Ratio;
  readonly points: readonly Point[];
}

/** The value of a table at a place, exact: `below` under the first point, the last point's value from there on. */
export function valueAt(table: Table, at: Ratio): Ratio {
  const next = table.points.findIndex((point) => compareRatios(at, point.at) < 0);
  if (next === 0) return table.below;
  const from = table.points.at(next === -1 ? -1 : next - 1)!;
  if (next === -1) return from.value;
  const to = table.points[next]!;
  const slope = divideRatios(subtractRatios(to.value, from.value), subtractRatios(to.at, from.at));
  return addRatios(from.value, multiplyRatios(slope, subtractRatios(at, from.at)));
}
