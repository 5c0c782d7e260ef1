import type { StoredEnrolment } from '../../app/ports/import-store.ts';
import { dayText } from '../bulk/rows.ts';
import type { Query } from '../query.ts';

const AT_ONCE = 5_000;

/** Adds persons. */
export async function insertPersons(
  query: Query,
  persons: readonly { readonly personId: number; readonly code: string }[],
): Promise<void> {
  for (let at = 0; at < persons.length; at += AT_ONCE) {
    const some = persons.slice(at, at + AT_ONCE);
    await query.run('INSERT INTO person (person_id, code) SELECT * FROM unnest($1::int8[], $2::text[])', [
      some.map(({ personId }) => personId),
      some.map(({ code }) => code),
    ]);
  }
}

/** Adds enrolments, and brings the coverage in force up to them: the latest for a person's first day wins. */
export async function insertEnrolments(
  query: Query,
  importId: number,
  enrolments: readonly StoredEnrolment[],
): Promise<void> {
  for (let at = 0; at < enrolments.length; at += AT_ONCE) {
    const some = enrolments.slice(at, at + AT_ONCE);
    await query.run(FACTS, [importId, ...columnsOf(some)]);
    const latest = new Map(some.map((one) => [`${one.personId} ${one.row.from}`, one]));
    await query.run(IN_FORCE, columnsOf([...latest.values()]));
  }
}

const ROWS = `SELECT enrolment_id, person_id, subscriber_id, member_id, plan_id, tier, relationship, from_day, to_day
  FROM unnest($N1::int8[], $N2::int8[], $N3::int8[], $N4::int8[], $N5::int8[], $N6::text[], $N7::text[], $N8::date[], $N9::date[])
  AS given (enrolment_id, person_id, subscriber_id, member_id, plan_id, tier, relationship, from_day, to_day)`;

/** The rows as given from parameter `first` on. */
const rowsFrom = (first: number) => ROWS.replace(/\$N(\d)/g, (_, n: string) => `$${Number(n) + first - 1}`);

const FACTS = `INSERT INTO enrolment
    (import_id, enrolment_id, person_id, subscriber_id, member_id, plan_id, tier, relationship, from_day, to_day)
  SELECT $1::int8, given.* FROM (${rowsFrom(2)}) given`;

const IN_FORCE = `INSERT INTO coverage_span
    (enrolment_id, person_id, subscriber_id, member_id, plan_id, tier, from_day, to_day)
  SELECT enrolment_id, person_id, subscriber_id, member_id, plan_id, tier, from_day, to_day FROM (${rowsFrom(1)}) given
  ON CONFLICT (consortium_id, person_id, from_day) DO UPDATE SET
    (enrolment_id, subscriber_id, member_id, plan_id, tier, to_day) =
    (excluded.enrolment_id, excluded.subscriber_id, excluded.member_id, excluded.plan_id, excluded.tier, excluded.to_day)`;

function columnsOf(enrolments: readonly StoredEnrolment[]): unknown[] {
  return [
    enrolments.map((one) => one.enrolmentId),
    enrolments.map((one) => one.personId),
    enrolments.map((one) => one.subscriberId),
    enrolments.map((one) => one.memberId),
    enrolments.map((one) => one.planId),
    enrolments.map((one) => one.row.tier),
    enrolments.map((one) => one.row.relationship),
    enrolments.map((one) => dayText(one.row.from)),
    enrolments.map((one) => (one.row.to === undefined ? null : dayText(one.row.to))),
  ];
}
