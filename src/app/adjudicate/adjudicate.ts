import type { Consortium } from '../ports/consortium.ts';
import type { Run, RunPartition, RunStore } from '../ports/run.ts';
import { decidePartition } from './partition.ts';
import type { RunTerms } from './run-terms.ts';

const LINES_PER_PARTITION = 20_000;
const STREAMS = 3;

/** What a run did. */
export interface AdjudicationReport {
  readonly lines: number;
  readonly partitions: number;
}

/**
 * Decides all claims that wait. Each partition is one transaction; what another process has done in the meantime is
 * skipped, and after a crash the same call takes up what is missing. While PostgreSQL takes one partition the next is
 * decided. Answers 0 lines where nothing waits.
 */
export async function adjudicate(
  store: RunStore,
  consortium: Consortium,
  progress?: (done: number, total: number) => void,
  linesPerPartition = LINES_PER_PARTITION,
): Promise<AdjudicationReport> {
  const terms = runTermsOf(consortium);
  const report = { lines: 0, partitions: 0 };
  for (;;) {
    const run = await store.openRun(consortium.consortiumId, consortium.documentVersion, linesPerPartition);
    if (run === undefined) return report;
    await decideRun(store, consortium.consortiumId, run, terms, report, progress);
  }
}

async function decideRun(
  store: RunStore,
  consortiumId: number,
  run: Run,
  terms: RunTerms,
  report: { lines: number; partitions: number },
  progress?: (done: number, total: number) => void,
): Promise<void> {
  const waiting = [...run.missing];
  const total = waiting.reduce((sum, partition) => sum + partition.lines, 0);
  let done = 0;
  const stream = async () => {
    for (let partition = waiting.shift(); partition !== undefined; partition = waiting.shift()) {
      if (await decide(store, consortiumId, run, partition, terms)) {
        report.lines += partition.lines;
        report.partitions += 1;
      }
      done += partition.lines;
      progress?.(done, total);
    }
  };
  await Promise.all(Array.from({ length: STREAMS }, stream));
}

async function decide(
  store: RunStore,
  consortiumId: number,
  run: Run,
  partition: RunPartition,
  terms: RunTerms,
): Promise<boolean> {
  const input = await store.readPartition(consortiumId, run, partition);
  return store.writePartition(consortiumId, run, partition, decidePartition(terms, input));
}

/** What a run applies, from the consortium's document. */
export function runTermsOf({ document, plans }: Consortium): RunTerms {
  return {
    plans: new Map(
      document.plans.map((plan) => {
        const planId = plans.get(plan.code)!;
        const here = plan.administration === 'adjudicated here';
        return [
          planId,
          { planId, individual: here ? plan.individual : undefined, family: here ? plan.family : undefined },
        ];
      }),
    ),
    familyTiers: new Set(
      [...document.tiers].filter(([, tier]) => tier.coverage === 'family').map(([name]) => name),
    ),
    paymentWeekday: document.paymentRun.weekday,
  };
}
