import type { LineDecision } from './adjudicate.ts';

/** One claim adjustment: who bears it (CO the provider by contract, PR the person), why, and how much. */
export interface Adjustment {
  readonly group: 'CO' | 'PR';
  readonly reason: string;
  readonly amount: number;
}

/**
 * The adjustments of a decision: by group, CO first, then by reason as a number; zero amounts give none.
 * Reasons are claim adjustment reason codes (X12 external code list 139): 1 deductible, 2 coinsurance, 3 copay,
 * 45 charge above allowed, 96 not covered, 119 benefit maximum reached; 18, 26 and 27 where an edit denied the line.
 */
export function adjustmentsOf(decision: LineDecision): Adjustment[] {
  const all: Adjustment[] = [
    {
      group: 'CO',
      reason: decision.notCovered === 0 && decision.reason !== '' ? decision.reason : '45',
      amount: decision.writeOff,
    },
    { group: 'PR', reason: '1', amount: decision.deductible },
    { group: 'PR', reason: '2', amount: decision.coinsurance },
    { group: 'PR', reason: '3', amount: decision.copay },
    { group: 'PR', reason: '45', amount: decision.balanceBill },
    { group: 'PR', reason: decision.reason, amount: decision.notCovered },
  ];
  return all
    .filter((adjustment) => adjustment.amount !== 0)
    .sort((a, b) => (a.group === b.group ? Number(a.reason) - Number(b.reason) : a.group < b.group ? -1 : 1));
}
