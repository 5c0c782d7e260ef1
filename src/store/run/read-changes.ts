import type { ChangesInput, DecisionInForce, LineOnRecord } from '../../app/ports/changes.ts';
import type { Change } from '../../app/ports/import-store.ts';
import type { Run, RunPartition } from '../../app/ports/run.ts';
import type { Query } from '../query.ts';
import { accumulatorsOf, BY_INDEX, spansOf } from './read-partition.ts';

const LINES_AT_ONCE = 10_000;

/** All that the corrections of a partition's families depend on, at one moment. */
export async function readChanges(query: Query, run: Run, partition: RunPartition): Promise<ChangesInput> {
  // By the indexes: few families are asked for out of many.
  await query.run(BY_INDEX);
  const { changeFrom, changeTo } = run;
  const { subscriberFrom, subscriberTo } = partition;
  const changes = await query.rows<Omit<Change, 'to'> & { to: number | null }>(
    `SELECT kind, subscriber_id AS "subscriberId", person_id AS "personId", plan_id AS "planId",
       from_day - date '1970-01-01' AS "from", to_day - date '1970-01-01' AS "to",
       received_day - date '1970-01-01' AS "receivedDay"
     FROM change WHERE change_id BETWEEN $1 AND $2 AND subscriber_id BETWEEN $3 AND $4 ORDER BY change_id`,
    [changeFrom, changeTo, subscriberFrom, subscriberTo],
  );
  const families = [...new Set(changes.map(({ subscriberId }) => subscriberId))].sort((a, b) => a - b);
  const lines: LineOnRecord[] = [];
  for await (const rows of query.stream<Row>(LINES, [families], LINES_AT_ONCE)) {
    const versions = await documentVersions(query, [...new Set(rows.map(({ batchId }) => batchId))]);
    for (const row of rows) lines.push(lineOf(row, versions));
  }
  return {
    changes: changes.map(({ to, ...change }) => ({ ...change, to: to ?? undefined })),
    lines,
    spans: await spansOf(query, [...new Set(lines.map(({ personId }) => personId))]),
    accumulators: await accumulatorsOf(query, families),
  };
}

/** By which version of the document each batch of a run was decided: there are few batches to many lines. */
async function documentVersions(
  query: Query,
  batchIds: readonly (number | null)[],
): Promise<Map<number, number>> {
  const rows = await query.rows<{ batchId: number; version: number }>(
    'SELECT batch_id AS "batchId", document_version AS version FROM run_partition WHERE batch_id = ANY ($1::int8[])',
    [batchIds],
  );
  return new Map(rows.map(({ batchId, version }) => [batchId, version]));
}

type Row = Omit<LineOnRecord, 'decision'> &
  Omit<DecisionInForce, 'revision' | 'documentVersion'> & {
    readonly revision: number | null;
    readonly batchId: number | null;
  };

/**
 * The lines of families that are current or whose decision is in force. A claim in its first version without a decision
 * waits for a run of its own.
 */
const LINES = `
  SELECT c.claim_id AS "claimId", c.version, c.version = coalesce(h.version, 1) AND NOT c.voided AS "isCurrent",
    c.subscriber_id AS "subscriberId", c.person_id AS "personId", c.received_day - date '1970-01-01' AS "receivedDay", c.benefit,
    c.billing_hash AS "billingHash", l.line_number AS "lineNumber", l.service_day - date '1970-01-01' AS "serviceDay", l.service,
    l.network, l.charge_cents AS charge, l.allowed_cents AS allowed, d.revision, d.batch_id AS "batchId",
    d.decided_day - date '1970-01-01' AS "decidedDay", d.member_id AS "memberId", d.plan_id AS "planId", d.copay_cents AS copay,
    d.deductible_cents AS deductible, d.coinsurance_cents AS coinsurance, d.plan_pays_cents AS "planPays",
    d.not_covered_cents AS "notCovered", d.write_off_cents AS "writeOff", d.balance_bill_cents AS "balanceBill", d.reason
  FROM claim c
  JOIN claim_line l USING (consortium_id, claim_id, version)
  LEFT JOIN claim_head h ON h.consortium_id = c.consortium_id AND h.claim_id = c.claim_id
  LEFT JOIN LATERAL (
    SELECT * FROM decision d WHERE d.consortium_id = c.consortium_id AND d.claim_id = c.claim_id AND d.version = c.version
      AND d.line_number = l.line_number ORDER BY d.revision DESC LIMIT 1) d ON NOT d.reversal
  WHERE c.subscriber_id = ANY ($1::int8[])
    AND (d.revision IS NOT NULL OR (c.version = coalesce(h.version, 1) AND NOT c.voided AND c.version > 1))
  ORDER BY c.subscriber_id, c.claim_id, c.version, l.line_number`;

function lineOf(row: Row, versions: ReadonlyMap<number, number>): LineOnRecord {
  const { revision, batchId, decidedDay, memberId, planId, ...rest } = row;
  const { copay, deductible, coinsurance, planPays, notCovered, writeOff, balanceBill, reason, ...line } =
    rest;
  if (revision === null) return { ...line, decision: undefined };
  const parts = { copay, deductible, coinsurance, planPays, notCovered, writeOff, balanceBill, reason };
  const documentVersion = versions.get(batchId!)!;
  return { ...line, decision: { revision, documentVersion, decidedDay, memberId, planId, ...parts } };
}
