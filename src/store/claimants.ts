import type { Claimant, Claimants } from '../app/ports/books.ts';
import type { Month } from '../core/calendar/month.ts';
import type { Window } from '../core/calendar/plan-year.ts';
import { dayText } from './bulk/rows.ts';
import { monthOf } from './months.ts';
import type { Query } from './query.ts';

/** Persons with claims in the months that begin in a window, at most so many of a member, month and benefit. */
export async function readClaimants(query: Query, { from, to }: Window, most: number): Promise<Claimants> {
  const { last } = await query.one<{ last: Month | null }>(
    `SELECT max(${monthOf('paid_month')}) AS last FROM claim_rollup`,
  );
  const claimants = await query.rows<Claimant>(CLAIMANTS, [dayText(from), dayText(to), most]);
  return { claimants, knownThrough: (last === null ? -Infinity : last - 1) as Month };
}

/**
 * Of each member, month and benefit the first persons that became known, and the first of those whose claims do not come
 * to nothing: fewer than `most` are all of them, and more say no more than that there are enough.
 */
const CLAIMANTS = `SELECT member_id AS "memberId", ${monthOf('month')} AS month, benefit, person_id AS "personId",
    ${monthOf('known')} AS known, counts
  FROM (
    SELECT *, row_number() OVER (PARTITION BY member_id, month, benefit ORDER BY known, person_id) AS place,
      row_number() OVER (PARTITION BY member_id, month, benefit, counts ORDER BY known, person_id) AS counting_place
    FROM (
      SELECT member_id, month, benefit, person_id, min(known) AS known, sum(amount) <> 0 AS counts
      FROM (
        SELECT member_id, date_trunc('month', service_day)::date AS month, benefit, person_id, decided_day AS known,
          plan_pays_cents AS amount
        FROM decision WHERE plan_pays_cents <> 0 AND service_day BETWEEN $1 AND $2::date + 31
        UNION ALL
        SELECT member_id, date_trunc('month', incurred_day)::date, benefit, person_id, paid_day, plan_pays_cents
        FROM paid_claim WHERE plan_pays_cents <> 0 AND incurred_day BETWEEN $1 AND $2::date + 31) paid
      WHERE month BETWEEN $1 AND $2
      GROUP BY member_id, month, benefit, person_id) persons) placed
  WHERE place <= $3 OR counts AND counting_place <= $3
  ORDER BY member_id, month, benefit, known, person_id`;
