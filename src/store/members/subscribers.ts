import type { Subscriber } from '../../app/ports/members.ts';
import { firstDayOf, type Month } from '../../core/calendar/month.ts';
import { dayText } from '../bulk/rows.ts';
import type { Query } from '../query.ts';

/** Subscribers whom a report of coverage ever had covered on the first day of a month, as they are reported last. */
export function subscribersOn(query: Query, month: Month): Promise<Subscriber[]> {
  return query.rows<Subscriber>(
    `SELECT DISTINCT ON (person) person, "memberId", "planId", tier, "isCovered" FROM (
       SELECT p.code AS person, s.member_id AS "memberId", s.plan_id AS "planId", s.tier, s.enrolment_id, true AS "isCovered"
       FROM coverage_span s JOIN person p USING (consortium_id, person_id)
       WHERE s.person_id = s.subscriber_id AND s.from_day <= $1 AND (s.to_day IS NULL OR s.to_day >= $1)
       UNION ALL
       SELECT p.code, e.member_id, e.plan_id, e.tier, e.enrolment_id, false
       FROM enrolment e JOIN person p USING (consortium_id, person_id)
       WHERE e.person_id = e.subscriber_id AND e.from_day <= $1 AND (e.to_day IS NULL OR e.to_day >= $1)) reported
     ORDER BY person, "isCovered" DESC, enrolment_id DESC`,
    [dayText(firstDayOf(month))],
  );
}
