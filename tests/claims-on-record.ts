// All payments and what the pool brought along, one by one from the tables, for the naive twin of the reserve.
import { type Cell, monthOf, type Payment } from './naive/claims-reserve.ts';

/** Asks the database of one consortium. */
type Rows = <T>(text: string) => Promise<T[]>;

/** Every payment on record: decisions, rows of registers, and what was paid before the pool came here. */
export function paymentsOnRecord(rows: Rows): Promise<Payment[]> {
  return rows<Payment>(`
    SELECT person_id AS person, member_id AS member, benefit, service_day::text AS incurred, decided_day::text AS decided,
      paid_day::text AS paid, plan_pays_cents AS amount, false AS opening FROM decision
    UNION ALL SELECT person_id, member_id, benefit, incurred_day::text, paid_day::text, paid_day::text, plan_pays_cents, false FROM paid_claim
    UNION ALL SELECT person_id, member_id, benefit, incurred_day::text, paid_day::text, paid_day::text, amount_cents, true FROM opening_payment`);
}

/** The lag triangle that the pool brought along. */
export async function broughtOnRecord(rows: Rows): Promise<Cell[]> {
  const cells = await rows<Omit<Cell, 'incurred' | 'paid'> & { incurred: string; paid: string }>(
    `SELECT member_id AS member, benefit, incurred_month::text AS incurred, paid_month::text AS paid, amount_cents AS amount FROM opening_lag`,
  );
  return cells.map((cell) => ({ ...cell, incurred: monthOf(cell.incurred), paid: monthOf(cell.paid) }));
}

/** The subscribers covered on the first day of each month of three years. */
export async function subscribersOnRecord(rows: Rows, firstYear: number): Promise<Map<number, number>> {
  const months = await rows<{ month: string; count: number }>(
    `SELECT m::date::text AS month, count(*) AS count FROM generate_series('${firstYear}-01-01'::date, '${firstYear + 2}-12-01', '1 month') m
     JOIN coverage_span ON person_id = subscriber_id AND from_day <= m::date AND coalesce(to_day, 'infinity') >= m::date GROUP BY m`,
  );
  return new Map(months.map(({ month, count }) => [monthOf(month), count]));
}

/** A payment as a cell of the triangle. */
export const cellOf = ({ member, benefit, incurred, paid, amount }: Payment): Cell => ({
  ...{ member, benefit, incurred: monthOf(incurred), paid: monthOf(paid), amount },
});
