import type { Month } from '../core/calendar/month.ts';
import { amountOf } from '../core/money/amount.ts';
import type { DueCharge } from './month-charges.ts';
import type { ChargedCell, MonthlyCharge } from './ports/books.ts';

/**
 * The rows that bring what was charged to what is due, billed with a month: further or fewer units at the same rate; where
 * the rate is another, all units taken back at the old one and charged anew. Rows of one cell are numbered on.
 */
export function corrections(
  charged: readonly ChargedCell[],
  due: readonly DueCharge[],
  billedMonth: Month,
): MonthlyCharge[] {
  const wanted = new Map(due.map((charge) => [keyOf(charge), charge]));
  const rows: MonthlyCharge[] = [];
  const add = (cell: Omit<DueCharge, 'units' | 'rate'>, revision: number, units: number, rate: number) => {
    const { month, memberId, planId, kind, tier } = cell;
    const amount = amountOf(units * rate);
    if (units !== 0)
      rows.push({ month, memberId, planId, kind, tier, revision, billedMonth, units, rate, amount });
  };
  for (const cell of charged) {
    const target = wanted.get(keyOf(cell));
    wanted.delete(keyOf(cell));
    if (target === undefined) add(cell, cell.revision + 1, -cell.units, cell.rate);
    else if (target.rate === cell.rate) add(cell, cell.revision + 1, target.units - cell.units, cell.rate);
    else {
      add(cell, cell.revision + 1, -cell.units, cell.rate);
      add(cell, cell.revision + (cell.units === 0 ? 1 : 2), target.units, target.rate);
    }
  }
  for (const target of wanted.values()) add(target, 1, target.units, target.rate);
  return rows;
}

/** Marks a month in which nobody is enrolled as charged: else every repeat would look at it anew, and no close be let through. */
export function nothingIn(month: Month, billedMonth: Month): MonthlyCharge {
  const nobody = {
    memberId: 0,
    planId: 0,
    kind: 'contribution' as const,
    tier: '',
    units: 0,
    rate: 0,
    amount: 0,
  };
  return { month, revision: 1, billedMonth, ...nobody };
}

function keyOf({ month, memberId, planId, kind, tier }: Omit<DueCharge, 'units' | 'rate'>): string {
  return `${month} ${memberId} ${planId} ${kind} ${tier}`;
}
