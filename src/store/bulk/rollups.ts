import type { PersonRollupRow, RollupRow } from '../../app/ports/run.ts';
import { firstDayOf } from '../../core/calendar/month.ts';
import type { LoaderTransaction } from '../loader.ts';
import { CopyRows, dayText, type Value } from './rows.ts';

export const ROLLUP_COLUMNS = [
  'batch_id',
  'member_id',
  'plan_id',
  'benefit',
  'incurred_month',
  'paid_month',
  'lines',
  'charge_cents',
  'allowed_cents',
  'member_pays_cents',
  'plan_pays_cents',
  'not_covered_cents',
  'write_off_cents',
  'balance_bill_cents',
];

/** A sum of a batch as a row of `claim_rollup`. */
export function rollupRow(batchId: number, row: RollupRow): Value[] {
  return [
    ...[batchId, row.memberId, row.planId, row.benefit],
    ...[dayText(firstDayOf(row.incurredMonth)), dayText(firstDayOf(row.paidMonth)), row.lines, row.charge],
    ...[row.allowed, row.memberPays, row.planPays, row.notCovered, row.writeOff, row.balanceBill],
  ];
}

/** Copies a batch's claims summed by member, plan, benefit and months. */
export async function copyRollups(
  loader: LoaderTransaction,
  batchId: number,
  rollups: readonly RollupRow[],
): Promise<void> {
  const rows = new CopyRows();
  for (const row of rollups) rows.add(rollupRow(batchId, row));
  await loader.copy('claim_rollup', ROLLUP_COLUMNS, rows.take());
}

export const PERSON_ROLLUP_COLUMNS = ['person_id', 'incurred_year', 'batch_id', 'paid_cents'];

/** What a batch pays for a person in a year as a row of `person_rollup`. */
export function personRollupRow(batchId: number, row: PersonRollupRow): Value[] {
  return [row.personId, row.incurredYear, batchId, row.paid];
}

/** Copies what a batch pays summed by person and year. */
export async function copyPersonRollups(
  loader: LoaderTransaction,
  batchId: number,
  rollups: readonly PersonRollupRow[],
): Promise<void> {
  const rows = new CopyRows();
  for (const row of rollups) rows.add(personRollupRow(batchId, row));
  await loader.copy('person_rollup', PERSON_ROLLUP_COLUMNS, rows.take());
}
