import type { MemberPayment } from '../app/ports/books.ts';
import { type Window, wholeMonthsOf } from '../core/calendar/plan-year.ts';
import type { StopLossPolicy } from '../core/stop-loss/policy.ts';
import { dayText } from './bulk/rows.ts';
import { personsPaid } from './persons-paid.ts';
import type { Query } from './query.ts';

/** What was paid inside a contract's windows, by person. */
export function readPayments(query: Query, policy: StopLossPolicy): Promise<MemberPayment[]> {
  const runIn = policy.runInMaximum?.incurredBefore ?? policy.incurred.from;
  return query.rows<MemberPayment>(PAYMENTS, [...windowsOf(policy), dayText(runIn)]);
}

/**
 * The same of persons whose payments come to an amount alone, and of all others together by benefit and month: what was paid in
 * all, less what those were paid.
 */
export async function readLargePayments(
  query: Query,
  policy: StopLossPolicy,
  least: number,
): Promise<MemberPayment[]> {
  const persons = await personsPaid(query, [policy.incurred], least);
  const isByMonth = [policy.incurred, policy.paid].every(isOfWholeMonths);
  return query.rows<MemberPayment>(largePaymentsOutOf(isByMonth ? PAID_BY_MONTH : paidInside()), [
    ...windowsOf(policy),
    least,
    persons,
  ]);
}

function windowsOf({ incurred, paid }: StopLossPolicy): string[] {
  return [incurred.from, incurred.to, paid.from, paid.to].map(dayText);
}

function isOfWholeMonths(window: Window): boolean {
  const { from, to } = wholeMonthsOf(window);
  return from === window.from && to === window.to;
}

/** What was paid inside the windows, whoever paid it; with a condition, of some persons. */
const paidInside = (
  condition = 'true',
) => `SELECT consortium_id, person_id, member_id, benefit, service_day AS incurred_day, paid_day, plan_pays_cents AS amount_cents
      FROM decision WHERE service_day BETWEEN $1 AND $2 AND paid_day BETWEEN $3 AND $4 AND plan_pays_cents <> 0 AND ${condition}
      UNION ALL
      SELECT consortium_id, person_id, member_id, benefit, incurred_day, paid_day, plan_pays_cents
      FROM paid_claim WHERE incurred_day BETWEEN $1 AND $2 AND paid_day BETWEEN $3 AND $4 AND plan_pays_cents <> 0 AND ${condition}
      UNION ALL
      SELECT consortium_id, person_id, member_id, benefit, incurred_day, paid_day, amount_cents
      FROM opening_payment WHERE incurred_day BETWEEN $1 AND $2 AND paid_day BETWEEN $3 AND $4 AND ${condition}`;

/** The same from rollups, where the windows hold whole months: on their first days, and of nobody in particular. */
const PAID_BY_MONTH = `SELECT member_id, benefit, incurred_month AS incurred_day, paid_month AS paid_day, plan_pays_cents AS amount_cents
      FROM claim_rollup WHERE incurred_month BETWEEN $1 AND $2 AND paid_month BETWEEN $3 AND $4 AND plan_pays_cents <> 0
      UNION ALL
      SELECT member_id, benefit, incurred_day, paid_day, amount_cents
      FROM opening_payment WHERE incurred_day BETWEEN $1 AND $2 AND paid_day BETWEEN $3 AND $4`;

const PAYMENT = `person, "memberId", incurred_day - date '1970-01-01' AS incurred, paid_day - date '1970-01-01' AS paid, amount, benefit`;

/**
 * Within a person, benefit and paid day only the sum matters, but for what falls under a run-in maximum, which is kept
 * apart by the day incurred.
 */
const PAYMENTS = `SELECT p.code AS ${PAYMENT}
  FROM (
    SELECT consortium_id, person_id, paid_day, benefit, incurred_day < $5::date AS is_run_in, max(member_id) AS "memberId",
      max(incurred_day) AS incurred_day, sum(amount_cents) AS amount
    FROM (${paidInside()}) payments
    GROUP BY 1, 2, 3, 4, 5) g
  JOIN person p USING (consortium_id, person_id)
  ORDER BY g.paid_day, p.code, g.benefit, g.is_run_in DESC`;

const largePaymentsOutOf = (
  all: string,
) => `WITH payments AS MATERIALIZED (${paidInside('person_id = ANY ($6::int8[])')}),
  large AS (
    SELECT * FROM payments WHERE person_id IN (
      SELECT person_id FROM payments GROUP BY person_id HAVING sum(greatest(amount_cents, 0)) >= $5::int8)),
  sums AS (
    SELECT p.code, l.benefit, l.member_id, l.incurred_day, l.paid_day, l.amount FROM (
      SELECT consortium_id, person_id, benefit, paid_day, max(member_id) AS member_id, max(incurred_day) AS incurred_day,
        sum(amount_cents) AS amount
      FROM large GROUP BY consortium_id, person_id, benefit, paid_day) l
    JOIN person p USING (consortium_id, person_id)
    UNION ALL
    SELECT '', benefit, max(member_id), max(incurred_day), max(paid_day), sum(amount_cents) FROM (
      SELECT member_id, benefit, incurred_day, paid_day, amount_cents FROM (${all}) payments
      UNION ALL
      SELECT member_id, benefit, incurred_day, paid_day, -amount_cents FROM large) ordinary
    GROUP BY benefit, date_trunc('month', paid_day::timestamp) HAVING sum(amount_cents) <> 0)
  SELECT code AS person, member_id AS "memberId", incurred_day - date '1970-01-01' AS incurred,
    paid_day - date '1970-01-01' AS paid, amount, benefit
  FROM sums ORDER BY paid_day, code, benefit`;
