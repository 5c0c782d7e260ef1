import type { Month } from '../../core/calendar/month.ts';
import { allocate } from '../../core/money/allocate.ts';
import type { BenefitReserve } from '../claims-reserves.ts';
import type { EnrolledUnits } from '../ports/books.ts';
import type { BooksAtMonth } from '../ports/close.ts';

/** What claims incurred in a month cost: what is paid, and what is estimated still to come. */
export interface Incurred {
  readonly paid: number;
  readonly unpaid: number;
}

/** What claims cost by month incurred, of all and by member, as it was known at the end of a month. */
export interface IncurredClaims {
  readonly byMonth: ReadonlyMap<Month, Incurred>;
  ofMember(memberId: number, from: Month, to: Month): number;
}

/**
 * Claims by month incurred at their estimated cost. Of what no claim is known for yet, each member bears as many parts as
 * it has employees: a month's own claims say little of a member when few of them are known. The parts sum to the whole.
 */
export function incurredClaims(
  { paid, known }: Pick<BooksAtMonth, 'paid' | 'known'>,
  reserves: readonly BenefitReserve[],
  enrolled: readonly EnrolledUnits[],
  memberIds: readonly number[],
): IncurredClaims {
  const byMonth = new Map<Month, { paid: number; unpaid: number }>();
  const byMember = new Map<string, number>();
  const ofMonth = (month: Month) => {
    const sums = byMonth.get(month) ?? { paid: 0, unpaid: 0 };
    byMonth.set(month, sums);
    return sums;
  };
  const add = (memberId: number, month: Month, amount: number) => {
    const key = `${memberId} ${month}`;
    byMember.set(key, (byMember.get(key) ?? 0) + amount);
  };
  for (const { memberId, incurredMonth, amount } of paid) {
    ofMonth(incurredMonth).paid += amount;
    add(memberId, incurredMonth, amount);
  }
  for (const { memberId, incurredMonth, amount } of known) add(memberId, incurredMonth, amount);
  const units = new Map<string, number>();
  for (const { memberId, month, units: count } of enrolled) {
    const key = `${memberId} ${month}`;
    units.set(key, (units.get(key) ?? 0) + count);
  }
  for (const { reserve } of reserves)
    for (const { month, unpaid, notReported } of reserve.months) {
      ofMonth(month).unpaid += unpaid;
      const weights = memberIds.map((id) => BigInt(units.get(`${id} ${month}`) ?? 0));
      const isShared = weights.some((weight) => weight > 0n);
      const parts = allocate(BigInt(notReported), isShared ? weights : memberIds.map(() => 1n));
      for (const [at, part] of parts.entries()) add(memberIds[at]!, month, Number(part));
    }
  return {
    byMonth,
    ofMember(memberId, from, to) {
      let sum = 0;
      for (let month = from as number; month <= to; month += 1)
        sum += byMember.get(`${memberId} ${month}`) ?? 0;
      return sum;
    },
  };
}
