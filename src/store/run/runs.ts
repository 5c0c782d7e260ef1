import type { Run, RunPartition, RunStore } from '../../app/ports/run.ts';
import { subscribersOf } from '../bulk/subscriber-block.ts';
import type { Database } from '../database.ts';
import { nextIdentifiers } from '../identifiers.ts';
import type { Loader } from '../loader.ts';
import { lockIntake } from '../locks.ts';
import type { Query } from '../query.ts';
import { readPartition } from './read-partition.ts';
import { writePartition } from './write-partition.ts';

/** A short run is cut into as many partitions as are under way at once, but none for its own sake. */
const PARTITIONS_AT_ONCE = 3;
const FEWEST_LINES = 2_000;

/** The runs of a database. */
export function runStore(database: Database, loader: Loader): RunStore {
  return {
    openRun: (consortiumId, documentVersion, linesPerPartition) =>
      database.unitOfWork(consortiumId, async (query) => {
        await lockIntake(query, consortiumId);
        return (await unfinishedRun(query)) ?? cutRun(query, documentVersion, linesPerPartition);
      }),
    readPartition: (consortiumId, run, partition) =>
      database.read(consortiumId, (query) => readPartition(query, run, partition)),
    writePartition: (consortiumId, run, partition, output) =>
      writePartition(loader, consortiumId, run, partition, output),
  };
}

interface RunRow {
  readonly runId: number;
  readonly claimFrom: number;
  readonly claimTo: number;
}

async function unfinishedRun(query: Query): Promise<Run | undefined> {
  const rows = await query.rows<RunRow>(
    `SELECT run_id AS "runId", claim_from AS "claimFrom", claim_to AS "claimTo" FROM run r
     WHERE EXISTS (SELECT FROM run_cut c WHERE c.consortium_id = r.consortium_id AND c.run_id = r.run_id AND NOT EXISTS (
       SELECT FROM run_partition p
       WHERE p.consortium_id = c.consortium_id AND p.run_id = c.run_id AND p.partition = c.partition))
     ORDER BY run_id LIMIT 1`,
  );
  return rows[0] === undefined ? undefined : withPartitions(query, rows[0]);
}

async function withPartitions(query: Query, run: RunRow): Promise<Run> {
  const cut = await query.rows<RunPartition & { done: boolean }>(
    `SELECT c.partition, r.first_batch_id + c.partition - 1 AS "batchId", c.subscriber_from AS "subscriberFrom",
       c.subscriber_to AS "subscriberTo", c.lines, p.partition IS NOT NULL AS done
     FROM run r JOIN run_cut c USING (consortium_id, run_id)
     LEFT JOIN run_partition p USING (consortium_id, run_id, partition)
     WHERE r.run_id = $1 ORDER BY c.partition`,
    [run.runId],
  );
  return { ...run, partitions: cut.length, missing: cut.filter((partition) => !partition.done) };
}

/**
 * Cuts a run of all claims that no run has: blocks of subscribers in order, each partition filled up to its number of
 * lines. Claims are on record with their chunks or not at all, so that all that is counted is there to be read.
 */
async function cutRun(
  query: Query,
  documentVersion: number,
  linesPerPartition: number,
): Promise<Run | undefined> {
  const { from, to } = await query.one<{ from: number; to: number | null }>(
    `SELECT (SELECT coalesce(max(claim_to), 0) + 1 FROM run) AS "from", (SELECT max(claim_id) FROM claim) AS "to"`,
  );
  if (to === null || to < from) return undefined;
  const blocks = await query.rows<{ block: number; lines: number }>(
    `SELECT subscriber_block AS block, sum(lines) AS lines FROM claim_chunk
     WHERE claim_from >= $1 AND claim_to <= $2 GROUP BY subscriber_block ORDER BY subscriber_block`,
    [from, to],
  );
  const total = blocks.reduce((sum, { lines }) => sum + lines, 0);
  const spread = Math.max(FEWEST_LINES, Math.ceil(total / PARTITIONS_AT_ONCE));
  const cuts = cutByBlock(blocks, Math.min(linesPerPartition, spread));
  const runId = await nextIdentifiers(query, 'run');
  const firstBatch = await nextIdentifiers(query, 'batch', cuts.length);
  await query.run(
    'INSERT INTO run (run_id, claim_from, claim_to, first_batch_id, document_version) VALUES ($1, $2, $3, $4, $5)',
    [runId, from, to, firstBatch, documentVersion],
  );
  await query.run(
    `INSERT INTO run_cut (run_id, partition, subscriber_from, subscriber_to, lines)
     SELECT $1, * FROM unnest($2::int4[], $3::int8[], $4::int8[], $5::int8[])`,
    [
      runId,
      cuts.map((_, index) => index + 1),
      cuts.map((c) => c.from),
      cuts.map((c) => c.to),
      cuts.map((c) => c.lines),
    ],
  );
  return withPartitions(query, { runId, claimFrom: from, claimTo: to });
}

function cutByBlock(
  blocks: readonly { block: number; lines: number }[],
  linesPerPartition: number,
): { from: number; to: number; lines: number }[] {
  const cuts: { from: number; to: number; lines: number }[] = [];
  for (const { block, lines } of blocks) {
    const last = cuts.at(-1);
    const subscribers = subscribersOf(block);
    if (last === undefined || last.lines + lines > linesPerPartition) cuts.push({ ...subscribers, lines });
    else {
      last.to = subscribers.to;
      last.lines += lines;
    }
  }
  return cuts;
}
