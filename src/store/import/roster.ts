import type { EnrolledSpan } from '../../app/ports/import-store.ts';
import type { Query } from '../query.ts';

const AT_ONCE = 5_000;

/** All persons by identifier, in batches. */
export async function* readPersons(query: Query): AsyncGenerator<{ personId: number; code: string }[]> {
  yield* query.stream('SELECT person_id AS "personId", code FROM person ORDER BY person_id', [], AT_ONCE);
}

/**
 * All coverage in force by person and first day, in batches. What the enrolments say beside it is asked for batch by
 * batch: after a bulk load, before the server has its statistics, a join of the two took seconds.
 */
export async function* readSpans(query: Query): AsyncGenerator<EnrolledSpan[]> {
  const spans = `${SPANS} ORDER BY person_id, from_day`;
  for await (const rows of query.stream<SpanRow>(spans, [], AT_ONCE)) yield await enrolled(query, rows);
}

/** The coverage in force of these persons, by person and first day. */
export async function readSpansOf(
  query: Query,
  personIds: readonly number[],
): Promise<Map<number, EnrolledSpan[]>> {
  const rows = await query.rows<SpanRow>(
    `${SPANS} WHERE person_id = ANY ($1::int8[]) ORDER BY person_id, from_day`,
    [personIds],
  );
  return Map.groupBy(await enrolled(query, rows), ({ personId }) => personId);
}

const SPANS = `SELECT person_id AS "personId", from_day - date '1970-01-01' AS "from", to_day - date '1970-01-01' AS "to",
    subscriber_id AS "subscriberId", member_id AS "memberId", plan_id AS "planId", tier, enrolment_id AS "enrolmentId"
  FROM coverage_span`;

/** Puts what the enrolments say beside the spans. */
async function enrolled(query: Query, rows: readonly SpanRow[]): Promise<EnrolledSpan[]> {
  const found = await query.rows<{ enrolmentId: number; relationship: string }>(
    `SELECT enrolment_id AS "enrolmentId", relationship FROM enrolment WHERE enrolment_id = ANY ($1::int8[])`,
    [rows.map((row) => row.enrolmentId)],
  );
  const relationships = new Map(found.map((one) => [one.enrolmentId, one.relationship]));
  return rows.map(({ enrolmentId, to, ...span }) => ({
    ...span,
    to: to ?? undefined,
    relationship: relationships.get(enrolmentId)!,
  }));
}

type SpanRow = Omit<EnrolledSpan, 'to' | 'relationship'> & { to: number | null; enrolmentId: number };
