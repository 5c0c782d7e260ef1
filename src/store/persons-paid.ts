import { civilOf } from '../core/calendar/day.ts';
import type { Window } from '../core/calendar/plan-year.ts';
import type { Query } from './query.ts';

/**
 * The persons for whom an amount may have been paid of what was incurred in one of some windows: all who come to it, and some
 * others. Who comes to it comes to its part of it in one of the calendar years that the window touches. What was taken back is
 * not taken off, so that the answer holds as of any day.
 *
 * Those who ask go on to read these persons' claims: the planner is told to read by keys, to the end of the transaction. Of
 * claims that came a moment ago it has no statistics, and would read them all.
 */
export async function personsPaid(
  query: Query,
  windows: readonly Window[],
  amount: number,
): Promise<number[]> {
  await query.run("SELECT set_config('enable_seqscan', 'off', true)");
  const years = windows.map(({ from, to }) => [civilOf(from).year, civilOf(to).year] as const);
  const touched = Math.max(...years.map(([from, to]) => to - from + 1));
  const [first, last] = [years[0]![0], years.at(-1)![1]];
  const persons = await query.rows<{ id: number }>(PERSONS, [first, last, Math.floor(amount / touched)]);
  return persons.map(({ id }) => id);
}

const PERSONS = `SELECT DISTINCT person_id AS id FROM (
    SELECT person_id, incurred_year, paid_cents FROM person_rollup WHERE incurred_year BETWEEN $1::int4 AND $2::int4
    UNION ALL
    SELECT person_id, extract(year FROM incurred_day)::int4, amount_cents FROM opening_payment
    WHERE amount_cents > 0 AND extract(year FROM incurred_day) BETWEEN $1::int4 AND $2::int4) payments
  GROUP BY person_id, incurred_year HAVING sum(paid_cents) >= $3::int8`;
