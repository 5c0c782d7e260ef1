import type { CoverageSpan } from '../../core/coverage/eligibility.ts';
import type { Entry } from '../../core/ledger/entry.ts';

/** A run: the claims that were not decided when it was made, cut by subscriber into partitions. */
export interface Run {
  readonly runId: number;
  readonly claimFrom: number;
  readonly claimTo: number;
  /** The partitions that are not done yet. */
  readonly missing: readonly RunPartition[];
  readonly partitions: number;
}

/** A partition of a run: a range of subscribers, with the batch that it posts as. */
export interface RunPartition {
  readonly partition: number;
  readonly batchId: number;
  readonly subscriberFrom: number;
  readonly subscriberTo: number;
  readonly lines: number;
}

/** A line that waits for its decision. Days are whole days since 1970, amounts minor units. */
export interface StagedLine {
  readonly claimId: number;
  readonly version: number;
  readonly lineNumber: number;
  readonly subscriberId: number;
  readonly personId: number;
  readonly receivedDay: number;
  readonly benefit: string;
  readonly provider: string;
  readonly serviceDay: number;
  readonly service: string;
  readonly network: string;
  readonly procedure: string;
  readonly charge: number;
  readonly allowed: number;
}

/** What a person has used of a limit so far under one subscriber: accumulators do not follow a person to another. `service` is '' but where a service has an annual limit. */
export interface AccumulatorRow {
  readonly subscriberId: number;
  readonly personId: number;
  readonly planId: number;
  readonly planYear: number;
  readonly network: string;
  readonly service: string;
  readonly deductible: number;
  readonly outOfPocket: number;
  readonly limitUsed: number;
}

/** All that a partition's decisions depend on. */
export interface PartitionInput {
  /** By subscriber, then received day, claim and line: the order in which they are decided. */
  readonly lines: readonly StagedLine[];
  /** The persons' coverage, by person, in order of first day. */
  readonly spans: ReadonlyMap<number, readonly CoverageSpan[]>;
  /** What the persons of these families have used before. */
  readonly accumulators: readonly AccumulatorRow[];
  /** Claims of the same subscribers that were decided before and could be what a duplicate repeats. */
  readonly decidedBefore: readonly StagedLine[];
}

/** A line's decision as it is stored. */
export interface DecisionRow {
  readonly line: StagedLine;
  readonly memberId: number;
  readonly planId: number;
  readonly paidDay: number;
  readonly copay: number;
  readonly deductible: number;
  readonly coinsurance: number;
  readonly planPays: number;
  readonly notCovered: number;
  readonly writeOff: number;
  readonly balanceBill: number;
  readonly reason: string;
}

/** Claims of a batch summed by member, plan, benefit, month incurred and month paid. */
export interface RollupRow {
  readonly memberId: number;
  readonly planId: number;
  readonly benefit: string;
  readonly incurredMonth: number;
  readonly paidMonth: number;
  lines: number;
  charge: number;
  allowed: number;
  memberPays: number;
  planPays: number;
  notCovered: number;
  writeOff: number;
  balanceBill: number;
}

/** All that a partition writes, in one transaction. */
export interface PartitionOutput {
  readonly decisions: readonly DecisionRow[];
  readonly accumulators: readonly AccumulatorRow[];
  readonly rollups: readonly RollupRow[];
  readonly entries: readonly Entry[];
}

/** Where runs are kept. */
export interface RunStore {
  /** The run that is not finished, else a new one of all undecided claims, else undefined where there are none. */
  openRun(consortiumId: number, documentVersion: number, linesPerPartition: number): Promise<Run | undefined>;
  readPartition(consortiumId: number, run: Run, partition: RunPartition): Promise<PartitionInput>;
  /** Writes a partition; false where another process has written it already, and nothing is then changed. */
  writePartition(
    consortiumId: number,
    run: Run,
    partition: RunPartition,
    output: PartitionOutput,
  ): Promise<boolean>;
}
