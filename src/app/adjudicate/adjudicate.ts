import { readRecorded } from '../consortium.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { Run, RunPartition, RunStore } from '../ports/run.ts';
import { decideChanges } from '../readjudicate/changes.ts';
import { decidePartition } from './partition.ts';
import type { RunTerms } from './run-terms.ts';

const LINES_PER_PARTITION = 20_000;
const STREAMS = 3;

/** What runs did: lines of new claims decided, and what changes came to. */
export interface AdjudicationReport {
  readonly lines: number;
  readonly partitions: number;
  readonly changes: ChangesReport;
}

/** How many lines were looked at because of changes, how many claims came out otherwise, and what that moved. */
export interface ChangesReport {
  readonly lines: number;
  readonly claims: number;
  /** What plans pay more (or less, where negative) than by the decisions that were reversed, in minor units. */
  readonly planPays: number;
}

type Counting<Report> = { -readonly [Field in keyof Report]: Report[Field] };

/** One call of `adjudicate`. */
interface Adjudicating {
  readonly store: RunStore;
  readonly consortium: Consortium;
  readonly termsOf: (documentVersion: number) => RunTerms;
  readonly report: { lines: number; partitions: number; readonly changes: Counting<ChangesReport> };
  readonly progress: ((done: number, total: number) => void) | undefined;
}

/**
 * Decides all that waits: what changes touch, then new claims. Each partition is one transaction; what another process
 * has done in the meantime is skipped, and after a crash the same call takes up what is missing. While PostgreSQL takes
 * one partition the next is decided. Answers 0 lines where nothing waits.
 */
export async function adjudicate(
  store: RunStore,
  consortium: Consortium,
  progress?: (done: number, total: number) => void,
  linesPerPartition = LINES_PER_PARTITION,
): Promise<AdjudicationReport> {
  const { consortiumId, documentVersion } = consortium;
  const terms = new Map([[documentVersion, runTermsOf(consortium)]]);
  const documents = async (version: number) => {
    const content = await store.document(consortiumId, version);
    terms.set(version, runTermsOf({ ...consortium, document: readRecorded(content) }));
  };
  const report = { lines: 0, partitions: 0, changes: { lines: 0, claims: 0, planPays: 0 } };
  const adjudicating = {
    store,
    consortium,
    termsOf: (version: number) => terms.get(version)!,
    report,
    progress,
  };
  for (;;) {
    const run = await store.openRun(consortiumId, documentVersion, linesPerPartition);
    if (run === undefined) return report;
    // Decisions to be corrected may be of any version before.
    for (
      let version = run.kind === 'changes' ? 1 : run.documentVersion;
      version <= run.documentVersion;
      version++
    )
      if (!terms.has(version)) await documents(version);
    await decideRun(adjudicating, run);
  }
}

async function decideRun(adjudicating: Adjudicating, run: Run): Promise<void> {
  const waiting = [...run.missing];
  const total = waiting.reduce((sum, partition) => sum + partition.lines, 0);
  const decide = run.kind === 'claims' ? decideClaims : correct;
  let done = 0;
  const stream = async () => {
    for (let partition = waiting.shift(); partition !== undefined; partition = waiting.shift()) {
      await decide(adjudicating, run, partition);
      done += partition.lines;
      adjudicating.progress?.(done, total);
    }
  };
  await Promise.all(Array.from({ length: STREAMS }, stream));
}

async function decideClaims(
  { store, consortium: { consortiumId }, termsOf, report }: Adjudicating,
  run: Run,
  partition: RunPartition,
): Promise<void> {
  const input = await store.readPartition(consortiumId, run, partition);
  const output = decidePartition(termsOf(run.documentVersion), input);
  if (!(await store.writePartition(consortiumId, run, partition, output))) return;
  report.lines += input.staged.lines;
  report.partitions += 1;
}

async function correct(
  { store, consortium: { consortiumId }, termsOf, report }: Adjudicating,
  run: Run,
  partition: RunPartition,
): Promise<void> {
  const input = await store.readChanges(consortiumId, run, partition);
  const output = decideChanges(termsOf(run.documentVersion), termsOf, input);
  if (!(await store.writeChanges(consortiumId, run, partition, output))) return;
  report.partitions += 1;
  report.changes.lines += input.lines.length;
  report.changes.claims += new Set(output.corrections.map(({ claimId }) => claimId)).size;
  for (const { planPays } of output.rollups) report.changes.planPays += planPays;
}

/** What a run applies, from the consortium's document. */
export function runTermsOf({ document, plans }: Pick<Consortium, 'document' | 'plans'>): RunTerms {
  return {
    plans: new Map(
      document.plans.map((plan) => {
        const planId = plans.get(plan.code)!;
        const designs = plan.administration === 'adjudicated here' ? plan.designs : [];
        return [planId, { planId, planYearStart: plan.planYearStart, designs }];
      }),
    ),
    familyTiers: new Set(
      [...document.tiers].filter(([, tier]) => tier.coverage === 'family').map(([name]) => name),
    ),
    paymentWeekday: document.paymentRun.weekday,
  };
}
