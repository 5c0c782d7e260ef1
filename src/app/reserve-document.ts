import { formatMonth } from '../core/calendar/month.ts';
import { formatAmount } from '../core/money/amount.ts';
import type { Currency } from '../core/money/currency.ts';
import { formatRatio } from '../core/money/ratio.ts';
import { isRefusal, type Refusal, refusalMessage } from '../core/refusal.ts';
import type { ClaimsReserve } from '../core/reserves/large-claims.ts';
import { withMargin } from './claims-reserves.ts';
import type { StepsByBenefit } from './explain-reserve.ts';
import type { BenefitShown, ReserveShown, ShownMethod } from './reserve.ts';

/** The sum over the benefits that are shown; undefined where the method that was asked for is undefined for one. */
export function reserveTotal({ benefits }: ReserveShown): Omit<ClaimsReserve, 'months'> | undefined {
  const total = { paid: 0, unpaid: 0, known: 0 };
  for (const { reserve } of benefits) {
    if (isRefusal(reserve)) return undefined;
    for (const name of ['paid', 'unpaid', 'known'] as const) total[name] += reserve[name];
  }
  return total;
}

/** What a close would post as unpaid: each benefit with the margin of the reserve policy. */
export function benefitsWithMargin({ benefits, margin }: ReserveShown): number {
  return benefits.reduce(
    (sum, { reserve }) => sum + (isRefusal(reserve) ? 0 : withMargin(reserve.unpaid, margin)),
    0,
  );
}

/** The reserve for machines. Amounts are decimal texts; a method that is not defined tells why under `refused`. */
export function reserveDocument(
  shown: ReserveShown,
  method: ShownMethod,
  steps: StepsByBenefit,
  currency: Currency,
) {
  const write = (minor: number) => formatAmount(Math.round(minor), currency);
  const { month, large, waiting, benefits, held, margin, requirement } = shown;
  const total = reserveTotal(shown);
  return {
    asOf: formatMonth(month),
    method,
    ...(large && { largeAbove: write(large.above) }),
    waiting,
    benefits: benefits.map((one) => ({
      ...benefitDocument(one, write),
      ...(steps.has(one.benefit) && { explanation: steps.get(one.benefit) }),
    })),
    ...(total && {
      total: {
        ...{ paid: write(total.paid), unpaid: write(total.unpaid) },
        ...{ known: write(total.known), notReported: write(total.unpaid - total.known) },
      },
      ...(margin.numerator > 0n && {
        margin: formatRatio(margin),
        unpaidWithMargin: write(benefitsWithMargin(shown)),
      }),
    }),
    ...(held && { ledger: { claimsPayable: write(held.payable), notReported: write(held.notReported) } }),
    ...(requirement && { requirement: requirementDocument(requirement, write) }),
  };
}

export type ReserveDocument = ReturnType<typeof reserveDocument>;

type Write = (minor: number) => string;

function benefitDocument(
  { benefit, triangle, completion, methods, closing, reserve }: BenefitShown,
  write: Write,
) {
  const ordinary = closing.months.reduce((sum, one) => sum + (one.ordinary?.unpaid ?? 0), 0);
  return {
    benefit,
    ...(triangle && {
      triangle: { first: formatMonth(triangle.first), rows: triangle.rows.map((row) => row.map(write)) },
    }),
    completion,
    methods: [
      { method: 'close' as const, unpaid: write(ordinary) },
      ...methods.map(({ method, estimate }) => {
        if (isRefusal(estimate)) return { method, refused: refusedIn(estimate) };
        const { total, factors, percentiles } = estimate.reserve;
        return {
          ...{ method, unpaid: write(total.ibnr), ultimate: write(total.ultimate) },
          ...(total.standardError === undefined ? {} : { standardError: write(total.standardError) }),
          ...(factors && { factors }),
          ...(percentiles && {
            percentiles: Object.fromEntries([...percentiles].map(([at, figure]) => [at, write(figure)])),
          }),
        };
      }),
    ],
    ...(isRefusal(reserve)
      ? { refused: refusedIn(reserve) }
      : {
          months: reserve.months.map((one) => ({
            month: formatMonth(one.month),
            ...(one.ordinary && { subscribers: one.ordinary.exposure, completion: one.ordinary.completion }),
            ...{ paid: write(one.paid), unpaid: write(one.unpaid) },
            ...{ known: write(one.known), notReported: write(one.notReported) },
            ...{ largePaid: write(one.largePaid), largeKnown: write(one.largeKnown) },
          })),
          ...{ paid: write(reserve.paid), unpaid: write(reserve.unpaid), known: write(reserve.known) },
        }),
  };
}

function requirementDocument(requirement: NonNullable<ReserveShown['requirement']>, write: Write) {
  if (isRefusal(requirement)) return { refused: refusedIn(requirement) };
  const { jurisdiction, adequate, items } = requirement;
  return {
    ...{ jurisdiction, adequate },
    items: items.map(({ name, citation, share, ...amounts }) => ({
      ...{ name, share: formatRatio(share), base: write(amounts.base), required: write(amounts.required) },
      ...{ held: write(amounts.held), shortfall: write(amounts.shortfall), citation },
    })),
  };
}

function refusedIn(refusal: Refusal) {
  return { code: refusal.code, message: refusalMessage(refusal) };
}
