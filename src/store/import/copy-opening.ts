import type {
  OpeningAccumulator,
  OpeningLag,
  OpeningPayment,
  OpeningRecoverable,
} from '../../app/ports/import-store.ts';
import type { ReimbursementShare } from '../../app/ports/reimbursements.ts';
import { firstDayOf } from '../../core/calendar/month.ts';
import { STOP_LOSS_POSTING_COLUMNS } from '../books.ts';
import { dayText } from '../bulk/rows.ts';
import { REIMBURSEMENT_COLUMNS, reimbursementRow } from '../reimbursements.ts';
import type { Copying } from './copying.ts';

const AMOUNTS = ['deductible_cents', 'out_of_pocket_cents'];
const KEY = ['subscriber_id', 'person_id', 'plan_id', 'plan_year', 'network'];
const ACCUMULATOR = ['import_id', ...KEY, ...AMOUNTS];
const ACCUMULATOR_DELTA = [...KEY, 'service', 'batch_id', ...AMOUNTS, 'limit_used_cents'];
const LAG = ['import_id', 'member_id', 'benefit', 'incurred_month', 'paid_month', 'amount_cents'];
const PAYMENT = [
  ...['import_id', 'row_number', 'person_id', 'member_id', 'benefit', 'incurred_day', 'paid_day'],
  'amount_cents',
];

/** Copies what persons had used of their limits, as facts and as the deltas that follow from them. */
export function copyAccumulators(
  copying: Copying,
  importId: number,
  batchId: number,
  rows: readonly OpeningAccumulator[],
): Promise<void> {
  for (const { subscriberId, personId, planId, planYear, network, deductible, outOfPocket } of rows) {
    const key = [subscriberId, personId, planId, planYear, network];
    copying.add('opening_accumulator', ACCUMULATOR, [importId, ...key, deductible, outOfPocket]);
    copying.add('accumulator_delta', ACCUMULATOR_DELTA, [...key, '', batchId, deductible, outOfPocket, 0]);
  }
  return copying.copyIfMany();
}

/** Copies cells of the lag triangle. */
export function copyLag(copying: Copying, importId: number, rows: readonly OpeningLag[]): Promise<void> {
  for (const { memberId, benefit, incurredMonth, paidMonth, amount } of rows) {
    const months = [dayText(firstDayOf(incurredMonth)), dayText(firstDayOf(paidMonth))];
    copying.add('opening_lag', LAG, [importId, memberId, benefit, ...months, amount]);
  }
  return copying.copyIfMany();
}

/** Copies payments for persons from before. */
export function copyPayments(
  copying: Copying,
  importId: number,
  rows: readonly OpeningPayment[],
): Promise<void> {
  for (const { rowNumber, personId, memberId, benefit, incurred, paid, amount } of rows) {
    const days = [dayText(incurred), dayText(paid)];
    copying.add('opening_payment', PAYMENT, [
      ...[importId, rowNumber, personId, memberId, benefit],
      ...[...days, amount],
    ]);
  }
  return copying.copyIfMany();
}

/** Copies what was recoverable before, and what of it came, as the batch of the opening posted it. */
export function copyRecoverables(
  copying: Copying,
  batchId: number,
  posted: readonly OpeningRecoverable[],
  received: readonly ReimbursementShare[],
): Promise<void> {
  for (const { contract, memberId, part, amount } of posted)
    copying.add('stop_loss_posting', STOP_LOSS_POSTING_COLUMNS, [contract, batchId, memberId, part, amount]);
  for (const share of received)
    copying.add('stop_loss_reimbursement', REIMBURSEMENT_COLUMNS, reimbursementRow(batchId, share));
  return copying.copyIfMany();
}
