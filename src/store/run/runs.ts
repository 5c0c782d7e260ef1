import type { Run, RunFigures, RunPartition, RunStore } from '../../app/ports/run.ts';
import { subscribersOf } from '../bulk/subscriber-block.ts';
import type { Database } from '../database.ts';
import { nextIdentifiers } from '../identifiers.ts';
import type { Loader } from '../loader.ts';
import { lockIntake } from '../locks.ts';
import type { Query } from '../query.ts';
import { readClaimNames } from './claim-names.ts';
import { cutByWeight, type Weighed } from './cut.ts';
import { readChanges } from './read-changes.ts';
import { readPartition } from './read-partition.ts';
import { writeChanges } from './write-changes.ts';
import { writePartition } from './write-partition.ts';

/** The runs of a database. */
export function runStore(database: Database, loader: Loader): RunStore {
  return {
    openRun: (consortiumId, linesPerPartition) =>
      database.unitOfWork(consortiumId, async (query) => {
        await lockIntake(query, consortiumId);
        return (
          (await unfinishedRun(query)) ??
          (await cutChanges(query, linesPerPartition)) ??
          cutClaims(query, linesPerPartition)
        );
      }),
    unfinishedRun: (consortiumId) => database.read(consortiumId, unfinishedRun),
    isDecided: (consortiumId, { runId }, { partition }) =>
      database.read(consortiumId, async (query) => {
        const text = 'SELECT FROM run_partition WHERE run_id = $1 AND partition = $2';
        return (await query.oneOrNone(text, [runId, partition])) !== undefined;
      }),
    figures: (consortiumId, firstRunId) =>
      database.read(consortiumId, (query) => query.one<RunFigures>(FIGURES, [firstRunId])),
    documents: (consortiumId) =>
      database.read(consortiumId, (query) => query.rows('SELECT version, content FROM consortium_document')),
    readPartition: (consortiumId, run, partition) =>
      database.read(consortiumId, (query) => readPartition(query, run, partition)),
    writePartition: (consortiumId, documentVersion, run, partition, output) =>
      writePartition(loader, consortiumId, documentVersion, run, partition, output),
    readChanges: (consortiumId, run, partition) =>
      database.read(consortiumId, (query) => readChanges(query, run, partition)),
    writeChanges: (consortiumId, documentVersion, run, partition, output) =>
      writeChanges(loader, consortiumId, documentVersion, run, partition, output),
    claimNames: (consortiumId, claimIds) =>
      database.read(consortiumId, (query) => readClaimNames(query, claimIds)),
  };
}

const FIGURES = `
  SELECT count(*) AS partitions, coalesce(sum(c.lines), 0) AS lines, count(p.partition) AS "decidedPartitions",
    coalesce(sum(c.lines) FILTER (WHERE p.partition IS NOT NULL), 0) AS "decidedLines",
    coalesce(sum(c.lines) FILTER (WHERE p.partition IS NOT NULL AND r.change_from <= r.change_to), 0) AS "changedLines",
    (SELECT count(DISTINCT claim_id) FROM decision JOIN batch b USING (consortium_id, batch_id)
     WHERE b.kind = 'readjudication' AND batch_id >= (SELECT min(first_batch_id) FROM run WHERE run_id >= $1)) AS "changedClaims",
    (SELECT coalesce(sum(plan_pays_cents), 0) FROM claim_rollup JOIN batch b USING (consortium_id, batch_id)
     WHERE b.kind = 'readjudication' AND batch_id >= (SELECT min(first_batch_id) FROM run WHERE run_id >= $1)) AS "planPays"
  FROM run r JOIN run_cut c USING (consortium_id, run_id)
  LEFT JOIN run_partition p USING (consortium_id, run_id, partition) WHERE r.run_id >= $1`;

type RunRow = Omit<Run, 'kind' | 'missing' | 'partitions'>;

