import type { OpeningAccumulator, OpeningLag, OpeningPayment } from '../../app/ports/import-store.ts';
import { firstDayOf } from '../../core/calendar/month.ts';
import { CopyRows, dayText } from '../bulk/rows.ts';
import type { LoaderTransaction } from '../loader.ts';

const AMOUNTS = ['deductible_cents', 'out_of_pocket_cents'];

/** Copies what persons had used of their limits, as facts and as the deltas that follow from them. */
export async function copyAccumulators(
  loader: LoaderTransaction,
  importId: number,
  batchId: number,
  rows: readonly OpeningAccumulator[],
): Promise<void> {
  const [facts, deltas] = [new CopyRows(), new CopyRows()];
  for (const { personId, planId, planYear, network, deductible, outOfPocket } of rows) {
    facts.add([importId, personId, planId, planYear, network, deductible, outOfPocket]);
    deltas.add([personId, planId, planYear, network, '', batchId, deductible, outOfPocket, 0]);
  }
  const key = ['person_id', 'plan_id', 'plan_year', 'network'];
  await loader.copy('opening_accumulator', ['import_id', ...key, ...AMOUNTS], facts.take());
  const columns = [...key, 'service', 'batch_id', ...AMOUNTS, 'limit_used_cents'];
  await loader.copy('accumulator_delta', columns, deltas.take());
}

/** Copies cells of the lag triangle. */
export async function copyLag(
  loader: LoaderTransaction,
  importId: number,
  rows: readonly OpeningLag[],
): Promise<void> {
  const table = new CopyRows();
  for (const { memberId, benefit, incurredMonth, paidMonth, amount } of rows) {
    const months = [dayText(firstDayOf(incurredMonth)), dayText(firstDayOf(paidMonth))];
    table.add([importId, memberId, benefit, ...months, amount]);
  }
  const columns = ['import_id', 'member_id', 'benefit', 'incurred_month', 'paid_month', 'amount_cents'];
  await loader.copy('opening_lag', columns, table.take());
}

/** Copies payments for persons from before. */
export async function copyPayments(
  loader: LoaderTransaction,
  importId: number,
  rows: readonly OpeningPayment[],
): Promise<void> {
  const table = new CopyRows();
  for (const { rowNumber, personId, memberId, benefit, incurred, paid, amount } of rows) {
    table.add([importId, rowNumber, personId, memberId, benefit, dayText(incurred), dayText(paid), amount]);
  }
  const columns = [
    ...['import_id', 'row_number', 'person_id', 'member_id', 'benefit', 'incurred_day', 'paid_day'],
    'amount_cents',
  ];
  await loader.copy('opening_payment', columns, table.take());
}
