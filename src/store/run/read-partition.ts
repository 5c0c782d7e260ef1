import type { AccumulatorRow, PartitionInput, Run, RunPartition, StagedLine } from '../../app/ports/run.ts';
import type { CoverageSpan } from '../../core/coverage/eligibility.ts';
import type { Query } from '../query.ts';

const LINES = `SELECT c.claim_id AS "claimId", c.version, l.line_number AS "lineNumber", c.subscriber_id AS "subscriberId",
    c.person_id AS "personId", c.received_day - date '1970-01-01' AS "receivedDay", c.benefit, c.provider,
    l.service_day - date '1970-01-01' AS "serviceDay", l.service, l.network, l.procedure,
    l.charge_cents AS charge, l.allowed_cents AS allowed
  FROM claim c JOIN claim_line l USING (consortium_id, claim_id, version)`;
const IN_ORDER = 'ORDER BY c.subscriber_id, c.received_day, c.claim_id, l.line_number';

/** All that a partition's decisions depend on, at one moment. */
export async function readPartition(
  query: Query,
  run: Run,
  partition: RunPartition,
): Promise<PartitionInput> {
  const subscribers = [partition.subscriberFrom, partition.subscriberTo];
  const lines = await query.rows<StagedLine>(
    `${LINES} WHERE c.subscriber_id BETWEEN $1 AND $2 AND c.claim_id BETWEEN $3 AND $4 ${IN_ORDER}`,
    [...subscribers, run.claimFrom, run.claimTo],
  );
  const decidedBefore =
    run.claimFrom === 1
      ? []
      : await query.rows<StagedLine>(
          `${LINES} WHERE c.subscriber_id BETWEEN $1 AND $2 AND c.claim_id < $3 AND c.provider <> ''
             AND l.service_day >= (SELECT min(n.service_day) FROM claim m JOIN claim_line n USING (consortium_id, claim_id, version)
               WHERE m.subscriber_id BETWEEN $1 AND $2 AND m.claim_id BETWEEN $3 AND $4) ${IN_ORDER}`,
          [...subscribers, run.claimFrom, run.claimTo],
        );
  return {
    lines,
    decidedBefore,
    spans: await spansOf(query, lines),
    accumulators: await query.rows<AccumulatorRow & { subscriberId: number }>(
      `SELECT f.subscriber_id AS "subscriberId", a.person_id AS "personId", a.plan_id AS "planId", a.plan_year AS "planYear",
         a.network, a.service, sum(a.deductible_cents) AS deductible, sum(a.out_of_pocket_cents) AS "outOfPocket",
         sum(a.limit_used_cents) AS "limitUsed"
       FROM (SELECT DISTINCT consortium_id, subscriber_id, person_id FROM coverage_span
             WHERE subscriber_id BETWEEN $1 AND $2) f
       JOIN accumulator_delta a USING (consortium_id, person_id)
       GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6`,
      subscribers,
    ),
  };
}

async function spansOf(query: Query, lines: readonly StagedLine[]): Promise<Map<number, CoverageSpan[]>> {
  const persons = [...new Set(lines.map((line) => line.personId))];
  const rows = await query.rows<CoverageSpan & { personId: number; to: number | null }>(
    `SELECT person_id AS "personId", from_day - date '1970-01-01' AS "from", to_day - date '1970-01-01' AS "to",
       member_id AS "memberId", plan_id AS "planId", tier
     FROM coverage_span WHERE person_id = ANY ($1::int8[]) ORDER BY person_id, from_day`,
    [persons],
  );
  const spans = new Map<number, CoverageSpan[]>();
  for (const { personId, to, ...span } of rows) {
    const all = spans.get(personId);
    const read = { ...span, to: to ?? undefined };
    if (all === undefined) spans.set(personId, [read]);
    else all.push(read);
  }
  return spans;
}
