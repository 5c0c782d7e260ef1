import type { CoverageSpan } from '../../core/coverage/eligibility.ts';
import type { LineOnRecord, LineParts } from './changes.ts';
import type { AccumulatorRow } from './run.ts';

/** Where a claim stands: no decision of its current version is in force yet, one is, or it was submitted in error. */
export const CLAIM_STATES = ['waiting', 'decided', 'voided'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** A line of a version of a claim as submitted. */
export interface SubmittedLine {
  readonly lineNumber: number;
  readonly lineCode: string;
  readonly serviceDay: number;
  readonly service: string;
  readonly network: string;
  readonly procedure: string;
  readonly charge: number;
  readonly allowed: number;
}

/** What was decided of a line, or, all amounts negated, the reversal of it. */
export interface LineDecided extends LineParts {
  readonly lineNumber: number;
  readonly memberId: number;
  readonly planId: number;
  readonly charge: number;
  readonly allowed: number;
}

/** A decision of a version of a claim, or a reversal, whole; `batchId` is the batch that it was posted in. */
export interface DecisionOnRecord {
  readonly revision: number;
  readonly isReversal: boolean;
  readonly batchId: number;
  readonly decidedDay: number;
  readonly paidDay: number;
  readonly lines: readonly LineDecided[];
}

/** A version of a claim with its decisions and reversals, in order. */
export interface ClaimVersion {
  readonly claimId: number;
  readonly version: number;
  readonly isVoided: boolean;
  /** The code of the person; undefined for those who may not know it. */
  readonly person: string | undefined;
  readonly personId: number;
  readonly subscriberId: number;
  readonly receivedDay: number;
  readonly benefit: string;
  readonly provider: string;
  readonly billingHash: string;
  readonly lines: readonly SubmittedLine[];
  readonly decisions: readonly DecisionOnRecord[];
}

/** A line of a family whose decision was in force once a batch was written. */
export interface FamilyLine extends LineOnRecord {
  readonly claim: string;
  readonly batchId: number;
}

/** A family as it stood once a batch was written: the decisions in force, and what was used before it and with it. */
export interface FamilyAsOf {
  readonly runKind: 'claims' | 'changes';
  readonly documentVersion: number;
  readonly lines: readonly FamilyLine[];
  readonly usedBefore: readonly AccumulatorRow[];
  readonly usedWith: readonly AccumulatorRow[];
  readonly spans: ReadonlyMap<number, readonly CoverageSpan[]>;
}

/** Claims as they are looked at one by one. */
export interface ClaimStore {
  /** All versions of a claim, the first first; none where no claim has the code. */
  versions(consortiumId: number, code: string): Promise<ClaimVersion[]>;
  familyAsOf(consortiumId: number, subscriberId: number, batchId: number): Promise<FamilyAsOf>;
}
