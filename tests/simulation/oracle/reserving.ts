import type { Cell } from '../../naive/claims-reserve.ts';
import { estimateToCome, MONTHS } from './estimate.ts';
import { type ClaimsOnRecord, ordinaryPaid } from './on-record.ts';

/** What was paid for claims of a benefit, and what they will still cost, in cents. */
export interface Reserve {
  readonly paid: number;
  readonly unpaid: number;
  /** True where a sum in floating point may come out a cent or a method apart. */
  readonly isBetweenCents: boolean;
}

/** The reserve for the claims of each benefit at the end of a month, large claims apart. */
export function reservesOf(
  { cells, large }: ClaimsOnRecord,
  exposure: ReadonlyMap<number, number>,
  through: number,
): Map<string, Reserve> {
  const benefits = [...new Set(cells.map(({ benefit }) => benefit))];
  return new Map(
    benefits.map((benefit) => {
      const ofIt = (some: readonly Cell[]) => some.filter((cell) => cell.benefit === benefit);
      return [benefit, reserveOf({ cells: ofIt(cells), large: ofIt(large) }, exposure, through)];
    }),
  );
}

/** Month by month: what lies below as it is estimated, but no less than is decided of it; what lies above as it is on record. */
function reserveOf(record: ClaimsOnRecord, exposure: ReadonlyMap<number, number>, through: number): Reserve {
  const { cells, large } = record;
  const { months, isBetweenCents } = estimateToCome(ordinaryPaid(record, through), exposure, through);
  let [paid, unpaid] = [0, 0];
  for (const month of new Set([...months.keys(), ...cells.map(({ incurred }) => incurred)])) {
    if (month > through) continue;
    const sumOf = (some: readonly Cell[], isLater: boolean) =>
      some
        .filter((cell) => cell.incurred === month && cell.paid > through === isLater)
        .reduce((sum, { amount }) => sum + amount, 0);
    const [decided, above] = [sumOf(cells, true), sumOf(large, true)];
    const isTooOld = month <= through - MONTHS;
    unpaid += isTooOld ? decided : Math.max(months.get(month) ?? 0, decided - above) + above;
    if (!isTooOld) paid += sumOf(cells, false);
  }
  return { paid, unpaid, isBetweenCents };
}
