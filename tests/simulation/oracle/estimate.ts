import { larger, type Ratio, roundHalfUp } from '../../naive/decimal.ts';
import type { PaidCell } from './closing.ts';
import { monthAfter } from './text.ts';

/** What was paid for claims of a benefit, and what they will still cost, in cents. */
export interface Estimate {
  readonly paid: number;
  readonly unpaid: number;
  /** True where a sum in floating point may come out a cent or a method apart. */
  readonly isBetweenCents: boolean;
}

/** Months incurred that the estimate looks at, and months until a claim is paid in full. */
const [MONTHS, DEVELOPMENTS] = [48, 24];
/** How near half a cent, and how near half complete, is too near: in parts of one. */
const NEAR = 10_000n;

/**
 * What is unpaid at the end of a month, in exact fractions, as docs/decisions.md says it: volume-weighted factors; a month
 * at least half complete is divided by its completion; a younger one takes what its subscribers cost in the others.
 */
export function estimateUnpaid(
  cells: readonly PaidCell[],
  exposure: ReadonlyMap<string, number>,
  through: string,
): Estimate {
  const oldest = monthAfter(through, 1 - MONTHS);
  const known = cells.filter(
    ({ incurred, paid }) => incurred >= oldest && incurred <= through && paid <= through,
  );
  if (known.length === 0) return { paid: 0, unpaid: 0, isBetweenCents: false };
  const origins = grownOrigins(known, exposure, through);
  const credible = origins.filter(({ isCredible }) => isCredible);
  const seen = credible.reduce((sum, { paid }) => sum + paid, 0n);
  const used = credible.reduce<Ratio>(
    (sum, { units, above, below }) => plus(sum, [units * below, above]),
    [0n, 1n],
  );
  let [unpaid, isBetweenCents] = [0n, false];
  for (const { paid, units, above, below, isCredible } of origins) {
    const expected: Ratio = used[0] > 0n ? [larger(0n, seen) * used[1] * units, used[0]] : [0n, 1n];
    const [cost, parts] = isCredible
      ? [paid * (above - below), below]
      : times(expected, [above - below, above]);
    unpaid += larger(0n, roundHalfUp(cost, parts));
    const pastHalf = (2n * cost + parts) % (2n * parts);
    const isNearHalf = cost > 0n && (pastHalf * NEAR < parts || (2n * parts - pastHalf) * NEAR < parts);
    const fromHalf = 2n * below - above;
    const isNearCredible = (fromHalf < 0n ? -fromHalf : fromHalf) * NEAR * NEAR < above;
    isBetweenCents ||= isNearHalf || isNearCredible;
  }
  const paid = origins.reduce((sum, origin) => sum + origin.paid, 0n);
  return { paid: Number(paid), unpaid: Number(unpaid), isBetweenCents };
}

/** Each month incurred with what was paid, and to how much of it (`above` over `below`) that is still to grow. */
function grownOrigins(known: readonly PaidCell[], exposure: ReadonlyMap<string, number>, through: string) {
  const first = known.map(({ incurred }) => incurred).sort()[0]!;
  const origins = Array.from({ length: monthsFrom(first, through) + 1 }, (_, at) => {
    const month = monthAfter(first, at);
    const own = known.filter(({ incurred }) => incurred === month);
    const within = (age: number) =>
      own
        .filter(({ paid }) => Math.min(monthsFrom(month, paid), DEVELOPMENTS - 1) <= age)
        .reduce((sum, { amount }) => sum + BigInt(amount), 0n);
    const age = Math.min(monthsFrom(month, through), DEVELOPMENTS - 1);
    return { within, age, paid: within(age), units: BigInt(exposure.get(month) ?? 1) };
  });
  const growths = Array.from({ length: origins[0]!.age }, (_, age): Ratio => {
    const older = origins.filter((origin) => origin.age > age);
    const [from, to] = [age, age + 1].map((at) => older.reduce((sum, { within }) => sum + within(at), 0n));
    return from! > 0n && to! > 0n ? [to!, from!] : [1n, 1n];
  });
  return origins.map(({ age, paid, units }) => {
    const [above, below] = growths.slice(age).reduce(times, [1n, 1n]);
    return { paid, units, above, below, isCredible: 2n * below >= above };
  });
}

/** Whole months from one to a later one; none where it is not later. */
function monthsFrom(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  const months = Number(to.slice(5)) - Number(from.slice(5));
  return Math.max(0, years * 12 + months);
}

function times([a, b]: Ratio, [c, d]: Ratio): Ratio {
  return [a * c, b * d];
}

function plus([a, b]: Ratio, [c, d]: Ratio): Ratio {
  return [a * d + c * b, b * d];
}
