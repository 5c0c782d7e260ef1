import type { Cell } from '../../naive/claims-reserve.ts';
import { larger, type Ratio, roundHalfUp } from '../../naive/decimal.ts';

/** What is still to come of claims incurred in each month, counted from 1970, in cents. */
export interface ToCome {
  readonly months: ReadonlyMap<number, number>;
  /** True where a sum in floating point may come out a cent or a method apart. */
  readonly isBetweenCents: boolean;
}

/** A month incurred: what was paid, how many subscribers were covered, and which share of it is paid: `below` of `above`. */
interface Origin {
  readonly month: number;
  readonly paid: bigint;
  readonly units: bigint;
  readonly above: bigint;
  readonly below: bigint;
  readonly isCredible: boolean;
}

/** Months incurred that the estimate looks at. */
export const MONTHS = 48;
/** Months until a claim is paid in full. */
const DEVELOPMENTS = 24;
/** How near half a cent, and how near half complete, is too near: in parts of one. */
const NEAR = 10_000n;

/**
 * What is still to come at the end of a month, in exact fractions, as docs/decisions.md says it: volume-weighted factors;
 * a month at least half complete is divided by its completion; a younger one takes what its subscribers cost in the others.
 */
export function estimateToCome(
  cells: readonly Cell[],
  exposure: ReadonlyMap<number, number>,
  through: number,
): ToCome {
  const known = cells.filter(
    ({ incurred, paid }) => incurred > through - MONTHS && incurred <= through && paid <= through,
  );
  if (known.length === 0) return { months: new Map(), isBetweenCents: false };
  const origins = originsOf(known, exposure, through);
  const enrolled = origins.filter(({ units }) => units > 0n);
  const credible = enrolled.filter(({ isCredible }) => isCredible);
  const unit = costOfUnit(credible.length > 0 ? credible : enrolled);
  const months = new Map<number, number>();
  let isBetweenCents = false;
  for (const { month, paid, units, above, below, isCredible } of origins) {
    const [cost, parts] = isCredible
      ? [paid * (above - below), below]
      : times(unit, [units * (above - below), above]);
    months.set(month, Number(larger(0n, roundHalfUp(cost, parts))));
    const pastHalf = (2n * cost + parts) % (2n * parts);
    const isNearHalf = cost > 0n && (pastHalf * NEAR < parts || (2n * parts - pastHalf) * NEAR < parts);
    const fromHalf = 2n * below - above;
    const isNearCredible = (fromHalf < 0n ? -fromHalf : fromHalf) * NEAR * NEAR < above;
    isBetweenCents ||= isNearHalf || isNearCredible;
  }
  return { months, isBetweenCents };
}

/** What was paid for a subscriber's month over the share of it that is paid; nothing where that is none. */
function costOfUnit(origins: readonly Origin[]): Ratio {
  const paid = origins.reduce((sum, origin) => sum + origin.paid, 0n);
  const used = origins.reduce<Ratio>(
    (sum, { units, above, below }) => plus(sum, [units * below, above]),
    [0n, 1n],
  );
  return used[0] > 0n ? [larger(0n, paid) * used[1], used[0]] : [0n, 1n];
}

/** Each month incurred from the first that is known on. */
function originsOf(known: readonly Cell[], exposure: ReadonlyMap<number, number>, through: number): Origin[] {
  const first = Math.min(...known.map(({ incurred }) => incurred));
  const rows = Array.from({ length: through - first + 1 }, (_, at) => {
    const month = first + at;
    const own = known.filter(({ incurred }) => incurred === month);
    /** What was paid up to an age; what is paid later than all is paid at the last. */
    const within = (age: number) =>
      own
        .filter(({ paid }) => Math.min(paid - month, DEVELOPMENTS - 1) <= age)
        .reduce((sum, { amount }) => sum + BigInt(amount), 0n);
    return { month, within, age: Math.min(through - month, DEVELOPMENTS - 1) };
  });
  const paidAt = (age: number, reached: number) =>
    rows.filter((row) => row.age >= reached).reduce((sum, { within }) => sum + within(age), 0n);
  const ages = Array.from({ length: rows[0]!.age + 1 }, (_, age) => age);
  const growths = ages.slice(1).map((age): Ratio => {
    const [from, to] = [paidAt(age - 1, age), paidAt(age, age)];
    return from > 0n && to > 0n ? [to, from] : [1n, 1n];
  });
  // Before the age at which anything is ever paid all is still to come.
  const firstPaid = ages.find((age) => paidAt(age, age) > 0n) ?? ages.length;
  return rows.map(({ month, within, age }) => {
    const [above, below] = age < firstPaid ? ([1n, 0n] as const) : growths.slice(age).reduce(times, [1n, 1n]);
    // A month of which nobody is known says nothing, but where nobody is known of any.
    const units = BigInt(exposure.size === 0 ? 1 : (exposure.get(month) ?? 0));
    return { month, paid: within(age), units, above, below, isCredible: 2n * below >= above };
  });
}

function times([a, b]: Ratio, [c, d]: Ratio): Ratio {
  return [a * c, b * d];
}

function plus([a, b]: Ratio, [c, d]: Ratio): Ratio {
  return [a * d + c * b, b * d];
}
