import type { AccumulatorTerms } from '../../app/ports/rebuild-store.ts';

/**
 * The accumulators that decisions and opening rows ask for. A decision counts under the version of the document by which
 * it was made, a reversal under that of the decision that it reverses; what no run decided, under the latest ($1). A
 * refund (a negative charge) counts nowhere. Rows of nothing are not kept, but for those that a pool brought along.
 */
export const ACCUMULATORS = `
  WITH plan_year AS (
    SELECT * FROM unnest($2::int4[], $3::int8[], $4::int4[]) AS given (document_version, plan_id, starts)
  ), feed AS (
    SELECT * FROM unnest($5::int4[], $6::int8[], $7::float8[], $8::float8[], $9::text[], $10::text[])
      AS given (document_version, plan_id, from_year, before_year, network, into_network)
  ), annual_limit AS (
    SELECT * FROM unnest($11::int4[], $12::int8[], $13::float8[], $14::float8[], $15::text[], $16::text[])
      AS given (document_version, plan_id, from_year, before_year, service, network)
  ), version_of AS (
    SELECT consortium_id, batch_id, document_version FROM run_partition
  ), counted AS (
    SELECT d.*, d.batch_id AS decided_in FROM decision d WHERE NOT d.reversal AND d.charge_cents >= 0
    UNION ALL
    SELECT d.*, o.batch_id FROM decision d JOIN decision o ON o.consortium_id = d.consortium_id AND o.claim_id = d.claim_id
      AND o.version = d.version AND o.revision = d.revision - 1 AND o.line_number = d.line_number
    WHERE d.reversal AND d.charge_cents <= 0
  ), used AS (
    SELECT d.consortium_id, c.subscriber_id, d.person_id, d.plan_id, y.document_version, d.batch_id, l.network, l.service,
      extract(year FROM d.service_day)::int4 - (date_part('month', d.service_day) * 100 + date_part('day', d.service_day) < y.starts)::int4 AS plan_year,
      sum(d.deductible_cents) AS deductible, sum(d.copay_cents + d.deductible_cents + d.coinsurance_cents) AS out_of_pocket,
      sum(d.plan_pays_cents) AS plan_pays
    FROM counted d JOIN claim_line l USING (consortium_id, claim_id, version, line_number)
    JOIN claim c USING (consortium_id, claim_id, version)
    LEFT JOIN version_of v ON v.consortium_id = d.consortium_id AND v.batch_id = d.decided_in
    JOIN plan_year y ON y.plan_id = d.plan_id AND y.document_version = coalesce(v.document_version, $1::int4)
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
  ), delta AS (
    SELECT u.consortium_id, u.subscriber_id, u.person_id, u.plan_id, u.plan_year, f.into_network COLLATE "C" AS network,
      '' COLLATE "C" AS service, u.batch_id, u.deductible AS deductible_cents, u.out_of_pocket AS out_of_pocket_cents,
      0 AS limit_used_cents
    FROM used u JOIN feed f ON f.document_version = u.document_version AND f.plan_id = u.plan_id AND f.network = u.network
      AND u.plan_year >= f.from_year AND u.plan_year < f.before_year
    UNION ALL
    SELECT u.consortium_id, u.subscriber_id, u.person_id, u.plan_id, u.plan_year, u.network, u.service, u.batch_id, 0, 0, u.plan_pays
    FROM used u JOIN annual_limit a ON a.document_version = u.document_version AND a.plan_id = u.plan_id
      AND a.service = u.service AND a.network = u.network AND u.plan_year >= a.from_year AND u.plan_year < a.before_year
  )
  SELECT consortium_id, subscriber_id, person_id, plan_id, plan_year, network, service, batch_id,
    sum(deductible_cents)::int8 AS deductible_cents, sum(out_of_pocket_cents)::int8 AS out_of_pocket_cents,
    sum(limit_used_cents)::int8 AS limit_used_cents
  FROM delta GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
  HAVING sum(deductible_cents) <> 0 OR sum(out_of_pocket_cents) <> 0 OR sum(limit_used_cents) <> 0
  UNION ALL
  SELECT o.consortium_id, o.subscriber_id, o.person_id, o.plan_id, o.plan_year, o.network, '', i.batch_id, sum(o.deductible_cents)::int8,
    sum(o.out_of_pocket_cents)::int8, 0
  FROM opening_accumulator o JOIN import i USING (consortium_id, import_id)
  GROUP BY 1, 2, 3, 4, 5, 6, i.batch_id`;

/** The values of ACCUMULATORS. A day of the year is a number, month times a hundred and day. */
export function accumulatorValues({ latestVersion, planYears, feeds, limits }: AccumulatorTerms): unknown[] {
  const plans = (rows: readonly { documentVersion: number; planId: number }[]) => [
    rows.map((row) => row.documentVersion),
    rows.map((row) => row.planId),
  ];
  const designs = (rows: AccumulatorTerms['feeds'] | AccumulatorTerms['limits']) => [
    ...plans(rows),
    rows.map((row) => row.fromPlanYear),
    rows.map((row) => row.beforePlanYear),
  ];
  return [
    latestVersion,
    ...plans(planYears),
    planYears.map(({ start }) => start.month * 100 + start.dayOfMonth),
    ...designs(feeds),
    feeds.map((row) => row.network),
    feeds.map((row) => row.into),
    ...designs(limits),
    limits.map((row) => row.service),
    limits.map((row) => row.network),
  ];
}
