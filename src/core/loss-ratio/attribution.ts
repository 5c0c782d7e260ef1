import type { Amount } from '../money/amount.ts';
import { addRatios, multiplyRatios, type Ratio, ratioOf, subtractRatios } from '../money/ratio.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** What can move a loss ratio, in the order in which it is told. */
export const MOVERS = [
  ...(['frequency', 'severity', 'large claims', 'catastrophe', 'operations', 'recoveries', 'rate'] as const),
] as const;

export type Mover = (typeof MOVERS)[number];

/**
 * A period as its loss ratio is taken apart. `claims` counts the ordinary claims whose sum `ordinaryClaims` is; large ones
 * and those of catastrophes stand apart. Exposure is in whatever unit both periods share (member months, insured values).
 * For a ratio net of reinsurance recoveries and ceded premium are given, else they are 0.
 */
export interface RatioPeriod {
  readonly exposure: number;
  readonly earnedPremium: Amount;
  readonly cededPremium: Amount;
  readonly claims: number;
  readonly ordinaryClaims: Amount;
  readonly largeClaims: Amount;
  readonly catastropheClaims: Amount;
  readonly adjustmentExpense: Amount;
  readonly recoveries: Amount;
}

/** Two loss ratios, and by how much each cause moved the one to the other: the parts sum to the whole, exactly. */
export interface Attribution {
  readonly before: Ratio;
  readonly after: Ratio;
  readonly change: Ratio;
  readonly parts: ReadonlyMap<Mover, Ratio>;
}

type Factors = Readonly<Record<Mover, Ratio>>;

/**
 * Splits the change of a loss ratio between two periods among its causes. Per unit of exposure the ratio is (frequency x
 * severity + large + catastrophe + operations - recoveries) over the rate; each cause gets its part averaged over all
 * orders in which the causes could have changed one after the other, so that no order is preferred and nothing is left.
 * Refused: `undefined_result` without exposure or net premium, `inconsistent` for ordinary claims of an amount but no
 * number. Source: Shapley, "A value for n-person games" (1953), section 3.
 */
export function attributeChange(before: RatioPeriod, after: RatioPeriod): Attribution | Refusal {
  const refusal = refusalOf(before, 'before') ?? refusalOf(after, 'after');
  if (refusal !== undefined) return refusal;
  const [was, is] = [factorsOf(before, after), factorsOf(after, before)];
  const values = valuesOfAllMixtures(was, is);
  const parts = new Map<Mover, Ratio>();
  for (const [index, mover] of MOVERS.entries()) parts.set(mover, averagePart(index, values));
  const [first, last] = [values[0]!, values.at(-1)!];
  return { before: first, after: last, change: subtractRatios(last, first), parts };
}

function refusalOf(period: RatioPeriod, at: string): Refusal | undefined {
  const { exposure, earnedPremium, cededPremium, claims, ordinaryClaims } = period;
  if (!Number.isSafeInteger(exposure) || exposure <= 0)
    return refuse('undefined_result', `${at}.exposure`, 'an exposure above 0', exposure);
  if (earnedPremium - cededPremium <= 0)
    return refuse('undefined_result', `${at}.earnedPremium`, 'a net premium above 0', earnedPremium);
  if (!Number.isSafeInteger(claims) || claims < 0)
    return refuse('out_of_range', `${at}.claims`, 'a whole number from 0 up', claims);
  if (claims === 0 && ordinaryClaims !== 0)
    return refuse('inconsistent', `${at}.claims`, 'a number of claims, as they have an amount', claims);
  return undefined;
}

/** Without a claim there is no severity: the other period's stands in, so that it moves nothing. */
function factorsOf(period: RatioPeriod, other: RatioPeriod): Factors {
  const perUnit = (amount: number) => ratioOf(amount, period.exposure);
  const typical = period.claims > 0 ? period : other;
  return {
    frequency: perUnit(period.claims),
    severity: typical.claims > 0 ? ratioOf(typical.ordinaryClaims, typical.claims) : ratioOf(0),
    'large claims': perUnit(period.largeClaims),
    catastrophe: perUnit(period.catastropheClaims),
    operations: perUnit(period.adjustmentExpense),
    recoveries: perUnit(period.recoveries),
    rate: ratioOf(BigInt(period.earnedPremium) - BigInt(period.cededPremium), period.exposure),
  };
}

/** The ratio for every choice of causes that have changed already; bit n of the place is cause n. */
function valuesOfAllMixtures(was: Factors, is: Factors): Ratio[] {
  return Array.from({ length: 2 ** MOVERS.length }, (_, changed) => {
    const at = (mover: Mover) => ((changed >> MOVERS.indexOf(mover)) & 1 ? is : was)[mover];
    const losses = [
      multiplyRatios(at('frequency'), at('severity')),
      ...[at('large claims'), at('catastrophe'), at('operations')],
    ].reduce(addRatios);
    const { numerator, denominator } = subtractRatios(losses, at('recoveries'));
    const rate = at('rate');
    return ratioOf(numerator * rate.denominator, denominator * rate.numerator);
  });
}

/** The mean of what a cause moves, over all orders: those in which the same others came before it weigh together. */
function averagePart(index: number, values: readonly Ratio[]): Ratio {
  const bit = 1 << index;
  let sum = ratioOf(0);
  for (let changed = 0; changed < values.length; changed += 1) {
    if (changed & bit) continue;
    const others = bitsIn(changed);
    const orders = factorial(others) * factorial(MOVERS.length - 1 - others);
    const moved = subtractRatios(values[changed | bit]!, values[changed]!);
    sum = addRatios(sum, multiplyRatios(moved, ratioOf(orders, factorial(MOVERS.length))));
  }
  return sum;
}

function bitsIn(number: number): number {
  return number === 0 ? 0 : (number & 1) + bitsIn(number >> 1);
}

function factorial(number: number): number {
  return number <= 1 ? 1 : number * factorial(number - 1);
}