/** Only the last run can be unfinished: the next is cut, or written whole, when all before it are done. */
async function unfinishedRun(query: Query): Promise<Run | undefined> {
  const rows = await query.rows<RunRow>(
    `SELECT run_id AS "runId", claim_from AS "claimFrom", claim_to AS "claimTo",
       change_from AS "changeFrom", change_to AS "changeTo" FROM run r
     WHERE run_id = (SELECT max(run_id) FROM run) AND EXISTS (
       SELECT FROM run_cut c WHERE c.consortium_id = r.consortium_id AND c.run_id = r.run_id AND NOT EXISTS (
         SELECT FROM run_partition p
         WHERE p.consortium_id = c.consortium_id AND p.run_id = c.run_id AND p.partition = c.partition))`,
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
  const missing = cut.filter((partition) => !partition.done);
  return { ...run, kind: kindOf(run), partitions: cut.length, missing };
}

function kindOf({ changeFrom, changeTo }: Waiting): Run['kind'] {
  return changeFrom <= changeTo ? 'changes' : 'claims';
}

/** What no run has taken up yet: claims and changes from these numbers to these (0 where there are none at all). */
interface Waiting {
  readonly claimFrom: number;
  readonly claimTo: number;
  readonly changeFrom: number;
  readonly changeTo: number;
}

/** Each run says up to where all was taken when it was made: the last one is asked, as there may be very many. */
function waiting(query: Query): Promise<Waiting> {
  return query.one<Waiting>(
    `SELECT coalesce(r.claim_to, 0) + 1 AS "claimFrom", (SELECT coalesce(max(claim_id), 0) FROM claim) AS "claimTo",
       coalesce(r.change_to, 0) + 1 AS "changeFrom", (SELECT coalesce(max(change_id), 0) FROM change) AS "changeTo"
     FROM (SELECT max(run_id) AS run_id FROM run) last LEFT JOIN run r USING (run_id)`,
  );
}

/** Cuts a run of all changes that no run has: families in order, each partition filled up to its number of lines. */
async function cutChanges(query: Query, linesPerPartition: number): Promise<Run | undefined> {
  const range = await waiting(query);
  if (range.changeTo < range.changeFrom) return undefined;
  const families = await query.rows<Weighed>(
    `SELECT subscriber_id AS "from", subscriber_id AS "to", count(*) AS lines
     FROM (SELECT DISTINCT consortium_id, subscriber_id FROM change WHERE change_id BETWEEN $1 AND $2) family
     JOIN claim USING (consortium_id, subscriber_id) JOIN claim_line USING (consortium_id, claim_id, version)
     GROUP BY subscriber_id ORDER BY subscriber_id`,
    [range.changeFrom, range.changeTo],
  );
  return recordRun(query, { ...range, claimTo: range.claimFrom - 1 }, families, linesPerPartition);
}

/**
 * Cuts a run of all claims that no run has: blocks of subscribers in order, each partition filled up to its number of
 * lines. Claims are on record with their chunks or not at all, so that all that is counted is there to be read.
 */
async function cutClaims(query: Query, linesPerPartition: number): Promise<Run | undefined> {
  const range = await waiting(query);
  if (range.claimTo < range.claimFrom) return undefined;
  const blocks = await query.rows<{ block: number; lines: number }>(
    `SELECT subscriber_block AS block, sum(lines) AS lines FROM claim_chunk
     WHERE claim_from >= $1 AND claim_to <= $2 GROUP BY subscriber_block ORDER BY subscriber_block`,
    [range.claimFrom, range.claimTo],
  );
  const weighed = blocks.map(({ block, lines }) => ({ ...subscribersOf(block), lines }));
  return recordRun(query, { ...range, changeTo: range.changeFrom - 1 }, weighed, linesPerPartition);
}

async function recordRun(
  query: Query,
  range: Waiting,
  weighed: readonly Weighed[],
  linesPerPartition: number,
): Promise<Run> {
  const cuts = cutByWeight(weighed, linesPerPartition);
  const runId = await nextIdentifiers(query, 'run');
  const firstBatch = await nextIdentifiers(query, 'batch', cuts.length);
  const { claimFrom, claimTo, changeFrom, changeTo } = range;
  await query.run(
    `INSERT INTO run (run_id, claim_from, claim_to, change_from, change_to, first_batch_id)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [runId, claimFrom, claimTo, changeFrom, changeTo, firstBatch],
  );
  const missing = cuts.map(({ from, to, lines }, index) => ({
    ...{ partition: index + 1, batchId: firstBatch + index },
    ...{ subscriberFrom: from, subscriberTo: to, lines },
  }));
  await query.run(
    `INSERT INTO run_cut (run_id, partition, subscriber_from, subscriber_to, lines)
     SELECT $1, * FROM unnest($2::int4[], $3::int8[], $4::int8[], $5::int8[])`,
    [
      runId,
      missing.map(({ partition }) => partition),
      missing.map(({ subscriberFrom }) => subscriberFrom),
      missing.map(({ subscriberTo }) => subscriberTo),
      missing.map(({ lines }) => lines),
    ],
  );
  return { runId, kind: kindOf(range), ...range, partitions: missing.length, missing };
}
