import { cellOf } from '../../claims-on-record.ts';
import { type Cell, monthOf, naiveLarge, type Payment } from '../../naive/claims-reserve.ts';
import type { PoolDocument } from '../history.ts';
import type { PaidLine, PlanPayment } from './contracts.ts';
import { cents } from './text.ts';

/** What was paid in a month for claims of a benefit incurred in a month, before the pool came here; of a member. */
export interface BroughtCell {
  readonly member: string;
  readonly benefit: string;
  readonly incurred: string;
  readonly paid: string;
  readonly amount: number;
}

/** Claims as they are on record at the end of a month, and the part of them that lies above what a person's year may cost. */
export interface ClaimsOnRecord {
  readonly cells: readonly Cell[];
  readonly large: readonly Cell[];
}

/** All that was decided or paid by the end of a month, counted from 1970; members by their order in the document. */
export function claimsOnRecord(
  { members, stopLoss, fiscalYear }: PoolDocument,
  lines: readonly PaidLine[],
  before: readonly PlanPayment[],
  lags: readonly BroughtCell[],
  through: number,
): ClaimsOnRecord {
  const orderOf = (member: string) => members.findIndex(({ code }) => code === member);
  const decided = lines
    .map((line): Payment => ({ ...line, member: orderOf(line.member), opening: false }))
    .filter((one) => monthOf(one.decided) <= through);
  const opening = before.map(
    (one): Payment => ({ ...one, member: orderOf(one.member), decided: one.paid, opening: true }),
  );
  const brought = lags.map(
    ({ member, benefit, incurred, paid, amount }): Cell => ({
      ...{ member: orderOf(member), benefit, incurred: monthOf(incurred), paid: monthOf(paid), amount },
    }),
  );
  // With the least specific deductible as threshold.
  const above = Math.min(...stopLoss.map(({ policy }) => cents(policy.specific!.deductible)));
  const large = naiveLarge([...decided, ...opening], brought, through, above, fiscalYear.start);
  const isOnRecord = ({ paid, amount }: Cell) => paid <= through || amount !== 0;
  return {
    cells: [...decided.map(cellOf).filter(isOnRecord), ...brought.filter(({ paid }) => paid <= through)],
    large: [...large.values()],
  };
}

/** What was paid by the end of a month, without the part that lies above. */
export function ordinaryPaid({ cells, large }: ClaimsOnRecord, through: number): Cell[] {
  const above = large.map((cell) => ({ ...cell, amount: -cell.amount }));
  return [...cells, ...above].filter(({ paid }) => paid <= through);
}
