import type { Month } from '../../core/calendar/month.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { ClaimOnRecord, EnrolledSpan, ImportSession, StoredClaim } from './import-store.ts';
import type { AccumulatorRow, PartitionOutput, RunStore } from './run.ts';

/**
 * How far a consortium's facts have come, by the last of each kind (0 for none): equal marks say that nothing of what
 * decisions depend on was written in between.
 */
export interface Marks {
  readonly claim: number;
  readonly change: number;
  readonly import: number;
  readonly documentVersion: number;
  /** The last run, up to which claim and change runs have taken all, and whether all of its partitions are done. */
  readonly run: number;
  readonly claimTo: number;
  readonly changeTo: number;
  readonly isFinished: boolean;
}

/** Coverage as a claim meets it. */
export type CoveredSpan = Omit<EnrolledSpan, 'relationship'>;

/** A person whom a claim names, with the coverage in force in order of its first days. */
export interface CoveredPerson {
  readonly code: string;
  readonly personId: number;
  readonly spans: readonly CoveredSpan[];
}

/** Who asked under which key; keys of different askers are different. */
export interface RequestName {
  readonly actor: string;
  readonly key: string;
}

/** A request that was answered. */
export interface AnsweredRequest extends RequestName {
  readonly sha256: string;
  readonly status: number;
  readonly answer: string;
}

/** The same as it is kept, with what was asked. */
export interface RequestToKeep extends AnsweredRequest {
  readonly role: string;
  readonly method: string;
  readonly path: string;
}

/** The decision in force of a line of a claim, in minor units. */
export interface LineInForce {
  readonly claimId: number;
  readonly version: number;
  readonly line: string;
  readonly paidDay: number;
  readonly memberId: number;
  readonly planId: number;
  readonly charge: number;
  readonly allowed: number;
  readonly copay: number;
  readonly deductible: number;
  readonly coinsurance: number;
  readonly planPays: number;
  readonly notCovered: number;
  readonly writeOff: number;
  readonly balanceBill: number;
  readonly reason: string;
}

/** What claims that come one by one depend on. */
export interface LiveReader {
  marks(): Promise<Marks>;
  requests(names: readonly RequestName[]): Promise<AnsweredRequest[]>;
  claimsOnRecord(codes: readonly string[]): Promise<ClaimOnRecord[]>;
  persons(codes: readonly string[]): Promise<CoveredPerson[]>;
  /** What families have used in plan years from one to another. */
  accumulators(
    subscriberIds: readonly number[],
    fromPlanYear: number,
    toPlanYear: number,
  ): Promise<AccumulatorRow[]>;
  /** Those of the hashes that current claims of the families bill already. */
  billed(subscriberIds: readonly number[], hashes: readonly string[]): Promise<string[]>;
  /** The decisions in force of claims, by claim and line number. */
  decisions(claimIds: readonly number[]): Promise<LineInForce[]>;
}

/** The numbers of a group: its claims are numbered from `claim` on. */
export interface GroupNumbers {
  readonly claim: number;
  readonly import: number;
  readonly run: number;
  readonly batch: number;
}

/** A group of new claims with its decisions: an import and a run of one partition at once. */
export interface DecidedGroup {
  readonly numbers: GroupNumbers;
  readonly before: Marks;
  readonly claims: readonly StoredClaim[];
  readonly sha256: string;
  readonly output: PartitionOutput;
  readonly requests: readonly RequestToKeep[];
}

/** The same within a transaction that has the intake: nobody else takes claims in, or says which wait, until it ends. */
export interface LiveWriter extends LiveReader {
  /** The first month that is open to postings, undefined where none was ever closed. It stays open until the end. */
  openMonth(): Promise<Month | undefined>;
  /** Hands out the numbers of a group of so many new claims. */
  numbers(claims: number): Promise<GroupNumbers>;
  writeGroup(group: DecidedGroup, openMonth: Month | undefined): Promise<void>;
  keepRequests(requests: readonly RequestToKeep[]): Promise<void>;
  /** An import and runs as parts of the transaction; what is refused of them takes back all of it. */
  joined<T>(work: (session: ImportSession, runs: RunStore) => Promise<T | Refusal>): Promise<T | Refusal>;
}

/** Where claims that come one by one are kept. */
export interface LiveStore {
  /** All that `work` reads is of one moment. */
  read<T>(consortiumId: number, work: (reader: LiveReader) => Promise<T>): Promise<T>;
  /**
   * One transaction with the intake. It commits when `work` returns; a refusal changes nothing. Throws `overloaded` where
   * the intake cannot be had in some seconds.
   */
  write<T>(consortiumId: number, work: (writer: LiveWriter) => Promise<T>): Promise<T>;
}
