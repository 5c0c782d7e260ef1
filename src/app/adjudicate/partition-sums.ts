import type { Month } from '../../core/calendar/month.ts';
import type { LineDecision } from '../../core/claims/adjudicate.ts';
import type { CoverageSpan } from '../../core/coverage/eligibility.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import { BatchEntries } from '../../core/postings/batch-entries.ts';
import type { RollupRow } from '../ports/run.ts';
import { Rollups } from './rollups.ts';

/** What a member's claims received in a month cost the plan. */
interface Incurred {
  readonly memberId: number;
  readonly month: number;
  amount: number;
}

/**
 * The sums of a partition's decisions, line by line: rollups, and the entries that post them. The rows of the last line
 * are remembered, because the lines of a claim mostly share them.
 */
export class PartitionSums {
  readonly #rollups = new Rollups();
  readonly #incurred = new Map<number, Map<number, Incurred>>();
  #benefit = '';
  #receivedMonth = 0;
  #paidMonth = 0;
  #span: CoverageSpan | undefined;
  #incurredMonth = 0;
  #row: RollupRow | undefined;
  #received: Incurred | undefined;
  #magnitude = 0;

  /** Says of which claim the lines to come are. */
  openClaim(benefit: string, receivedMonth: number, paidMonth: number): void {
    if (benefit === this.#benefit && receivedMonth === this.#receivedMonth && paidMonth === this.#paidMonth)
      return;
    this.#benefit = benefit;
    this.#receivedMonth = receivedMonth;
    this.#paidMonth = paidMonth;
    this.#row = undefined;
  }

  /** Adds a line's decision under the span of coverage that it met. */
  addLine(span: CoverageSpan, incurredMonth: number, charge: number, decision: LineDecision): void {
    if (this.#row === undefined || span !== this.#span || incurredMonth !== this.#incurredMonth) {
      this.#span = span;
      this.#incurredMonth = incurredMonth;
      const { memberId, planId } = span;
      this.#row = this.#rollups.rowOf(memberId, planId, this.#benefit, incurredMonth, this.#paidMonth);
      this.#received = this.#incurredOf(memberId, this.#receivedMonth);
    }
    const row = this.#row;
    row.lines += 1;
    row.charge += charge;
    row.allowed += decision.allowed;
    row.memberPays += decision.memberPays;
    row.planPays += decision.planPays;
    row.notCovered += decision.notCovered;
    row.writeOff += decision.writeOff;
    row.balanceBill += decision.balanceBill;
    this.#received!.amount += decision.planPays;
    this.#magnitude += Math.abs(charge) + Math.abs(decision.allowed);
  }

  /** The rollups. Throws (a bug) where a sum may have left the safe range. */
  rollups(): RollupRow[] {
    this.#assertSafe();
    return this.#rollups.rows();
  }

  /** The entries: claims incurred in the month they were received, and paid in that of their payment. */
  entries(): Entry[] {
    this.#assertSafe();
    const entries = new BatchEntries();
    for (const months of this.#incurred.values()) {
      for (const { memberId, month, amount } of months.values())
        entries.add('claims incurred', month as Month, memberId, amount);
    }
    for (const { memberId, paidMonth, planPays } of this.#rollups.rows())
      entries.add('claims paid', paidMonth as Month, memberId, planPays);
    return entries.entries();
  }

  #incurredOf(memberId: number, month: number): Incurred {
    let months = this.#incurred.get(memberId);
    if (months === undefined) {
      months = new Map();
      this.#incurred.set(memberId, months);
    }
    let incurred = months.get(month);
    if (incurred === undefined) {
      incurred = { memberId, month, amount: 0 };
      months.set(month, incurred);
    }
    return incurred;
  }

  /** No part of a line is larger than its charge and allowed amount, so no sum on the way was larger than all of them. */
  #assertSafe(): void {
    if (this.#magnitude > Number.MAX_SAFE_INTEGER)
      throw new RangeError('the claims of a partition sum to more than 2^53 - 1 minor units');
  }
}
