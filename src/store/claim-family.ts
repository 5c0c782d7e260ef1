import type { DecisionInForce } from '../app/ports/changes.ts';
import type { FamilyAsOf, FamilyLine } from '../app/ports/claims.ts';
import type { AccumulatorRow } from '../app/ports/run.ts';
import type { Query } from './query.ts';
import { BY_INDEX, spansOf } from './run/read-partition.ts';

type Row = Omit<FamilyLine, 'decision' | 'isCurrent'> & DecisionInForce;

/** A family as it stood once a batch was written. */
export async function readFamilyAsOf(
  query: Query,
  subscriberId: number,
  batchId: number,
): Promise<FamilyAsOf> {
  await query.run(BY_INDEX);
  const run = await query.one<{ isOfChanges: boolean; documentVersion: number }>(
    `SELECT r.change_from <= r.change_to AS "isOfChanges", p.document_version AS "documentVersion"
     FROM run_partition p JOIN run r USING (consortium_id, run_id) WHERE p.batch_id = $1`,
    [batchId],
  );
  const rows = await query.rows<Row>(LINES, [subscriberId, batchId]);
  const used = (condition: string) =>
    query.rows<AccumulatorRow>(`${USED} AND batch_id ${condition} $2 ${BY_KEY}`, [subscriberId, batchId]);
  return {
    runKind: run.isOfChanges ? 'changes' : 'claims',
    documentVersion: run.documentVersion,
    lines: rows.map(lineOf),
    usedBefore: await used('<'),
    usedWith: await used('<='),
    spans: await spansOf(query, [...new Set(rows.map(({ personId }) => personId))]),
  };
}

const USED = `SELECT subscriber_id AS "subscriberId", person_id AS "personId", plan_id AS "planId",
  plan_year AS "planYear", network, service, sum(deductible_cents) AS deductible,
  sum(out_of_pocket_cents) AS "outOfPocket", sum(limit_used_cents) AS "limitUsed"
  FROM accumulator_delta WHERE subscriber_id = $1`;
const BY_KEY = 'GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6';

const LINES = `
  SELECT c.code AS claim, c.claim_id AS "claimId", c.version, c.subscriber_id AS "subscriberId", c.person_id AS "personId",
    c.received_day - date '1970-01-01' AS "receivedDay", c.benefit, c.billing_hash AS "billingHash",
    l.line_number AS "lineNumber", l.service_day - date '1970-01-01' AS "serviceDay", l.service, l.network,
    l.charge_cents AS charge, l.allowed_cents AS allowed, d.batch_id AS "batchId", d.revision,
    p.document_version AS "documentVersion", d.decided_day - date '1970-01-01' AS "decidedDay", d.member_id AS "memberId",
    d.plan_id AS "planId", d.copay_cents AS copay, d.deductible_cents AS deductible, d.coinsurance_cents AS coinsurance,
    d.plan_pays_cents AS "planPays", d.not_covered_cents AS "notCovered", d.write_off_cents AS "writeOff",
    d.balance_bill_cents AS "balanceBill", d.reason
  FROM claim c
  JOIN claim_line l USING (consortium_id, claim_id, version)
  JOIN LATERAL (
    SELECT * FROM decision d WHERE d.consortium_id = c.consortium_id AND d.claim_id = c.claim_id AND d.version = c.version
      AND d.line_number = l.line_number AND d.batch_id <= $2 ORDER BY d.revision DESC LIMIT 1) d ON NOT d.reversal
  JOIN run_partition p ON p.consortium_id = d.consortium_id AND p.batch_id = d.batch_id
  WHERE c.subscriber_id = $1
  ORDER BY c.claim_id, c.version, l.line_number`;

function lineOf(row: Row): FamilyLine {
  const { copay, deductible, coinsurance, planPays, notCovered, writeOff, balanceBill, reason, ...rest } =
    row;
  const { revision, documentVersion, decidedDay, memberId, planId, ...line } = rest;
  const parts = { copay, deductible, coinsurance, planPays, notCovered, writeOff, balanceBill, reason };
  const decision = { revision, documentVersion, decidedDay, memberId, planId, ...parts };
  return { ...line, isCurrent: true, decision };
}
