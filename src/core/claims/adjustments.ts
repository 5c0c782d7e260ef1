import type { LineDecision } from './adjudicate.ts';

/** One claim adjustment: who bears it (CO the provider by contract, OA nobody, PR the person), why, and how much. */
export interface Adjustment {
  readonly group: 'CO' | 'OA' | 'PR';
  readonly reason: string;
  readonly amount: number;
}

/**
 * The adjustments of a decision: by group (CO, OA, PR), then by reason as a number; zero amounts give none.
 * Reasons are claim adjustment reason codes (X12 external code list 139): 1 deductible, 2 coinsurance, 3 copay,
 * 45 charge above allowed, 96 not covered, 119 benefit maximum reached; 18, 26, 27 and 109 where an edit denied the line.
 * Denials that the person does not owe stand under OA, as that list asks for 18.
 */
export function adjustmentsOf(decision: LineDecision): Adjustment[] {
  const isDenied = decision.notCovered === 0 && decision.reason !== '';
  const all: Adjustment[] = [
    isDenied
      ? { group: 'OA', reason: decision.reason, amount: decision.writeOff }
      : { group: 'CO', reason: '45', amount: decision.writeOff },
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
