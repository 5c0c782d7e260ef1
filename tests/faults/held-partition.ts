// A partition whose row a transaction of the test's own holds: a run has to wait for it in the middle of its own.
import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import type { Run, RunPartition } from '../../src/app/ports/run.ts';

/** Takes the row of a partition; ROLLBACK lets go of it. `owner` is a connection as the owner of the database. */
export async function hold(owner: pg.Client, run: Run, { partition, batchId }: RunPartition): Promise<void> {
  await owner.query('BEGIN');
  await owner.query(
    'INSERT INTO poolbook.run_partition (consortium_id, run_id, partition, batch_id, document_version) VALUES (1, $1, $2, $3, 1)',
    [run.runId, partition, batchId],
  );
}

/** Waits until so many transactions stand before ours; their processes. */
export async function standing(owner: pg.Client, count: number): Promise<number[]> {
  for (;;) {
    // Unlike pg_stat_activity the locks are new at each look, also inside a transaction.
    const { rows } = await owner.query<{ pid: number }>(
      'SELECT DISTINCT pid FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))',
    );
    if (rows.length === count) return rows.map(({ pid }) => pid);
    await setTimeout(5);
  }
}
