// A worker that is told twice to stop waits for nobody: not for the lock of the record either, whoever holds it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { outboxPool } from './outbox.ts';

test('a worker that waits for the lock of the record ends when it is told twice', async () => {
  const pool = await outboxPool();
  const { owner, consortiumId } = pool;
  await owner.query('BEGIN');
  await owner.query('SELECT pg_advisory_xact_lock($1::int4, 6)', [consortiumId]);
  const env = { ...process.env, DATABASE_URL: pool.database.url };
  const worker = spawn(process.execPath, ['src/main.ts', 'worker'], { env, stdio: 'ignore' });
  try {
    const waiting = async () => {
      const { rowCount } = await owner.query(
        "SELECT FROM pg_locks WHERE NOT granted AND locktype = 'advisory' AND classid = $1 AND objid = 6",
        [consortiumId],
      );
      return rowCount;
    };
    await expect.poll(waiting).toBeGreaterThan(0);
    worker.kill('SIGTERM');
    // It is heard once before it is said again; said to a worker that has done all, it ends that.
    const end = () => worker.exitCode ?? worker.signalCode;
    await expect
      .poll(() => {
        if (end() === null) worker.kill('SIGTERM');
        return end();
      })
      .not.toBe(null);
  } finally {
    worker.kill('SIGKILL');
    if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'close');
    await owner.query('ROLLBACK');
    await pool.close();
  }
});
