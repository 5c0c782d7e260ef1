import type { DecidedGroup, RequestToKeep } from '../../app/ports/live-claims.ts';
import type { PartitionOutput } from '../../app/ports/run.ts';
import type { Month } from '../../core/calendar/month.ts';
import { ClaimChunk } from '../bulk/claim-chunk.ts';
import { ENTRY_COLUMNS, entryRows } from '../bulk/entries.ts';
import { PERSON_ROLLUP_COLUMNS, personRollupRow, ROLLUP_COLUMNS, rollupRow } from '../bulk/rollups.ts';
import { dayText, type Value } from '../bulk/rows.ts';
import { subscriberBlockOf } from '../bulk/subscriber-block.ts';
import { CHUNK_COLUMNS, chunkRow } from '../import/claim-chunks.ts';
import { CLAIM, CLAIM_LINE, chunkClaim, claimLineRow, claimRow } from '../import/copy-claims.ts';
import type { Query } from '../query.ts';
import { DECISION_COLUMNS } from '../run/decision-rows.ts';
import { OUTBOX_COLUMNS } from '../run/outbox-rows.ts';
import { ACCUMULATOR_COLUMNS, accumulatorRow } from '../run/write-partition.ts';
import { insertRows, type TableRows } from './insert-rows.ts';

/** What an import of live claims is called on record. */
export const LIVE = 'live';

const REQUEST = [
  ...['actor', 'idempotency_key', 'role', 'method', 'path', 'request_sha256', 'status', 'answer'],
];

/** Writes a group by one statement. */
export function writeGroup(query: Query, group: DecidedGroup, openMonth: Month | undefined): Promise<void> {
  return insertRows(query, groupRows(group, openMonth));
}

/** The rows of a group: what an import of its claims would write, and a run of one partition that decides them. */
export function groupRows(group: DecidedGroup, openMonth: Month | undefined): TableRows {
  const { numbers, before, claims, output, requests } = group;
  const { batch, run } = numbers;
  const chunks = new Map<number, ClaimChunk>();
  for (const claim of claims) {
    const block = subscriberBlockOf(claim.subscriberId);
    const chunk = chunks.get(block) ?? new ClaimChunk();
    chunk.add(chunkClaim(claim));
    chunks.set(block, chunk);
  }
  const rows = claims.reduce((sum, { row }) => sum + row.lines.length, 0);
  const lastClaim = numbers.claim + claims.length - 1;
  const entries = entryRows(batch, output.entries, openMonth);
  const outbox: Value[][] = claims.map(({ claimId, version }) => ['decision', claimId, version]);
  if (output.entries.length > 0) outbox.push(['entries', batch, 1]);
  return [
    {
      table: 'import',
      columns: [
        ...['import_id', 'kind', 'file_name', 'sha256', 'rows_read', 'rows_accepted', 'rows_repeated'],
        'rows_rejected',
      ],
      rows: [[numbers.import, 'claims', LIVE, group.sha256, rows, rows, 0, 0]],
    },
    { table: 'claim', columns: CLAIM, rows: claims.map((claim) => claimRow(numbers.import, claim)) },
    {
      table: 'claim_line',
      columns: CLAIM_LINE,
      rows: claims.flatMap((claim) => claim.row.lines.map((_, index) => claimLineRow(claim, index))),
    },
    {
      table: 'claim_chunk',
      columns: CHUNK_COLUMNS,
      rows: [...chunks].map(([block, chunk]) => chunkRow(block, chunk)),
    },
    {
      table: 'run',
      columns: ['run_id', 'claim_from', 'claim_to', 'change_from', 'change_to', 'first_batch_id'],
      rows: [[run, numbers.claim, lastClaim, before.changeTo + 1, before.changeTo, batch]],
    },
    {
      table: 'run_partition',
      columns: ['run_id', 'partition', 'batch_id', 'document_version'],
      rows: [[run, 1, batch, before.documentVersion]],
    },
    { table: 'batch', columns: ['batch_id', 'kind'], rows: [[batch, 'adjudication']] },
    { table: 'decision', columns: DECISION_COLUMNS, rows: decisionRows(batch, output) },
    {
      table: 'accumulator_delta',
      columns: ACCUMULATOR_COLUMNS,
      rows: output.accumulators.map((row) => accumulatorRow(batch, row)),
    },
    {
      table: 'claim_rollup',
      columns: ROLLUP_COLUMNS,
      rows: output.rollups.map((row) => rollupRow(batch, row)),
    },
    {
      table: 'person_rollup',
      columns: PERSON_ROLLUP_COLUMNS,
      rows: output.personRollups.map((row) => personRollupRow(batch, row)),
    },
    { table: 'entry', columns: ENTRY_COLUMNS.entry, rows: entries.entry },
    { table: 'posting', columns: ENTRY_COLUMNS.posting, rows: entries.posting },
    { table: 'balance_delta', columns: ENTRY_COLUMNS.balance_delta, rows: entries.balance_delta },
    { table: 'outbox', columns: OUTBOX_COLUMNS, rows: outbox },
    { table: 'request', columns: REQUEST, rows: requests.map(requestRow) },
  ];
}

/** Keeps what was answered to requests, by themselves. */
export function keepRequests(query: Query, requests: readonly RequestToKeep[]): Promise<void> {
  return insertRows(query, [{ table: 'request', columns: REQUEST, rows: requests.map(requestRow) }]);
}

function requestRow({ actor, key, role, method, path, sha256, status, answer }: RequestToKeep): Value[] {
  return [actor, key, role, method, path, sha256, status, answer];
}

function decisionRows(batchId: number, { staged, decided }: PartitionOutput): Value[][] {
  const rows: Value[][] = [];
  for (let claim = 0; claim < staged.claims; claim += 1) {
    const days = [dayText(staged.receivedDay[claim]!), dayText(decided.paidDay[claim]!)];
    for (let line = staged.firstLine[claim]!; line < staged.firstLine[claim + 1]!; line += 1)
      rows.push([
        ...[staged.claimId[claim]!, staged.version[claim]!, staged.lineNumber[line]!, batchId],
        ...[staged.personId[claim]!, decided.memberId[line]!, decided.planId[line]!],
        ...[staged.names[staged.benefit[claim]!]!, dayText(staged.serviceDay[line]!), ...days],
        ...[staged.charge[line]!, staged.allowed[line]!, decided.copay[line]!, decided.deductible[line]!],
        ...[decided.coinsurance[line]!, decided.planPays[line]!, decided.notCovered[line]!],
        ...[decided.writeOff[line]!, decided.balanceBill[line]!, decided.reasons[decided.reason[line]!]!],
      ]);
  }
  return rows;
}
