import type { LineDecision } from '../../core/claims/adjudicate.ts';
import type { DecidedLines } from '../ports/run.ts';

/** Decisions in the making. */
export interface FillingLines extends DecidedLines {
  readonly reasons: string[];
}

/** Columns for the decisions of so many claims and lines. */
export function openDecidedLines(claims: number, lines: number): FillingLines {
  return {
    paidDay: new Int32Array(claims),
    memberId: new Float64Array(lines),
    planId: new Float64Array(lines),
    copay: new Float64Array(lines),
    deductible: new Float64Array(lines),
    coinsurance: new Float64Array(lines),
    planPays: new Float64Array(lines),
    notCovered: new Float64Array(lines),
    writeOff: new Float64Array(lines),
    balanceBill: new Float64Array(lines),
    reason: new Uint8Array(lines),
    reasons: [''],
  };
}

/** Puts a line's decision into the columns. */
export function fillLine(
  into: FillingLines,
  line: number,
  memberId: number,
  planId: number,
  decision: LineDecision,
): void {
  into.memberId[line] = memberId;
  into.planId[line] = planId;
  into.copay[line] = decision.copay;
  into.deductible[line] = decision.deductible;
  into.coinsurance[line] = decision.coinsurance;
  into.planPays[line] = decision.planPays;
  into.notCovered[line] = decision.notCovered;
  into.writeOff[line] = decision.writeOff;
  into.balanceBill[line] = decision.balanceBill;
  if (decision.reason !== '') into.reason[line] = numberOf(into.reasons, decision.reason);
}

function numberOf(reasons: string[], reason: string): number {
  const found = reasons.indexOf(reason);
  return found >= 0 ? found : reasons.push(reason) - 1;
}
