import { type Refusal, refusalMessage } from '../../core/refusal.ts';
import { EnvironmentFailure } from '../failure.ts';
import type { Run, RunPartition } from '../ports/run.ts';

/** A partition that failed: of the environment (`EnvironmentFailure`), or of a bug. */
export interface FailedPartition {
  readonly partition: RunPartition;
  readonly error: unknown;
}

const NAMED = 10;

/** "run 1, partition 2 of 7 (subscribers 33 to 64)". */
export function partitionName({ runId, partitions }: Run, partition: RunPartition): string {
  return `run ${runId}, ${shortName(partitions, partition)}`;
}

function shortName(partitions: number, { partition, subscriberFrom, subscriberTo }: RunPartition): string {
  return `partition ${partition} of ${partitions} (subscribers ${subscriberFrom} to ${subscriberTo})`;
}

/** True where no other partition can fare better: no connection to the server can be made any more. */
export function isServerLost(error: unknown): boolean {
  return (
    error instanceof EnvironmentFailure &&
    (error.code === 'database_unreachable' || error.code === 'database_refused')
  );
}

/**
 * What a run throws in the end that could not finish: one error that names every partition that failed, with the first
 * bug as its cause, else the first failure of the environment. `unbegun` partitions were left when the server was lost;
 * refusals are said as well, since a bug may stand in their way at every try.
 */
export function runFailure(
  run: Run,
  failed: readonly FailedPartition[],
  unbegun: number,
  refusals: readonly Refusal[],
): Error {
  const bug = failed.find(({ error }) => !(error instanceof EnvironmentFailure));
  const cause = (bug ?? failed[0]!).error;
  const names = failed.slice(0, NAMED).map(({ partition }) => shortName(run.partitions, partition));
  if (failed.length > NAMED) names.push(`${failed.length - NAMED} more`);
  if (unbegun > 0) names.push(`and ${unbegun} that ${unbegun === 1 ? 'was' : 'were'} not begun`);
  const refused = refusals.slice(0, NAMED).map((refusal) => ` Refused: ${refusalMessage(refusal)}.`);
  const said = `Not decided of run ${run.runId}: ${names.join(', ')}.${refused.join('')}`;
  if (!(cause instanceof EnvironmentFailure)) return new Error(said, { cause });
  return new EnvironmentFailure(
    cause.code,
    `${cause.message} ${said}`,
    `${cause.advice}\nAll other partitions are saved; \`poolbook adjudicate\` takes up only what is missing.`,
    cause,
  );
}
