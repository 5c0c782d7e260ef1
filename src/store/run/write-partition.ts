import type { AccumulatorRow, PartitionOutput, Run, RunPartition } from '../../app/ports/run.ts';
import { copyEntries } from '../bulk/entries.ts';
import { copyPersonRollups, copyRollups } from '../bulk/rollups.ts';
import { CopyRows, type Value } from '../bulk/rows.ts';
import { isUniqueViolation } from '../failures.ts';
import type { Loader, LoaderTransaction } from '../loader.ts';
import { takeChunkBuffers } from './chunk-buffers.ts';
import { DECISION_COLUMNS, decisionChunks } from './decision-rows.ts';
import { OUTBOX_COLUMNS, outboxChunks } from './outbox-rows.ts';

/**
 * Writes a partition in one transaction, its row in run_partition first: where that row is there already, the
 * partition is done and nothing is changed (false).
 */
export async function writePartition(
  loader: Loader,
  consortiumId: number,
  documentVersion: number,
  run: Run,
  partition: RunPartition,
  output: PartitionOutput,
): Promise<boolean> {
  const { batchId } = partition;
  return writeBatch(
    loader,
    consortiumId,
    documentVersion,
    run,
    partition,
    'adjudication',
    output,
    async (transaction) => {
      const buffers = takeChunkBuffers();
      await transaction.copy('decision', DECISION_COLUMNS, decisionChunks(buffers, batchId, output));
      await transaction.copy('outbox', OUTBOX_COLUMNS, outboxChunks(buffers, output.staged));
      buffers.release();
    },
  );
}

/** What every batch of a run writes beside its decisions. */
type BatchOutput = Pick<PartitionOutput, 'accumulators' | 'rollups' | 'personRollups' | 'entries'>;

/** Writes a batch: its partition's row first, then the decisions, then all that follows from them. */
export async function writeBatch(
  loader: Loader,
  consortiumId: number,
  documentVersion: number,
  run: Run,
  { partition, batchId }: RunPartition,
  kind: 'adjudication' | 'readjudication',
  output: BatchOutput,
  writeDecisions: (transaction: LoaderTransaction) => Promise<void>,
): Promise<boolean> {
  try {
    await loader.copyTransaction(consortiumId, async (transaction) => {
      await transaction.insert(
        'INSERT INTO run_partition (run_id, partition, batch_id, document_version) VALUES ($1, $2, $3, $4)',
        [run.runId, partition, batchId, documentVersion],
      );
      await transaction.insert('INSERT INTO batch (batch_id, kind) VALUES ($1, $2)', [batchId, kind]);
      await writeDecisions(transaction);
      await copyAccumulators(transaction, batchId, output);
      await copyRollups(transaction, batchId, output.rollups);
      await copyPersonRollups(transaction, batchId, output.personRollups);
      await copyEntries(transaction, batchId, output.entries);
    });
    return true;
  } catch (error) {
    if (isUniqueViolation(error, 'run_partition_pkey')) return false;
    throw error;
  }
}

export const ACCUMULATOR_COLUMNS = [
  ...['subscriber_id', 'person_id', 'plan_id', 'plan_year', 'network', 'service', 'batch_id'],
  ...['deductible_cents', 'out_of_pocket_cents', 'limit_used_cents'],
];

/** What was added of a limit as a row of `accumulator_delta`. */
export function accumulatorRow(batchId: number, row: AccumulatorRow): Value[] {
  const { subscriberId, personId, planId, planYear, network, service } = row;
  return [
    ...[subscriberId, personId, planId, planYear, network, service, batchId],
    ...[row.deductible, row.outOfPocket, row.limitUsed],
  ];
}

async function copyAccumulators(
  transaction: LoaderTransaction,
  batchId: number,
  output: BatchOutput,
): Promise<void> {
  const rows = new CopyRows();
  for (const row of output.accumulators) rows.add(accumulatorRow(batchId, row));
  await transaction.copy('accumulator_delta', ACCUMULATOR_COLUMNS, rows.take());
}
