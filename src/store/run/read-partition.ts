import type { AccumulatorRow, PartitionInput, Run, RunPartition, StagedLine } from '../../app/ports/run.ts';
import type { CoverageSpan } from '../../core/coverage/eligibility.ts';
import { dayText } from '../bulk/rows.ts';
import type { Query } from '../query.ts';

const LINES = `SELECT c.claim_id AS "claimId", c.version, l.line_number AS "lineNumber", c.subscriber_id AS "subscriberId",
    c.person_id AS "personId", c.received_day - date '1970-01-01' AS "receivedDay", c.benefit, c.provider,
    l.service_day - date '1970-01-01' AS "serviceDay", l.service, l.network, l.procedure,
    l.charge_cents AS charge, l.allowed_cents AS allowed
  FROM claim c JOIN claim_line l USING (consortium_id, claim_id, version)`;
const BY_INDEX = `SELECT set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
  set_config('enable_seqscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)`;
const IN_ORDER = 'ORDER BY c.subscriber_id, c.received_day, c.claim_id, l.line_number';

/** All that a partition's decisions depend on, at one moment. */
export async function readPartition(
  query: Query,
  run: Run,
  partition: RunPartition,
): Promise<PartitionInput> {
  const subscribers = [partition.subscriberFrom, partition.subscriberTo];
  // By the indexes, family by family: left to itself the planner reads all lines of the pool for every partition.
  await query.run(BY_INDEX);
  const lines = await query.rows<StagedLine>(
    `${LINES} WHERE c.subscriber_id BETWEEN $1 AND $2 AND c.claim_id BETWEEN $3 AND $4 ${IN_ORDER}`,
    [...subscribers, run.claimFrom, run.claimTo],
  );
  const decidedBefore =
    run.claimFrom === 1
      ? []
      : await query.rows<StagedLine>(
          `${LINES} WHERE c.subscriber_id BETWEEN $1 AND $2 AND c.claim_id < $3 AND c.provider <> ''
             AND EXISTS (SELECT FROM claim_line e WHERE e.claim_id = c.claim_id AND e.version = c.version AND e.service_day >= $4)
           ${IN_ORDER}`,
          [...subscribers, run.claimFrom, dayText(Math.min(...lines.map((line) => line.serviceDay)))],
        );
  return {
    lines,
    decidedBefore,
    spans: await spansOf(query, lines),
    accumulators: await query.rows<AccumulatorRow>(
      `SELECT subscriber_id AS "subscriberId", person_id AS "personId", plan_id AS "planId", plan_year AS "planYear",
         network, service, sum(deductible_cents) AS deductible, sum(out_of_pocket_cents) AS "outOfPocket",
         sum(limit_used_cents) AS "limitUsed"
       FROM accumulator_delta WHERE subscriber_id BETWEEN $1 AND $2
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
