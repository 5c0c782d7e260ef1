import type { Refusal } from '../../core/refusal.ts';
import type { Run, RunPartition } from '../ports/run.ts';
import type { RefusedPartition } from './refused-run.ts';
import { type FailedPartition, isServerLost, runFailure } from './run-failure.ts';

const STREAMS = 3;

/** Reads and decides a partition: what is left is to write it, or why it cannot be decided. */
export type Prepare = (partition: RunPartition) => Promise<(() => Promise<void>) | Refusal[]>;

/**
 * Decides what is missing of a run, some partitions at once; answers those that are refused. While a stream writes one
 * partition it prepares the next. Throws when all are tried and one has failed. Those who share a run begin at places of
 * their own in it (0 to 1), and meet only where one comes to what another has decided.
 */
export async function decideRun(
  run: Run,
  prepare: Prepare,
  progress?: (done: number, total: number) => void,
  place = 0,
): Promise<RefusedPartition[]> {
  const first = Math.floor(place * run.missing.length);
  const waiting = [...run.missing.slice(first), ...run.missing.slice(0, first)];
  const total = waiting.reduce((sum, partition) => sum + partition.lines, 0);
  const refused: RefusedPartition[] = [];
  const failed: FailedPartition[] = [];
  let [done, unbegun] = [0, 0];
  const next = () => {
    const partition = waiting.shift();
    if (partition === undefined) return undefined;
    const prepared = prepare(partition);
    // Awaited in its turn.
    prepared.catch(() => {});
    return { partition, prepared };
  };
  const stream = async () => {
    for (let ahead = next(); ahead !== undefined; ) {
      const { partition, prepared } = ahead;
      let following: typeof ahead | undefined;
      try {
        const write = await prepared;
        following = next();
        if (Array.isArray(write)) refused.push({ partition, refusals: write });
        else {
          await write();
          done += partition.lines;
          progress?.(done, total);
        }
      } catch (error) {
        failed.push({ partition, error });
        if (isServerLost(error)) unbegun += waiting.splice(0).length;
        following ??= next();
      }
      ahead = following;
    }
  };
  await Promise.all(Array.from({ length: STREAMS }, stream));
  if (failed.length > 0) {
    const refusals = refused.flatMap((partition) => partition.refusals);
    throw runFailure(run, failed, unbegun, refusals);
  }
  return refused;
}
