import { monthOf } from '../../core/calendar/month.ts';
import type { RollupRow } from '../ports/run.ts';

/** How the charge of a line was split, as a rollup sums it. */
export type RollupAmounts = Pick<
  RollupRow,
  'charge' | 'allowed' | 'memberPays' | 'planPays' | 'notCovered' | 'writeOff' | 'balanceBill'
>;

const MONTHS = 2 ** 20;

/** Sums the lines of one batch by member, plan, benefit, month incurred and month paid. */
export class Rollups {
  readonly #byMember = new Map<number, Map<number, Map<string, Map<number, RollupRow>>>>();
  readonly #rows: RollupRow[] = [];

  /** Adds a line. */
  add(
    at: { memberId: number; planId: number; benefit: string; incurredDay: number; paidDay: number },
    amounts: RollupAmounts,
  ): void {
    const { memberId, planId, benefit, incurredDay, paidDay } = at;
    addLine(this.rowOf(memberId, planId, benefit, monthOf(incurredDay), monthOf(paidDay)), amounts);
  }

  /** The row that sums such lines: ask once for lines in a row that share it. */
  rowOf(
    memberId: number,
    planId: number,
    benefit: string,
    incurredMonth: number,
    paidMonth: number,
  ): RollupRow {
    const byPlan = within(this.#byMember, memberId);
    const months = within(within(byPlan, planId), benefit);
    const key = incurredMonth * MONTHS + paidMonth;
    let row = months.get(key);
    if (row === undefined) {
      const amounts = { charge: 0, allowed: 0, memberPays: 0, planPays: 0 };
      const rest = { notCovered: 0, writeOff: 0, balanceBill: 0 };
      row = { memberId, planId, benefit, incurredMonth, paidMonth, lines: 0, ...amounts, ...rest };
      months.set(key, row);
      this.#rows.push(row);
    }
    return row;
  }

  /** The rows, in order of their first line. */
  rows(): RollupRow[] {
    return this.#rows;
  }
}

/** Adds a line to the row that sums it. */
export function addLine(row: RollupRow, amounts: RollupAmounts): void {
  row.lines += 1;
  row.charge += amounts.charge;
  row.allowed += amounts.allowed;
  row.memberPays += amounts.memberPays;
  row.planPays += amounts.planPays;
  row.notCovered += amounts.notCovered;
  row.writeOff += amounts.writeOff;
  row.balanceBill += amounts.balanceBill;
}

function within<Key, InnerKey, Value>(outer: Map<Key, Map<InnerKey, Value>>, key: Key): Map<InnerKey, Value> {
  let inner = outer.get(key);
  if (inner === undefined) {
    inner = new Map();
    outer.set(key, inner);
  }
  return inner;
}
