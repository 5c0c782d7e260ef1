import type { CoverageSpan } from '../../core/coverage/eligibility.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { ChangesInput, ChangesOutput } from './changes.ts';

/**
 * A run, cut by subscriber into partitions: of claims that were not decided when it was made, or of changes that no run
 * had taken up.
 */
export interface Run {
  readonly runId: number;
  readonly kind: 'claims' | 'changes';
  readonly claimFrom: number;
  readonly claimTo: number;
  readonly changeFrom: number;
  readonly changeTo: number;
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

/**
 * Claims that wait for their decision, in columns. Days are whole days since 1970, amounts minor units; benefits, services
 * and networks are numbers that stand for `names`. A claim's lines stand together: from its `firstLine` to the next one's.
 */
export interface StagedClaims {
  readonly claims: number;
  readonly lines: number;
  readonly names: readonly string[];
  readonly claimId: Float64Array;
  readonly version: Int32Array;
  readonly subscriberId: Float64Array;
  readonly personId: Float64Array;
  readonly receivedDay: Int32Array;
  readonly benefit: Uint16Array;
  /** Four words a claim, equal for claims that bill the same; zeros where nothing can be said (no provider). */
  readonly billing: Uint32Array;
  /** One more than there are claims: the last is the number of lines. */
  readonly firstLine: Uint32Array;
  readonly lineNumber: Int32Array;
  readonly serviceDay: Int32Array;
  readonly service: Uint16Array;
  readonly network: Uint16Array;
  readonly charge: Float64Array;
  readonly allowed: Float64Array;
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
  /** In whatever order. */
  readonly staged: StagedClaims;
  /** The persons' coverage, by person, in order of first day. */
  readonly spans: ReadonlyMap<number, readonly CoverageSpan[]>;
  /** What the persons of these families have used before. */
  readonly accumulators: readonly AccumulatorRow[];
  /** What claims of the same subscribers that were decided before billed, four words each. */
  readonly decidedBefore: Uint32Array;
}

/** The decisions of staged claims, by line; `paidDay` by claim. `reason` is a number that stands for one of `reasons`. */
export interface DecidedLines {
  readonly paidDay: Int32Array;
  readonly memberId: Float64Array;
  readonly planId: Float64Array;
  readonly copay: Float64Array;
  readonly deductible: Float64Array;
  readonly coinsurance: Float64Array;
  readonly planPays: Float64Array;
  readonly notCovered: Float64Array;
  readonly writeOff: Float64Array;
  readonly balanceBill: Float64Array;
  readonly reason: Uint8Array;
  readonly reasons: readonly string[];
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

/** What a batch pays for a person, by the calendar year incurred, without what it takes back. */
export interface PersonRollupRow {
  readonly personId: number;
  readonly incurredYear: number;
  paid: number;
}

/** All that a partition writes, in one transaction. */
export interface PartitionOutput {
  readonly staged: StagedClaims;
  readonly decided: DecidedLines;
  readonly accumulators: readonly AccumulatorRow[];
  readonly rollups: readonly RollupRow[];
  readonly personRollups: readonly PersonRollupRow[];
  readonly entries: readonly Entry[];
}

/** What some runs come to: in all, and of that because of changes. `planPays` is what corrections moved, in minor units. */
export interface RunFigures {
  readonly partitions: number;
  readonly lines: number;
  readonly decidedPartitions: number;
  readonly decidedLines: number;
  readonly changedLines: number;
  readonly changedClaims: number;
  readonly planPays: number;
}

/** The code of a claim and that of its person, as they were given. */
export interface ClaimNames {
  readonly claim: string;
  readonly person: string;
}

/** Where runs are kept. */
export interface RunStore {
  /**
   * The run that is not finished; else a new one of all changes that wait, else of all undecided claims; else undefined,
   * where there are none.
   */
  openRun(consortiumId: number, linesPerPartition: number): Promise<Run | undefined>;
  /** The run that is not finished, where there is one. */
  unfinishedRun(consortiumId: number): Promise<Run | undefined>;
  /** True where a partition is written already. */
  isDecided(consortiumId: number, run: Run, partition: RunPartition): Promise<boolean>;
  /** What the runs from this one on have to do and have done, whoever did it. */
  figures(consortiumId: number, firstRunId: number): Promise<RunFigures>;
  /** The texts of all versions of the consortium's document. */
  documents(consortiumId: number): Promise<{ version: number; content: string }[]>;
  /** Refused: `derived_differs`, where the chunks of its claims are not those that it was cut from. */
  readPartition(consortiumId: number, run: Run, partition: RunPartition): Promise<PartitionInput | Refusal>;
  /**
   * Writes a partition, with the version of the document by which it was decided; false where another process has
   * written it already, and nothing is then changed.
   */
  writePartition(
    consortiumId: number,
    documentVersion: number,
    run: Run,
    partition: RunPartition,
    output: PartitionOutput,
  ): Promise<boolean>;
  /** The same of a partition of a run of changes. */
  readChanges(consortiumId: number, run: Run, partition: RunPartition): Promise<ChangesInput>;
  writeChanges(
    consortiumId: number,
    documentVersion: number,
    run: Run,
    partition: RunPartition,
    output: ChangesOutput,
  ): Promise<boolean>;
  /** What people call claims, by identifier. */
  claimNames(consortiumId: number, claimIds: readonly number[]): Promise<ReadonlyMap<number, ClaimNames>>;
}
