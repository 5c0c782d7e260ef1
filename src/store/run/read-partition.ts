import type { AccumulatorRow, PartitionInput, Run, RunPartition, StagedClaims } from '../../app/ports/run.ts';
import type { CoverageSpan } from '../../core/coverage/eligibility.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { readChunks } from '../bulk/claim-chunk.ts';
import { subscriberBlockOf } from '../bulk/subscriber-block.ts';
import type { Query } from '../query.ts';
import { copiedBytes } from './copied-bytes.ts';
import { withoutClaims } from './without-claims.ts';

/** Lets the planner read by indexes alone. */
export const BY_INDEX = `SELECT set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
  set_config('enable_seqscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)`;

/** All that a partition's decisions depend on, at one moment. */
export async function readPartition(
  query: Query,
  run: Run,
  partition: RunPartition,
): Promise<PartitionInput | Refusal> {
  // By the indexes: left to itself the planner, who may know nothing of the tables yet, reads all claims every time.
  await query.run(BY_INDEX);
  const all = await claimsOf(query, run, partition);
  if (isRefusal(all)) return all;
  const changed = await changedClaims(query, run);
  const staged = changed.size === 0 ? all : withoutClaims(all, changed);
  const { subscriberFrom, subscriberTo } = partition;
  const isFirst = run.claimFrom === 1 && changed.size === 0;
  return {
    staged,
    decidedBefore: isFirst ? new Uint32Array(0) : await billedBefore(query, run, partition),
    spans: await spansOf(query, [...new Set(staged.personId)]),
    accumulators: await query.rows<AccumulatorRow>(
      `${ACCUMULATORS} WHERE subscriber_id BETWEEN $1 AND $2 ${BY_KEY}`,
      [subscriberFrom, subscriberTo],
    ),
  };
}

const ACCUMULATORS = `SELECT subscriber_id AS "subscriberId", person_id AS "personId", plan_id AS "planId",
  plan_year AS "planYear", network, service, sum(deductible_cents) AS deductible,
  sum(out_of_pocket_cents) AS "outOfPocket", sum(limit_used_cents) AS "limitUsed" FROM accumulator_delta`;
const BY_KEY = 'GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6';

/** What the families of these subscribers have used so far. */
export function accumulatorsOf(query: Query, subscribers: readonly number[]): Promise<AccumulatorRow[]> {
  return query.rows(`${ACCUMULATORS} WHERE subscriber_id = ANY ($1::int8[]) ${BY_KEY}`, [subscribers]);
}

/** Claims of the run that were replaced, voided or moved since: the run of those changes decides them. */
async function changedClaims(query: Query, run: Run): Promise<Set<number>> {
  const rows = await query.rows<{ id: number }>(
    'SELECT claim_id AS id FROM claim_head WHERE claim_id BETWEEN $1 AND $2',
    [run.claimFrom, run.claimTo],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The staged claims. COPY takes no values; identifiers are whole numbers, which `whole` makes sure of. */
async function claimsOf(query: Query, run: Run, partition: RunPartition): Promise<StagedClaims | Refusal> {
  const blocks = [partition.subscriberFrom, partition.subscriberTo].map(subscriberBlockOf);
  const stream = query.copyOut(
    `COPY (SELECT content FROM claim_chunk
       WHERE subscriber_block BETWEEN ${whole(blocks[0]!)} AND ${whole(blocks[1]!)}
         AND claim_from >= ${whole(run.claimFrom)} AND claim_to <= ${whole(run.claimTo)}
       ORDER BY subscriber_block, claim_from) TO STDOUT (FORMAT binary)`,
  );
  const staged = readChunks(await copiedBytes(stream));
  if (staged.lines === partition.lines) return staged;
  return refuse('derived_differs', '', `${partition.lines} lines in its chunks of claims`, staged.lines);
}

function whole(value: number): string {
  if (!Number.isSafeInteger(value)) throw new Error(`no identifier: ${value}`);
  return String(value);
}

/** What claims of the same subscribers that were decided before bill in their current versions, as the words of their hashes. */
async function billedBefore(query: Query, run: Run, partition: RunPartition): Promise<Uint32Array> {
  const stream = query.copyOut(
    `COPY (SELECT decode(billing_hash, 'hex') FROM claim c
       LEFT JOIN claim_head h ON h.consortium_id = c.consortium_id AND h.claim_id = c.claim_id
       WHERE subscriber_id BETWEEN ${whole(partition.subscriberFrom)} AND ${whole(partition.subscriberTo)}
         AND (c.claim_id < ${whole(run.claimFrom)} OR c.version > 1) AND c.version = coalesce(h.version, 1)
         AND NOT c.voided AND billing_hash <> '') TO STDOUT (FORMAT binary)`,
  );
  const hashes = await copiedBytes(stream);
  const words = new Uint32Array(hashes.length * 4);
  for (const [index, hash] of hashes.entries())
    for (let word = 0; word < 4; word += 1) words[index * 4 + word] = hash.readUInt32LE(word * 4);
  return words;
}

/** The coverage in force of persons, by person, in order of first day. */
export async function spansOf(
  query: Query,
  persons: readonly number[],
): Promise<Map<number, CoverageSpan[]>> {
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
