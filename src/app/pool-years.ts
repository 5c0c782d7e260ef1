import { firstDayOf, type Month, monthOf } from '../core/calendar/month.ts';
import { planYearOf, planYearWindow, type Window } from '../core/calendar/plan-year.ts';
import { type LossRatios, lossRatios } from '../core/loss-ratio/loss-ratio.ts';
import { type Amount, amountOf, ZERO } from '../core/money/amount.ts';
import { isRefusal } from '../core/refusal.ts';
import type { RollupAmounts } from './adjudicate/rollups.ts';
import type { BooksStore } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';

/** What a member (or all of them) contributed and cost in a year, in minor units; claims are those incurred in it. */
export interface YearFigures extends RollupAmounts {
  readonly enrolmentMonths: number;
  readonly contributions: number;
  readonly lines: number;
  /** Undefined where there are no contributions to divide by. */
  readonly ratios: LossRatios | undefined;
}

/** A member's year. */
export interface MemberYear extends YearFigures {
  readonly code: string;
  readonly name: string;
}

/** A fiscal year of the pool, by member in the order of its document, and in all. */
export interface PoolYear {
  readonly year: number;
  readonly window: Window;
  readonly members: readonly MemberYear[];
  readonly total: YearFigures;
}

type Figures = { -readonly [name in keyof Omit<YearFigures, 'ratios'>]: number };

/** All fiscal years in which something was charged or incurred, oldest first. */
export async function poolYears(store: BooksStore, consortium: Consortium): Promise<PoolYear[]> {
  const { consortiumId, document, members } = consortium;
  const { start } = document.fiscalYear;
  const yearOf = (month: Month) => planYearOf(firstDayOf(month), start);
  const years = new Map<number, Map<number, Figures>>();
  const figuresOf = (month: Month, memberId: number) => {
    const year = years.get(yearOf(month)) ?? new Map<number, Figures>();
    years.set(yearOf(month), year);
    const figures = year.get(memberId) ?? nothing();
    year.set(memberId, figures);
    return figures;
  };
  for (const charge of await store.charges(consortiumId)) {
    if (charge.kind !== 'contribution') continue;
    const figures = figuresOf(charge.month, charge.memberId);
    figures.enrolmentMonths += charge.units;
    figures.contributions += charge.amount;
  }
  for (const { memberId, incurredMonth, ...sums } of await store.claimSums(consortiumId)) {
    const figures = figuresOf(incurredMonth, memberId);
    for (const [name, amount] of Object.entries(sums)) figures[name as keyof typeof sums] += amount;
  }
  return [...years]
    .sort(([a], [b]) => a - b)
    .map(([year, byMember]) => ({
      year,
      window: planYearWindow(year, start),
      members: document.members.map(({ code, name }) => ({
        code,
        name,
        ...withRatios(byMember.get(members.get(code)!) ?? nothing()),
      })),
      total: withRatios(sumOf([...byMember.values()])),
    }));
}

/** The sum of years, or of members. */
export function sumOf(all: readonly Figures[]): Figures {
  const sum = nothing();
  for (const figures of all) {
    for (const name of Object.keys(sum) as (keyof Figures)[]) sum[name] = amountOf(sum[name] + figures[name]);
  }
  return sum;
}

/** Figures with their loss ratio: what the plan pays over contributions. */
export function withRatios(figures: Figures): YearFigures {
  const ratios = lossRatios({
    incurredClaims: figures.planPays as Amount,
    lossAdjustmentExpense: ZERO,
    recoveries: ZERO,
    earnedPremium: figures.contributions as Amount,
    cededPremium: ZERO,
    expenseBasis: 'earned',
  });
  return { ...figures, ratios: isRefusal(ratios) ? undefined : ratios };
}

/** The month after which nothing of a year is incurred. */
export function lastMonthOf(year: PoolYear): Month {
  return monthOf(year.window.to);
}

function nothing(): Figures {
  return {
    enrolmentMonths: 0,
    contributions: 0,
    lines: 0,
    charge: 0,
    allowed: 0,
    memberPays: 0,
    planPays: 0,
    notCovered: 0,
    writeOff: 0,
    balanceBill: 0,
  };
}
