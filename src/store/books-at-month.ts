import type {
  BooksAtMonth,
  LargeClaimTerms,
  MemberAmount,
  PaidClaims,
  Readiness,
} from '../app/ports/close.ts';
import type { Day } from '../core/calendar/day.ts';
import { firstDayOf, lastDayOf, type Month } from '../core/calendar/month.ts';
import type { Balance } from '../core/ledger/statements.ts';
import { dayText } from './bulk/rows.ts';
import { monthOf } from './months.ts';
import { personsPaid } from './persons-paid.ts';
import type { Query } from './query.ts';

/** The books as they stand at the end of a month, with what is on record of claims by then. */
export async function booksAtMonth(
  query: Query,
  month: Month,
  large: LargeClaimTerms | undefined,
): Promise<BooksAtMonth> {
  const [first, last] = [dayText(firstDayOf(month)), dayText(lastDayOf(month))];
  return {
    balances: await query.rows<Balance>(BALANCES, [first]),
    paid: await query.rows<PaidClaims>(PAID, [first]),
    known: await query.rows<PaidClaims>(KNOWN, [last]),
    large: large === undefined ? [] : await largeClaims(query, lastDayOf(month), large),
    unfunded: await unfundedAt(query, month),
    recoverable: await query.rows<BooksAtMonth['recoverable'][number]>(RECOVERABLE, [first]),
  };
}

async function largeClaims(
  query: Query,
  last: Day,
  { above, yearStarts }: LargeClaimTerms,
): Promise<PaidClaims[]> {
  const years = yearStarts.map((from, index) => ({
    from,
    to: ((yearStarts[index + 1] ?? last + 1) - 1) as Day,
  }));
  const persons = await personsPaid(query, years, above);
  return query.rows<PaidClaims>(LARGE, [dayText(last), above, yearStarts.map(dayText), persons]);
}

/** What a month has to be closed by, beside the first open month. */
export async function readinessAt(query: Query): Promise<Omit<Readiness, 'openMonth'>> {
  const charged = await query.rows<{ month: Month }>(
    `SELECT DISTINCT ${monthOf('month')} AS month FROM monthly_charge ORDER BY 1`,
  );
  return {
    waiting: await query.one<Readiness['waiting']>(WAITING),
    chargedMonths: charged.map((one) => one.month),
  };
}

const BALANCES = `SELECT account, member_id AS "memberId", sum(debit_cents) AS debit, sum(credit_cents) AS credit
  FROM balance_delta WHERE accounting_month <= $1 GROUP BY account, member_id ORDER BY account, member_id`;

const CELL = `member_id AS "memberId", benefit, ${monthOf('incurred_month')} AS "incurredMonth",
    ${monthOf('paid_month')} AS "paidMonth", sum(amount) AS amount`;
const CELLS = `GROUP BY member_id, benefit, incurred_month, paid_month
  ORDER BY benefit, incurred_month, paid_month, member_id`;

/** What was paid, adjudicated here or elsewhere, and what was paid before the pool came here. */
const PAID = `SELECT ${CELL}
  FROM (
    SELECT member_id, benefit, incurred_month, paid_month, plan_pays_cents AS amount FROM claim_rollup WHERE paid_month <= $1
    UNION ALL
    SELECT member_id, benefit, incurred_month, paid_month, amount_cents FROM opening_lag WHERE paid_month <= $1) payments
  ${CELLS}`;

/** True of days on either side of the end of a month. It is said for the index of such rows, in the words of that index. */
function inOtherMonths(one: string, other: string): string {
  return `date_trunc('month', ${one}::timestamp) <> date_trunc('month', ${other}::timestamp)`;
}

/** What was decided by the end of a month, and is paid after it. What was paid elsewhere is known by being paid. */
const KNOWN = `SELECT ${CELL}
  FROM (
    SELECT member_id, benefit, date_trunc('month', service_day)::date AS incurred_month,
      date_trunc('month', paid_day)::date AS paid_month, plan_pays_cents AS amount
    FROM decision WHERE decided_day <= $1 AND paid_day > $1 AND plan_pays_cents <> 0
      AND ${inOtherMonths('paid_day', 'decided_day')}) decided
  ${CELLS}`;

/** What of each member is payable at the end of a month only because it is drawn later, less what was drawn ahead. */
export function unfundedAt(query: Query, month: Month): Promise<MemberAmount[]> {
  return query.rows<MemberAmount>(UNFUNDED, [dayText(lastDayOf(month))]);
}

/**
 * What was paid elsewhere by a day and is drawn from the fund after it: in the ledger it is payable. Less what was drawn by
 * then and is paid after it, by which the ledger has paid more than is payable.
 */
