import type { Window } from '../../core/calendar/plan-year.ts';
import { type Amount, amountOfBigInt } from '../../core/money/amount.ts';
import { productHalfUp } from '../../core/money/rounding.ts';
import { isRefusal, joinPath, type Refusal, refuse } from '../../core/refusal.ts';
import type { AggregateTerms, SpecificTerms, StopLossPolicy } from '../../core/stop-loss/policy.ts';
import * as shape from './shape.ts';

const { amount, byName, day, defaulting, flag, list, object, oneOf, optional, ratio, text } = shape;

const window: shape.Shape<Window> = checked(object({ from: day, to: day }), ({ from, to }, path) =>
  from > to
    ? refuse('inconsistent', path, 'a window that ends on or after its first day', 'one that ends before')
    : undefined,
);

const specific = object({
  deductible: amount(),
  benefits: optional(list(text)),
  reimbursement: defaulting(ratio(1), '1'),
  maximum: optional(amount()),
  aggregatingDeductible: defaulting(amount(), '0'),
  lasers: defaulting(list(object({ person: text, deductible: amount() })), []),
});

const aggregate = object({
  factors: optional(byName(amount())),
  expectedPerEmployeePerMonth: optional(byName(amount())),
  attachmentMultiplier: optional(ratio()),
  benefits: optional(list(text)),
  period: oneOf('annual', 'monthly'),
  annualBasis: defaulting(oneOf('months', 'first-month'), 'months'),
  annualDiscount: defaulting(ratio(1), '0'),
  minimum: optional(object({ amount: optional(amount()), shareOfFirstMonthTimes12: optional(ratio(1)) })),
  lasersInAggregate: defaulting(oneOf('base', 'laser'), 'base'),
  reimbursement: defaulting(ratio(1), '1'),
  maximum: optional(amount()),
  accommodation: defaulting(flag, false),
});

const written = object({
  incurred: window,
  paid: window,
  runInMaximum: optional(
    object({ perPerson: optional(amount()), inAll: optional(amount()), incurredBefore: day }),
  ),
  specific: optional(specific),
  aggregate: optional(aggregate),
});

/** A stop-loss contract as CALCULATORS.md writes it, read into the core's terms. */
export const stopLossPolicy: shape.Shape<StopLossPolicy> = {
  schema: written.schema,
  read(value, path, currency) {
    const read = written.read(value, path, currency);
    if (isRefusal(read)) return read;
    const specificTerms = read.specific && specificOf(read.specific, joinPath(path, 'specific'));
    if (isRefusal(specificTerms)) return specificTerms;
    const aggregateTerms = read.aggregate && aggregateOf(read.aggregate, joinPath(path, 'aggregate'));
    if (isRefusal(aggregateTerms)) return aggregateTerms;
    return { ...read, specific: specificTerms, aggregate: aggregateTerms };
  },
};

function specificOf(read: shape.Read<typeof specific>, path: string): SpecificTerms | Refusal {
  const lasers = new Map<string, Amount>();
  for (const [index, laser] of read.lasers.entries()) {
    const at = joinPath(path, `lasers[${index}].person`);
    if (lasers.has(laser.person)) return refuse('inconsistent', at, 'one laser for a person', laser.person);
    lasers.set(laser.person, laser.deductible);
  }
  return { ...read, lasers };
}

function aggregateOf(read: shape.Read<typeof aggregate>, path: string): AggregateTerms | Refusal {
  const factors = factorsOf(read, path);
  if (isRefusal(factors)) return factors;
  const {
    minimum,
    expectedPerEmployeePerMonth: _expected,
    attachmentMultiplier: _multiplier,
    ...terms
  } = read;
  return {
    ...terms,
    factors,
    minimumAmount: minimum?.amount,
    minimumShareOfFirstMonthTimes12: minimum?.shareOfFirstMonthTimes12,
  };
}

/** The factors as given, or expected claims x multiplier, rounded half up to the minor unit. */
function factorsOf(read: shape.Read<typeof aggregate>, path: string): Map<string, Amount> | Refusal {
  const { factors, expectedPerEmployeePerMonth: expected, attachmentMultiplier: multiplier } = read;
  if (factors !== undefined && (expected !== undefined || multiplier !== undefined)) {
    return refuse('inconsistent', path, 'either factors, or expected claims with a multiplier', 'both');
  }
  if (factors !== undefined) return factors;
  if (expected === undefined) {
    return refuse(
      'missing_field',
      joinPath(path, 'factors'),
      'factors, or expectedPerEmployeePerMonth',
      undefined,
    );
  }
  if (multiplier === undefined) {
    return refuse(
      'missing_field',
      joinPath(path, 'attachmentMultiplier'),
      'a ratio such as "1.25"',
      undefined,
    );
  }
  const computed = new Map<string, Amount>();
  for (const [tier, claims] of expected) {
    const factor = amountOfBigInt(productHalfUp(claims, multiplier));
    if (factor === undefined) {
      const at = joinPath(path, `expectedPerEmployeePerMonth.${tier}`);
      return refuse('too_large', at, 'a factor up to 2^53 - 1 minor units', claims);
    }
    computed.set(tier, factor);
  }
  return computed;
}

/** A shape with one more check on what it reads. */
function checked<T>(
  inner: shape.Shape<T>,
  check: (value: T, path: string) => Refusal | undefined,
): shape.Shape<T> {
  return {
    ...inner,
    read(value, path, currency) {
      const read = inner.read(value, path, currency);
      return isRefusal(read) ? read : (check(read, path) ?? read);
    },
  };
}
