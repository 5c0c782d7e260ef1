import type { ClaimOnRecord } from '../../app/ports/import-store.ts';
import type {
  AnsweredRequest,
  CoveredPerson,
  CoveredSpan,
  LineInForce,
  LiveReader,
  Marks,
} from '../../app/ports/live-claims.ts';
import type { AccumulatorRow } from '../../app/ports/run.ts';
import type { Query } from '../query.ts';

/** All that a group of live claims depends on; the statements are prepared, as each group asks the same. */
export function liveReader(query: Query): LiveReader {
  return {
    marks: async () => (await query.prepared<Marks>(MARKS, []))[0]!,

    // Of some askers all keys that any of them gave: by the key of the table, and few more than were asked for.
    requests: (names) =>
      query.prepared<AnsweredRequest>(
        `SELECT actor, idempotency_key AS key, request_sha256 AS sha256, status, answer FROM request
         WHERE actor = ANY ($1::text[]) AND idempotency_key = ANY ($2::text[])`,
        [[...new Set(names.map(({ actor }) => actor))], names.map(({ key }) => key)],
      ),

    claimsOnRecord: (codes) => query.prepared<ClaimOnRecord>(CLAIMS, [codes]),

    async persons(codes) {
      const persons = new Map<string, CoveredPerson & { spans: CoveredSpan[] }>();
      for (const row of await query.prepared<PersonRow>(PERSONS, [codes])) {
        const { code, to, ...rest } = row;
        const { personId, from } = rest;
        let person = persons.get(code);
        if (person === undefined) {
          person = { code, personId, spans: [] };
          persons.set(code, person);
        }
        if (from !== null) person.spans.push({ ...(rest as CoveredSpan), to: to ?? undefined });
      }
      return [...persons.values()];
    },

    accumulators: (subscriberIds, fromPlanYear, toPlanYear) =>
      query.prepared<AccumulatorRow>(USED, [subscriberIds, fromPlanYear, toPlanYear]),

    async billed(subscriberIds, hashes) {
      const rows = await query.prepared<{ hash: string }>(BILLED, [subscriberIds, hashes]);
      return rows.map(({ hash }) => hash);
    },

    decisions: (claimIds) => query.prepared<LineInForce>(IN_FORCE, [claimIds]),
  };
}

type PersonRow = Omit<CoveredSpan, 'from' | 'to'> & {
  readonly code: string;
  readonly from: number | null;
  readonly to: number | null;
};

/** The last of each kind by its key, as there may be very many; only the last run can be unfinished. */
const MARKS = `
  SELECT coalesce((SELECT claim_id FROM claim ORDER BY claim_id DESC LIMIT 1), 0) AS claim,
    coalesce((SELECT change_id FROM change ORDER BY change_id DESC LIMIT 1), 0) AS change,
    coalesce((SELECT import_id FROM import ORDER BY import_id DESC LIMIT 1), 0) AS import,
    coalesce((SELECT version FROM consortium_document ORDER BY version DESC LIMIT 1), 0) AS "documentVersion",
    coalesce(r.run_id, 0) AS run, coalesce(r.claim_to, 0) AS "claimTo", coalesce(r.change_to, 0) AS "changeTo",
    NOT EXISTS (SELECT FROM run_cut c WHERE c.run_id = r.run_id AND NOT EXISTS (
      SELECT FROM run_partition p WHERE p.run_id = c.run_id AND p.partition = c.partition)) AS "isFinished"
  FROM (SELECT 1) AS one LEFT JOIN (
    SELECT run_id, claim_to, change_to FROM run ORDER BY run_id DESC LIMIT 1) r ON true`;

const CLAIMS = `
  SELECT DISTINCT ON (code) code, claim_id AS "claimId", version, voided, person_id AS "personId",
    subscriber_id AS "subscriberId", content_hash AS "contentHash", import_id AS "importId"
  FROM claim WHERE code = ANY ($1::text[]) ORDER BY code, version DESC`;

const PERSONS = `
  SELECT p.code, p.person_id AS "personId", s.from_day - date '1970-01-01' AS "from", s.to_day - date '1970-01-01' AS "to",
    s.subscriber_id AS "subscriberId", s.member_id AS "memberId", s.plan_id AS "planId", s.tier
  FROM person p LEFT JOIN coverage_span s USING (consortium_id, person_id)
  WHERE p.code = ANY ($1::text[]) ORDER BY p.code, s.from_day`;

const USED = `
  SELECT subscriber_id AS "subscriberId", person_id AS "personId", plan_id AS "planId", plan_year AS "planYear", network,
    service, sum(deductible_cents) AS deductible, sum(out_of_pocket_cents) AS "outOfPocket",
    sum(limit_used_cents) AS "limitUsed"
  FROM accumulator_delta WHERE subscriber_id = ANY ($1::int8[]) AND plan_year BETWEEN $2 AND $3
  GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6`;

const BILLED = `
  SELECT DISTINCT c.billing_hash AS hash FROM claim c
  LEFT JOIN claim_head h ON h.consortium_id = c.consortium_id AND h.claim_id = c.claim_id
  WHERE c.subscriber_id = ANY ($1::int8[]) AND c.billing_hash = ANY ($2::text[])
    AND c.version = coalesce(h.version, 1) AND NOT c.voided`;

const IN_FORCE = `
  SELECT d.claim_id AS "claimId", d.version, l.line_code AS line, d.paid_day - date '1970-01-01' AS "paidDay",
    d.member_id AS "memberId", d.plan_id AS "planId", d.charge_cents AS charge, d.allowed_cents AS allowed,
    d.copay_cents AS copay, d.deductible_cents AS deductible, d.coinsurance_cents AS coinsurance,
    d.plan_pays_cents AS "planPays", d.not_covered_cents AS "notCovered", d.write_off_cents AS "writeOff",
    d.balance_bill_cents AS "balanceBill", d.reason
  FROM decision d JOIN claim_line l USING (consortium_id, claim_id, version, line_number)
  WHERE d.claim_id = ANY ($1::int8[]) AND NOT d.reversal AND NOT EXISTS (
    SELECT FROM decision r WHERE r.consortium_id = d.consortium_id AND r.claim_id = d.claim_id AND r.version = d.version
      AND r.line_number = d.line_number AND r.revision > d.revision)
  ORDER BY d.claim_id, d.line_number`;