const UNFUNDED = `SELECT member_id AS "memberId",
    sum(CASE WHEN funded_day > $1 THEN plan_pays_cents ELSE -plan_pays_cents END) AS amount
  FROM paid_claim WHERE greatest(paid_day, funded_day) > $1 AND least(paid_day, funded_day) <= $1
    AND ${inOtherMonths('paid_day', 'funded_day')}
  GROUP BY member_id ORDER BY member_id`;

/**
 * What lies above an amount of what persons' fiscal years cost, by the months in which it was paid: a running sum of each
 * person's payments, of persons whose payments alone come to more ($4 holds them all). What was paid before the pool came here
 * counts first; it is taken out of the triangle that came with it, as far as that holds it.
 */
const LARGE = `WITH payments AS MATERIALIZED (
    SELECT person_id, width_bucket(service_day, $3::date[]) AS year, member_id, benefit, service_day AS incurred_day, paid_day,
      plan_pays_cents AS amount, false AS is_opening
    FROM decision WHERE service_day BETWEEN ($3::date[])[1] AND $1 AND decided_day <= $1 AND plan_pays_cents <> 0
      AND person_id = ANY ($4::int8[])
    UNION ALL
    SELECT person_id, width_bucket(incurred_day, $3::date[]), member_id, benefit, incurred_day, paid_day, plan_pays_cents, false
    FROM paid_claim WHERE incurred_day BETWEEN ($3::date[])[1] AND $1 AND paid_day <= $1 AND plan_pays_cents <> 0
      AND person_id = ANY ($4::int8[])
    UNION ALL
    SELECT person_id, width_bucket(incurred_day, $3::date[]), member_id, benefit, incurred_day, paid_day, amount_cents, true
    FROM opening_payment WHERE incurred_day BETWEEN ($3::date[])[1] AND $1 AND paid_day <= $1 AND person_id = ANY ($4::int8[])),
  persons AS (
    SELECT person_id, year FROM payments GROUP BY person_id, year HAVING sum(greatest(amount, 0)) > $2::int8),
  days AS (
    SELECT person_id, year, paid_day, is_opening, incurred_day, benefit, member_id, sum(amount) AS amount
    FROM payments JOIN persons USING (person_id, year) GROUP BY 1, 2, 3, 4, 5, 6, 7),
  reached AS (
    SELECT *, sum(amount) OVER (PARTITION BY person_id, year
      ORDER BY paid_day, is_opening DESC, incurred_day, benefit, member_id ROWS UNBOUNDED PRECEDING) AS so_far FROM days),
  above AS (
    SELECT is_opening, member_id, benefit, date_trunc('month', incurred_day)::date AS incurred_month,
      date_trunc('month', paid_day)::date AS paid_month,
      sum(greatest(so_far - $2::int8, 0) - greatest(so_far - amount - $2::int8, 0)) AS amount
    FROM reached GROUP BY 1, 2, 3, 4, 5),
  brought AS (
    SELECT member_id, benefit, incurred_month, paid_month, sum(amount_cents) AS amount FROM opening_lag GROUP BY 1, 2, 3, 4)
  SELECT ${CELL}
  FROM (
    SELECT member_id, benefit, incurred_month, paid_month, amount FROM above WHERE NOT is_opening
    UNION ALL
    SELECT member_id, benefit, incurred_month, paid_month, greatest(least(a.amount, b.amount), 0)
    FROM above a JOIN brought b USING (member_id, benefit, incurred_month, paid_month) WHERE is_opening) parts
  GROUP BY member_id, benefit, incurred_month, paid_month HAVING sum(amount) <> 0
  ORDER BY benefit, incurred_month, paid_month, member_id`;

/** What a batch posted as recoverable counts from the month that its entries took. */
const RECOVERABLE = `SELECT contract, member_id AS "memberId", sum(amount_cents) AS amount FROM stop_loss_posting s
  WHERE EXISTS (SELECT FROM entry e WHERE e.consortium_id = s.consortium_id AND e.batch_id = s.batch_id AND accounting_month <= $1)
  GROUP BY contract, member_id ORDER BY contract, member_id`;

const WAITING = `SELECT
    (SELECT count(*) FROM claim WHERE version = 1 AND claim_id > (SELECT coalesce(max(claim_to), 0) FROM run)) AS claims,
    (SELECT count(*) FROM change WHERE change_id > (SELECT coalesce(max(change_to), 0) FROM run)) AS changes,
    (SELECT count(*) FROM run_cut c WHERE NOT EXISTS (SELECT FROM run_partition p WHERE p.consortium_id = c.consortium_id
          AND p.run_id = c.run_id AND p.partition = c.partition)) AS partitions`;
