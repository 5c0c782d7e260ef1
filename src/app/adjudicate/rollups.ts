import { monthOf } from '../../core/calendar/month.ts';
import type { RollupRow } from '../ports/run.ts';

/** How the charge of a line was split, as a rollup sums it. */
export type RollupAmounts = Pick<
  RollupRow,
  'charge' | 'allowed' | 'memberPays' | 'planPays' | 'notCovered' | 'writeOff' | 'balanceBill'
>;

/** Sums the lines of one batch by member, plan, benefit, month incurred and month paid. */
export class Rollups {
  readonly #rows = new Map<string, RollupRow>();

  add(
    at: { memberId: number; planId: number; benefit: string; incurredDay: number; paidDay: number },
    amounts: RollupAmounts,
  ): void {
    const { memberId, planId, benefit } = at;
    const [incurredMonth, paidMonth] = [monthOf(at.incurredDay), monthOf(at.paidDay)];
    const key = `${memberId} ${planId} ${incurredMonth} ${paidMonth} ${benefit}`;
    let row = this.#rows.get(key);
    if (row === undefined) {
      const zero = {
        charge: 0,
        allowed: 0,
        memberPays: 0,
        planPays: 0,
        notCovered: 0,
        writeOff: 0,
        balanceBill: 0,
      };
      row = { memberId, planId, benefit, incurredMonth, paidMonth, lines: 0, ...zero };
      this.#rows.set(key, row);
    }
    row.lines += 1;
    row.charge += amounts.charge;
    row.allowed += amounts.allowed;
    row.memberPays += amounts.memberPays;
    row.planPays += amounts.planPays;
    row.notCovered += amounts.notCovered;
    row.writeOff += amounts.writeOff;
    row.balanceBill += amounts.balanceBill;
  }

  rows(): RollupRow[] {
    return [...this.#rows.values()];
  }
}
