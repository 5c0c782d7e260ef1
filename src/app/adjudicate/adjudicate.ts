import { readRecorded } from '../consortium.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { Run, RunStore } from '../ports/run.ts';
import { prepareChanges } from './prepare-changes.ts';
import { prepareClaims } from './prepare-claims.ts';
import { type RefusedRun, refuseRun } from './refused-run.ts';
import { runTermsOf } from './run-terms.ts';
import { decideRun } from './streams.ts';

const LINES_PER_PARTITION = 60_000;

/** What runs did: lines of new claims decided, in how many transactions, and what changes came to. */
export interface AdjudicationReport {
  readonly lines: number;
  readonly partitions: number;
  readonly changes: ChangesReport;
}

/** How many lines the families have that changes touch, how many claims came out otherwise, and what that moved. */
export interface ChangesReport {
  readonly lines: number;
  readonly claims: number;
  /** What plans pay more (or less, where negative) than by the decisions that were reversed, in minor units. */
  readonly planPays: number;
}

/**
 * Decides all that waits: what changes touch, then new claims. Each partition is one transaction; what another process
 * has done in the meantime is skipped, and after a crash the same call takes up what is missing. While PostgreSQL takes
 * one partition the next is read and decided. Answers 0 partitions where nothing waits. `opened` is told of each run
 * before it is decided, so that others can be asked to help.
 *
 * A partition that fails does not keep the others from being decided. In the end it is named: refused, where what is on
 * record is at fault (`plan_vanished`, `coverage_vanished`, `derived_differs`), else thrown, with the failure or the bug.
 */
export function adjudicate(
  store: RunStore,
  consortium: Consortium,
  progress?: (done: number, total: number) => void,
  linesPerPartition = LINES_PER_PARTITION,
  opened?: (run: Run) => Promise<void>,
): Promise<AdjudicationReport | RefusedRun> {
  const next = async () => {
    const run = await store.openRun(consortium.consortiumId, linesPerPartition);
    if (run !== undefined) await opened?.(run);
    return run;
  };
  return decideRuns(store, consortium, next, 0, progress);
}

/**
 * Helps with the run that another process has cut, from this place on (0 to 1): answers what of it was decided here, and
 * cuts none. Refused, or thrown, as by `adjudicate`; whoever has cut the run meets the same.
 */
export function assist(
  store: RunStore,
  consortium: Consortium,
  place: number,
): Promise<AdjudicationReport | RefusedRun> {
  return decideRuns(store, consortium, () => store.unfinishedRun(consortium.consortiumId), place);
}

async function decideRuns(
  store: RunStore,
  consortium: Consortium,
  next: () => Promise<Run | undefined>,
  place: number,
  progress?: (done: number, total: number) => void,
): Promise<AdjudicationReport | RefusedRun> {
  const { consortiumId, documentVersion, plans } = consortium;
  const terms = runTermsOf(consortium);
  const versions = new Map([[documentVersion, terms]]);
  const report = { lines: 0, partitions: 0, changes: { lines: 0, claims: 0, planPays: 0 } };
  for (;;) {
    const run = await next();
    if (run === undefined) return report;
    let prepare = prepareClaims(store, consortium, run, terms, report);
    if (run.kind === 'changes') {
      // Decisions to be corrected may be of any version.
      for (const { version, content } of await store.documents(consortiumId)) {
        if (!versions.has(version))
          versions.set(version, runTermsOf({ plans, document: readRecorded(content) }));
      }
      prepare = prepareChanges(store, consortium, run, versions, report);
    }
    const refused = await decideRun(run, prepare, progress, place);
    if (refused.length > 0) return refuseRun(refused, report);
  }
}
