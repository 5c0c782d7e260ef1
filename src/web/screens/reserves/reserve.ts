import type { paths } from '../../../client/api-types.ts';
import { type AmountText, sumOf } from '../../parts/amounts.ts';

type Answer = paths['/api/v1/consortia/{consortium}/reserve']['get']['responses'][200];
/** The reserve as the API answers it. */
export type Reserve = Answer['content']['application/json'];
export type BenefitReserve = Reserve['benefits'][number];
export type Method = Reserve['method'];

/** The methods in the order in which they are compared. */
export const METHODS: readonly Method[] = [
  ...(['close', 'chain-ladder', 'mack', 'completion', 'bornhuetter-ferguson'] as const),
  ...(['benktander', 'cape-cod', 'bootstrap'] as const),
];

const negative = (amount: AmountText) => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`);
/** One amount less another, exactly. */
export const less = (amount: AmountText, other: AmountText) => sumOf([amount, negative(other)]);

/** A month of service: what was paid by each month after it, what is still to pay, and both together. */
export interface Origin {
  readonly month: string;
  readonly paid: readonly AmountText[];
  readonly unpaid: AmountText | undefined;
  readonly total: AmountText | undefined;
}

/** The month that lies so many after another: "2025-11" and 2 are "2026-01". */
export function monthAfter(month: string, count: number): string {
  const [year, of] = month.split('-').map(Number) as [number, number];
  const index = year * 12 + of - 1 + count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/**
 * The triangle of benefits together, oldest month first. Where one of them is undefined by the method that was asked for,
 * nothing is still to pay of any month. Of a month younger than another benefit's, only those that have it are added.
 */
export function originsOf(benefits: readonly BenefitReserve[]): Origin[] {
  const isDefined = benefits.every(({ months }) => months !== undefined);
  const paid = new Map<string, AmountText[]>();
  const unpaid = new Map<string, AmountText>();
  for (const { triangle, months } of benefits) {
    triangle?.rows.forEach((row, index) => {
      const month = monthAfter(triangle.first, index);
      const before = paid.get(month);
      paid.set(month, before === undefined ? row : row.map((cell, at) => sumOf([cell, before[at] ?? cell])));
    });
    for (const one of months ?? [])
      unpaid.set(one.month, sumOf([unpaid.get(one.month) ?? '0', less(one.unpaid, one.largeKnown)]));
  }
  return [...paid]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([month, row]) => {
      const left = isDefined ? unpaid.get(month) : undefined;
      return { month, paid: row, unpaid: left, total: left && sumOf([row.at(-1)!, left]) };
    });
}

/** What the methods say of benefits together, and why one says nothing. Its range is known of a single benefit alone. */
export interface MethodTotal {
  readonly method: Method;
  readonly unpaid: AmountText | undefined;
  readonly range: readonly [from: number, to: number] | undefined;
  readonly refused: { readonly benefit: string; readonly message: string } | undefined;
}

/** Of a normal distribution, 8 in 10 lie so many standard errors around its middle. */
const EIGHT_IN_TEN = 1.2816;

/** What was refused, with its figures as far as anybody reads them. */
const readable = (message: string) => message.replace(/(\d\.\d{4})\d+/g, '$1');

/** Each method over the benefits, in their order. */
export function methodTotals(benefits: readonly BenefitReserve[]): MethodTotal[] {
  return METHODS.flatMap((method) => {
    const found = benefits.flatMap((one) => {
      const estimate = one.methods.find((other) => other.method === method);
      return estimate === undefined ? [] : [{ benefit: one.benefit, estimate }];
    });
    if (found.length === 0) return [];
    const wrong = found.find(({ estimate }) => estimate.refused !== undefined);
    const refused = wrong && { benefit: wrong.benefit, message: readable(wrong.estimate.refused!.message) };
    const unpaid = refused === undefined ? sumOf(found.map(({ estimate }) => estimate.unpaid!)) : undefined;
    const error = benefits.length === 1 ? found[0]!.estimate.standardError : undefined;
    const reach = EIGHT_IN_TEN * Number(error);
    const range =
      unpaid === undefined || error === undefined
        ? undefined
        : ([Number(unpaid) - reach, Number(unpaid) + reach] as const);
    return [{ method, unpaid, range, refused }];
  });
}
