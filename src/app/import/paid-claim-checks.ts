import type { Refusal } from '../../core/refusal.ts';
import type { Intake } from './intake.ts';
import type { PaidClaimRow } from './rows.ts';

/**
 * All that is wrong with the amounts of a row of a register, taken as given. Amounts are all from 0 up, with what
 * person and plan pay within what is allowed, or all from 0 down (a refund or void), likewise by size. A recovery from
 * someone else gives back a payment alone: charge, allowed and what the person pays are then 0.
 */
export function amountProblems(intake: Intake, row: PaidClaimRow): Refusal[] {
  const { charge, allowed, memberPays, planPays } = row;
  const amounts = [charge, allowed, memberPays, planPays];
  const isRecovery = planPays < 0 && charge === 0 && allowed === 0 && memberPays === 0;
  if (isRecovery) return [];
  if (amounts.some((amount) => amount < 0) && amounts.some((amount) => amount > 0)) {
    const expected = 'a row with all its amounts from 0 up, or all from 0 down,';
    return [intake.refuse(row, 'planPays', 'inconsistent', expected, 'amounts of both signs')];
  }
  if (Math.abs(memberPays) + Math.abs(planPays) > Math.abs(allowed)) {
    const expected = 'what person and plan pay within the allowed amount';
    return [intake.refuse(row, 'planPays', 'inconsistent', expected, 'more than it')];
  }
  return [];
}

/** A row that gives money back has to name the claim that it reverses. */
export function reversalProblem(intake: Intake, row: PaidClaimRow): Refusal | undefined {
  return row.planPays < 0 && row.reverses === ''
    ? intake.refuse(row, 'reverses', 'missing_reversal', 'the claim that a negative payment reverses', '')
    : undefined;
}

/** A claim to be reversed that nobody knows. */
export function unknownReversal(intake: Intake, row: PaidClaimRow): Refusal {
  const expected = 'a claim of this register or of one before';
  return intake.refuse(row, 'reverses', 'unknown_reference', expected, row.reverses);
}
