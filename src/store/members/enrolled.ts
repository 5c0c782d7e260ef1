import type { EnrolledPersons } from '../../app/ports/members.ts';
import { firstDayOf, type Month } from '../../core/calendar/month.ts';
import { dayText } from '../bulk/rows.ts';
import { monthOf } from '../months.ts';
import type { Query } from '../query.ts';

/** Who is covered on the first day of each month, counted by member, plan and tier. */
export function enrolledPersons(query: Query, from: Month, through: Month): Promise<EnrolledPersons[]> {
  return query.rows<EnrolledPersons>(
    `SELECT ${monthOf('m.month')} AS month, s.member_id AS "memberId", s.plan_id AS "planId", s.tier,
       count(*) FILTER (WHERE s.person_id = s.subscriber_id) AS subscribers, count(*) AS persons
     FROM (SELECT generate_series($1::date, $2::date, interval '1 month')::date AS month) m
     JOIN coverage_span s ON s.from_day <= m.month AND (s.to_day IS NULL OR s.to_day >= m.month)
     GROUP BY m.month, s.member_id, s.plan_id, s.tier ORDER BY m.month, s.member_id, s.plan_id, s.tier`,
    [dayText(firstDayOf(from)), dayText(firstDayOf(through))],
  );
}
