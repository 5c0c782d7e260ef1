import type { EnrolledSpan } from '../../app/ports/import-store.ts';
import type { Query } from '../query.ts';

const AT_ONCE = 5_000;

/** All persons by identifier, in batches. */
export async function* readPersons(query: Query): AsyncGenerator<{ personId: number; code: string }[]> {
  yield* query.stream('SELECT person_id AS "personId", code FROM person ORDER BY person_id', [], AT_ONCE);
}

/** All coverage in force by person and first day, in batches. */
export async function* readSpans(query: Query): AsyncGenerator<EnrolledSpan[]> {
  const text = `SELECT s.person_id AS "personId", s.from_day - date '1970-01-01' AS "from", s.to_day - date '1970-01-01' AS "to",
      s.subscriber_id AS "subscriberId", s.member_id AS "memberId", s.plan_id AS "planId", s.tier, e.relationship
    FROM coverage_span s JOIN enrolment e USING (consortium_id, enrolment_id) ORDER BY s.person_id, s.from_day`;
  for await (const rows of query.stream<Omit<EnrolledSpan, 'to'> & { to: number | null }>(text, [], AT_ONCE)) {
    yield rows.map((row) => ({ ...row, to: row.to ?? undefined }));
  }
}
