import type { Month } from '../core/calendar/month.ts';
import type { Amount } from '../core/money/amount.ts';
import type { Ratio } from '../core/money/ratio.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { LAG_METHODS, lagEstimates, type MethodEstimate } from '../core/reserves/lag-methods.ts';
import { type LagTriangle, lagCompletion, lagTriangle } from '../core/reserves/lag-triangle.ts';
import { type ClaimsReserve, ordinaryCells, unpaidBelow } from '../core/reserves/large-claims.ts';
import { gamma } from '../core/simulation/gamma.ts';
import { streamOf } from '../core/simulation/random.ts';
import {
  type BenefitReserve,
  claimsReserves,
  payableAndUnpaid,
  subscribersByMonth,
} from './claims-reserves.ts';
import { largeClaimTerms } from './large-claims.ts';
import type { BooksAtMonth, LargeClaimTerms, Readiness } from './ports/close.ts';
import type { Consortium } from './ports/consortium.ts';
import type { Stores } from './ports/stores.ts';
import { type PoolRequirement, poolRequirement } from './reserve-requirement.ts';

/** The methods that a reserve is shown by: as a close estimates it, or one of the core's. */
export const RESERVE_METHODS = ['close', ...LAG_METHODS] as const;
export type ShownMethod = (typeof RESERVE_METHODS)[number];

/** Which reserve is asked for; all benefits and members where none is named, the last charged month where no other is. */
export interface ReserveQuestion {
  readonly benefit?: string | undefined;
  readonly member?: string | undefined;
  readonly asOf?: Month | undefined;
  readonly method: ShownMethod;
  /** What a person's year costs above this is apart; the least specific deductible where it is not given. */
  readonly largeAbove?: Amount | undefined;
}

/** A benefit: the triangle of what lies below the threshold, its completion, every method, and the one asked for. */
export interface BenefitShown {
  readonly benefit: string;
  readonly triangle: LagTriangle | undefined;
  readonly completion: readonly number[];
  readonly methods: readonly MethodEstimate[];
  /** As a close estimates it. */
  readonly closing: ClaimsReserve;
  /** The same by the method that was asked for. */
  readonly reserve: ClaimsReserve | Refusal;
}

/** What the ledger holds for claims incurred by the end of the month. */
export interface HeldInLedger {
  readonly payable: number;
  readonly notReported: number;
}

/** The reserve as it is shown. Ledger and requirement are not told of a single benefit, the latter not of a member. */
export interface ReserveShown {
  readonly month: Month;
  readonly large: LargeClaimTerms | undefined;
  readonly waiting: Readiness['waiting'];
  readonly benefits: readonly BenefitShown[];
  readonly held: HeldInLedger | undefined;
  /** What a close posts above the estimate, as the reserve policy says. */
  readonly margin: Ratio;
  readonly requirement: PoolRequirement | Refusal | undefined;
}

/**
 * What claims incurred by the end of a month will still cost, from the triangles of the store. Refused:
 * `unknown_reference` for a benefit or member, `missing_field` where no month is named and none was charged.
 */
export async function reserveAt(
  { books, closes }: Pick<Stores, 'books' | 'closes'>,
  consortium: Consortium,
  question: ReserveQuestion,
): Promise<ReserveShown | Refusal> {
  const { consortiumId, document, members } = consortium;
  const memberId = question.member === undefined ? undefined : members.get(question.member);
  if (question.member !== undefined && memberId === undefined)
    return unknown('--member', members.keys(), question.member);
  const month = question.asOf ?? (await books.charges(consortiumId)).at(-1)?.month;
  if (month === undefined)
    return refuse('missing_field', '--as-of', 'a month, as none was charged yet, such as 2026-03', undefined);
  const large = largeClaimTerms(document, month, question.largeAbove);
  const all = await closes.booksAt(consortiumId, month, large);
  const exposure = await subscribersByMonth(books, consortiumId, month, memberId);
  const reserves = claimsReserves(memberId === undefined ? all : ofMember(all, memberId), exposure, month);
  const { benefit } = question;
  if (benefit !== undefined && !reserves.some((one) => one.benefit === benefit))
    return unknown(
      '--benefit',
      reserves.map((one) => one.benefit),
      benefit,
    );
  const asked = reserves.filter((one) => benefit === undefined || one.benefit === benefit);
  const isWhole = benefit === undefined && memberId === undefined;
  return {
    ...{ month, large, waiting: (await closes.readiness(consortiumId)).waiting },
    benefits: asked.map((one) => benefitShown(one, exposure, month, question.method)),
    held: benefit === undefined ? heldAt(all, memberId) : undefined,
    margin: document.reserves.margin,
    requirement: isWhole ? await poolRequirement(books, consortium, month, all, reserves) : undefined,
  };
}

function benefitShown(
  { benefit, onRecord, reserve: closing }: BenefitReserve,
  exposure: ReadonlyMap<Month, number>,
  month: Month,
  method: ShownMethod,
): BenefitShown {
  const triangle = lagTriangle(ordinaryCells(onRecord, month), month);
  const methods = triangle === undefined ? [] : lagEstimates(triangle, exposure, chancesOfOne);
  const asked = methods.find((one) => one.method === method)?.estimate;
  const reserve =
    triangle === undefined || asked === undefined
      ? closing
      : isRefusal(asked)
        ? asked
        : byMethod(closing, triangle.first, asked.reserve.ibnr);
  const completion = triangle === undefined ? [] : lagCompletion(triangle);
  return { benefit, triangle, completion, methods, closing, reserve };
}

/** A reserve with what is unpaid below the threshold by another method, rounded by month. */
function byMethod(reserve: ClaimsReserve, first: Month, ibnr: readonly number[]): ClaimsReserve {
  const months = reserve.months.map((one) => {
    const found = one.ordinary === undefined ? undefined : ibnr[one.month - first];
    if (found === undefined) return one;
    const unpaid = unpaidBelow(Math.round(found), one.known - one.largeKnown) + one.largeKnown;
    return { ...one, unpaid, notReported: unpaid - one.known };
  });
  return { ...reserve, months, unpaid: months.reduce((sum, one) => sum + one.unpaid, 0) };
}

function ofMember(books: BooksAtMonth, memberId: number): BooksAtMonth {
  const ofIt = <Row extends { readonly memberId: number }>(rows: readonly Row[]) =>
    rows.filter((row) => row.memberId === memberId);
  return { ...books, paid: ofIt(books.paid), known: ofIt(books.known), large: ofIt(books.large) };
}

function heldAt(books: BooksAtMonth, memberId: number | undefined): HeldInLedger {
  const notReported = books.balances
    .filter(({ account }) => account === 'incurred-but-not-reported')
    .filter((row) => memberId === undefined || row.memberId === memberId)
    .reduce((sum, { debit, credit }) => sum + credit - debit, 0);
  return { payable: payableAndUnpaid(books, memberId), notReported };
}

/** The chances of a bootstrap, the same for each, as in `calc reserve` with its default seed. */
export function chancesOfOne() {
  const random = streamOf(1);
  return { below: (most: number) => random.below(most), gamma: (shape: number) => gamma(random, shape) };
}

function unknown(option: string, known: Iterable<string>, actual: string): Refusal {
  return refuse('unknown_reference', option, `one of ${[...known].join(', ')}`, actual);
}
